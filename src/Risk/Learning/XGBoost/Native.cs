using System.Reflection;
using System.Runtime.InteropServices;

namespace CadreWatch.Risk.Learning.XGBoost;

/// <summary>The C API of XGBoost 1.7, as far as it is used. Every function but the two first returns 0 or −1; see <see cref="Check"/>.</summary>
internal static unsafe partial class Native
{
    private const string Library = "xgboost";

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Resolve);

    [LibraryImport(Library)]
    public static partial void XGBoostVersion(out int major, out int minor, out int patch);

    [LibraryImport(Library)]
    private static partial nint XGBGetLastError();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBSetGlobalConfig(string config);

    [LibraryImport(Library)]
    public static partial int XGProxyDMatrixCreate(out MatrixHandle handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGProxyDMatrixSetDataDense(nint proxy, string arrayInterface);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixSetInfoFromInterface(nint proxy, string field, string arrayInterface);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGQuantileDMatrixCreateFromCallback(
        nint iterator, MatrixHandle proxy, nint reference, delegate* unmanaged<nint, void> reset, delegate* unmanaged<nint, int> next, string config, out MatrixHandle handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixCreateFromDense(string arrayInterface, string config, out MatrixHandle handle);

    [LibraryImport(Library)]
    public static partial int XGDMatrixFree(nint handle);

    [LibraryImport(Library)]
    public static partial int XGBoosterCreate([In] nint[] matrices, ulong count, out BoosterHandle handle);

    [LibraryImport(Library)]
    public static partial int XGBoosterFree(nint handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSetParam(BoosterHandle handle, string name, string value);

    [LibraryImport(Library)]
    public static partial int XGBoosterUpdateOneIter(BoosterHandle handle, int round, MatrixHandle train);

    [LibraryImport(Library)]
    public static partial int XGBoosterEvalOneIter(BoosterHandle handle, int round, nint* matrices, byte** names, ulong count, out nint result);

    [LibraryImport(Library)]
    public static partial int XGBoosterSlice(BoosterHandle handle, int from, int to, int step, out BoosterHandle sliced);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSaveModelToBuffer(BoosterHandle handle, string config, out ulong length, out byte* bytes);

    [LibraryImport(Library)]
    public static partial int XGBoosterLoadModelFromBuffer(BoosterHandle handle, byte* bytes, ulong length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterPredictFromDMatrix(
        BoosterHandle handle, MatrixHandle rows, string config, out ulong* shape, out ulong dimensions, out float* result);

    /// <exception cref="LearningException">The call failed; the library's message.</exception>
    public static void Check(int code)
    {
        if (code != 0)
            throw new LearningException(Marshal.PtrToStringUTF8(XGBGetLastError()) ?? "XGBoost failed without a message.");
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
            return 0;
        foreach (var file in (string[])["libxgboost.so.0", "libxgboost.so", "libxgboost"])
            if (NativeLibrary.TryLoad(file, assembly, path, out var handle))
                return handle;
        return 0;
    }
}

internal sealed class MatrixHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => Native.XGDMatrixFree(handle) == 0;
}

internal sealed class BoosterHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => Native.XGBoosterFree(handle) == 0;
}
