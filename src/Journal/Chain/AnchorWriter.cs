using System.Security.Cryptography;
using System.Text;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Chain;

/// <summary>
/// Signs the latest commit with an ECDSA P-256 key that lives in a file outside the database (readable by its owner alone) and appends a line to the anchors
/// file. Made once an hour, it bounds what can be rewritten unseen. Not thread-safe.
/// </summary>
public sealed class AnchorWriter : IDisposable
{
    private readonly ECDsa key;
    private readonly string anchors;
    private readonly TimeProvider time;

    private AnchorWriter(ECDsa key, string anchors, TimeProvider time)
    {
        this.key = key;
        this.anchors = anchors;
        this.time = time;
    }

    /// <summary>For <see cref="AnchorFile"/>, and to be kept beside the copies.</summary>
    public string PublicKeyPem => key.ExportSubjectPublicKeyInfoPem();

    /// <summary>Opens the key, making it (mode 600) where the file is missing.</summary>
    public static AnchorWriter Open(string keyFile, string anchorsFile, TimeProvider time)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(keyFile))
        {
            key.ImportFromPem(File.ReadAllText(keyFile));
            return new(key, anchorsFile, time);
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(keyFile, options);
        file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        file.Flush(flushToDisk: true);
        return new(key, anchorsFile, time);
    }

    /// <summary>Signs the journal's last commit; false where there is none yet or it is already the last line.</summary>
    public async Task<bool> AppendAsync(IJournal journal, CancellationToken cancel)
    {
        if (journal is not IChainSource source) throw new ArgumentException("This journal keeps no chain.", nameof(journal));
        var (position, hash) = await source.ChainHeadAsync(cancel);
        DropTornLine();
        if (position == 0 || await LastPositionAsync(cancel) == position) return false;
        var line = new AnchorLine(journal.Epoch, position, hash, time.GetUtcNow(), []);
        line = line with { Signature = key.SignData(Encoding.ASCII.GetBytes(line.Statement), HashAlgorithmName.SHA256) };
        await using var file = new FileStream(anchors, FileMode.Append, FileAccess.Write);
        await file.WriteAsync(Encoding.ASCII.GetBytes($"{line}\n"), cancel);
        file.Flush(flushToDisk: true);
        return true;
    }

    public void Dispose() => key.Dispose();

    /// <summary>A line without its end was being written when the machine stopped: it is no anchor yet, and would spoil the next one.</summary>
    private void DropTornLine()
    {
        if (!File.Exists(anchors)) return;
        using var file = new FileStream(anchors, FileMode.Open, FileAccess.ReadWrite);
        var end = file.Length;
        while (end > 0 && ByteAt(file, end - 1) != '\n') end--;
        if (end < file.Length) file.SetLength(end);
    }

    private static int ByteAt(FileStream file, long offset)
    {
        file.Position = offset;
        return file.ReadByte();
    }

    private async Task<long> LastPositionAsync(CancellationToken cancel)
    {
        if (!File.Exists(anchors)) return 0;
        var last = await File.ReadLinesAsync(anchors, cancel).LastOrDefaultAsync(cancel);
        return last is null ? 0 : AnchorLine.Parse(last).Position;
    }
}
