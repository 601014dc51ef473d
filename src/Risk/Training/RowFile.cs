using System.Runtime.InteropServices;
using CadreWatch.Risk.Learning;

namespace CadreWatch.Risk.Training;

/// <summary>
/// Training rows on disk, written once and read in batches, so that their number is not bounded by memory. The file is temporary: it belongs to this object
/// and goes with it. Writing is for one thread; reading may happen several times.
/// </summary>
public sealed class RowFile : IRowSource, IDisposable
{
    private const int RowsPerBatch = 8192;

    private readonly FileStream file;
    private readonly byte[] buffer;
    private int buffered;
    private bool sealedOff;

    /// <param name="path">Where it is made; an existing file is replaced.</param>
    public RowFile(string path, int features)
    {
        Features = features;
        buffer = new byte[RowBytes * RowsPerBatch];
        file = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose | FileOptions.SequentialScan);
    }

    public int Features { get; }

    public long Rows { get; private set; }

    private int RowBytes => (Features + 1) * sizeof(float);

    public void Add(ReadOnlySpan<float> values, float label)
    {
        if (sealedOff || values.Length != Features)
            throw new InvalidOperationException(sealedOff ? "The rows are being read already." : $"{values.Length} values for {Features} features.");
        var row = MemoryMarshal.Cast<byte, float>(buffer.AsSpan(buffered, RowBytes));
        row[0] = label;
        values.CopyTo(row[1..]);
        buffered += RowBytes;
        Rows++;
        if (buffered == buffer.Length)
            Flush();
    }

    public IEnumerable<RowBatch> Read()
    {
        Flush();
        sealedOff = true;
        var bytes = new byte[buffer.Length];
        var values = new float[RowsPerBatch * Features];
        var labels = new float[RowsPerBatch];
        for (long at = 0; at < Rows * RowBytes;)
        {
            var length = (int)Math.Min(bytes.Length, (Rows * RowBytes) - at);
            ReadExactly(bytes.AsSpan(0, length), at);
            at += length;
            var rows = length / RowBytes;
            Split(bytes, rows, values, labels);
            yield return new(values.AsMemory(0, rows * Features), labels.AsMemory(0, rows));
        }
    }

    public void Dispose() => file.Dispose();

    private void Split(byte[] bytes, int rows, float[] values, float[] labels)
    {
        var all = MemoryMarshal.Cast<byte, float>(bytes);
        for (var r = 0; r < rows; r++)
        {
            var row = all.Slice(r * (Features + 1), Features + 1);
            labels[r] = row[0];
            row[1..].CopyTo(values.AsSpan(r * Features));
        }
    }

    private void ReadExactly(Span<byte> into, long at)
    {
        while (into.Length > 0)
        {
            var read = RandomAccess.Read(file.SafeFileHandle, into, at);
            if (read == 0)
                throw new EndOfStreamException($"{file.Name} ends at {at}.");
            into = into[read..];
            at += read;
        }
    }

    private void Flush()
    {
        if (buffered == 0)
            return;
        RandomAccess.Write(file.SafeFileHandle, buffer.AsSpan(0, buffered), (Rows * RowBytes) - buffered);
        buffered = 0;
    }
}

/// <summary>Rows that are in memory already.</summary>
public sealed class RowMemory(float[] values, float[] labels, int features) : IRowSource
{
    public int Features => features;

    public long Rows => labels.Length;

    public IEnumerable<RowBatch> Read()
    {
        yield return new(values, labels);
    }
}

/// <summary>Several sources one after the other.</summary>
public sealed class RowSeries(IReadOnlyList<IRowSource> sources) : IRowSource
{
    public int Features => sources[0].Features;

    public long Rows => sources.Sum(s => s.Rows);

    public IEnumerable<RowBatch> Read() => sources.Where(s => s.Rows > 0).SelectMany(s => s.Read());
}

/// <summary>The rows of a source under other labels.</summary>
/// <param name="labels">One a row, in the source's order.</param>
public sealed class LabelledRows(IRowSource source, float[] labels) : IRowSource
{
    public int Features => source.Features;

    public long Rows => source.Rows;

    public IEnumerable<RowBatch> Read()
    {
        var at = 0;
        foreach (var batch in source.Read())
        {
            yield return new(batch.Values, labels.AsMemory(at, batch.Rows));
            at += batch.Rows;
        }
    }
}
