using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace CadreWatch.Risk.Learning.XGBoost;

/// <summary>
/// Lets the library read rows a batch at a time, several times over, while only one batch and its own binned matrix are in memory. What goes wrong in
/// reading ends the reading and is thrown after the library has returned: no exception crosses it.
/// </summary>
internal sealed unsafe class RowIterator(IRowSource source, CancellationToken cancel) : IDisposable
{
    private IEnumerator<RowBatch>? batches;
    private MemoryHandle values;
    private MemoryHandle labels;
    private MatrixHandle? proxy;
    private ExceptionDispatchInfo? fault;

    /// <param name="reference">A matrix whose bins are used, or null to find bins anew.</param>
    public static MatrixHandle Load(IRowSource source, MatrixHandle? reference, int bins, int threads, CancellationToken cancel)
    {
        using var iterator = new RowIterator(source, cancel);
        Native.Check(Native.XGProxyDMatrixCreate(out var proxy));
        using (proxy)
        {
            iterator.proxy = proxy;
            var self = GCHandle.Alloc(iterator);
            try
            {
                var code = Native.XGQuantileDMatrixCreateFromCallback(
                    GCHandle.ToIntPtr(self), proxy, reference?.DangerousGetHandle() ?? 0, &Reset, &Next, ArrayJson.Config(bins, threads), out var matrix);
                iterator.fault?.Throw();
                Native.Check(code);
                return matrix;
            }
            finally
            {
                self.Free();
            }
        }
    }

    public void Dispose()
    {
        values.Dispose();
        labels.Dispose();
        batches?.Dispose();
    }

    [UnmanagedCallersOnly]
    private static void Reset(nint self)
    {
        var iterator = (RowIterator)GCHandle.FromIntPtr(self).Target!;
        iterator.batches?.Dispose();
        iterator.batches = null;
    }

    [UnmanagedCallersOnly]
    private static int Next(nint self) => ((RowIterator)GCHandle.FromIntPtr(self).Target!).MoveNext() ? 1 : 0;

    private bool MoveNext()
    {
        try
        {
            cancel.ThrowIfCancellationRequested();
            if (fault is not null)
                return false;
            batches ??= source.Read().GetEnumerator();
            if (!batches.MoveNext())
                return false;
            Hand(batches.Current);
            return true;
        }
        catch (Exception e)
        {
            fault ??= ExceptionDispatchInfo.Capture(e);
            return false;
        }
    }

    private void Hand(RowBatch batch)
    {
        values.Dispose();
        labels.Dispose();
        values = batch.Values.Pin();
        labels = batch.Labels.Pin();
        Native.Check(Native.XGProxyDMatrixSetDataDense(proxy!.DangerousGetHandle(), ArrayJson.Of((nint)values.Pointer, batch.Rows, source.Features)));
        Native.Check(Native.XGDMatrixSetInfoFromInterface(proxy.DangerousGetHandle(), "label", ArrayJson.Of((nint)labels.Pointer, batch.Rows)));
    }
}

/// <summary>The library's description of memory: the array interface of Python, as JSON.</summary>
internal static class ArrayJson
{
    public static string Of(nint pointer, long rows, int columns) => Describe(pointer, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{rows}, {columns}]"));

    public static string Of(nint pointer, long rows) => Describe(pointer, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{rows}]"));

    public static string Config(int bins, int threads) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"missing": NaN, "nthread": {{threads}}, "max_bin": {{bins}}}""");

    private static string Describe(nint pointer, string shape) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"data": [{{(long)pointer}}, true], "shape": {{shape}}, "typestr": "<f4", "version": 3}""");
}
