using System.Runtime.InteropServices;

namespace CadreWatch.Cli.Import.Rows;

/// <summary>Where a finished row came from.</summary>
internal readonly record struct RowOrigin(string Table, int Line);

/// <summary>
/// Finished JSON rows in a temporary file, and in memory only where each lies and by what it is ordered (some 40 bytes a row), so that rows of any number
/// of tables go out in the order of each cadre's own time.
/// </summary>
internal sealed class RowSpool : IDisposable
{
    private readonly FileStream file = Open();

    private readonly List<Entry> entries = [];
    private readonly Dictionary<string, int> subjects = new(StringComparer.Ordinal);
    private readonly List<string> tables = [];

    public int Count => entries.Count;

    /// <summary>Adds a row. Rows of one subject come out by <paramref name="minute"/>, those of one minute in the order they were added.</summary>
    public void Add(string subject, int minute, RowOrigin origin, ReadOnlySpan<byte> json)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(subjects, subject, out var known);
        if (!known)
            number = subjects.Count - 1;
        var table = tables.IndexOf(origin.Table);
        if (table < 0)
        {
            table = tables.Count;
            tables.Add(origin.Table);
        }

        entries.Add(new(number, minute, entries.Count, file.Position, json.Length, table, origin.Line));
        file.Write(json);
    }

    /// <summary>Cuts the rows into <paramref name="lanes"/> sequences; all rows of one subject are in one lane, in order. Nothing may be added afterwards.</summary>
    public IReadOnlyList<IReadOnlyList<SpooledRow>> Lanes(int lanes)
    {
        file.Flush();
        entries.Sort();
        return [.. Enumerable.Range(0, lanes).Select(lane =>
            (IReadOnlyList<SpooledRow>)[.. entries.Where(e => e.Subject % lanes == lane).Select(e => new SpooledRow(new(tables[e.Table], e.Line), e.Offset, e.Length))])];
    }

    /// <summary>Reads rows of a lane as NDJSON. Any thread.</summary>
    public byte[] Read(IReadOnlyList<SpooledRow> rows)
    {
        var bytes = new byte[rows.Sum(r => r.Length + 1)];
        var at = 0;
        foreach (var row in rows)
        {
            var into = bytes.AsSpan(at, row.Length);
            for (var read = 0; read < into.Length;)
                read += RandomAccess.Read(file.SafeFileHandle, into[read..], row.Offset + read) is > 0 and var n ? n : throw new EndOfStreamException();
            bytes[at + row.Length] = (byte)'\n';
            at += row.Length + 1;
        }

        return bytes;
    }

    public void Dispose() => file.Dispose();

    /// <summary>Readable by its owner alone: it holds what the tables hold.</summary>
    private static FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1 << 18,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(Path.Combine(Path.GetTempPath(), $"cadre-watch-{Path.GetRandomFileName()}"), options);
    }

    private readonly record struct Entry(int Subject, int Minute, int Sequence, long Offset, int Length, int Table, int Line) : IComparable<Entry>
    {
        public int CompareTo(Entry other) => (Subject, Minute, Sequence).CompareTo((other.Subject, other.Minute, other.Sequence));
    }
}

/// <param name="Offset">Where its JSON begins in the spool.</param>
internal readonly record struct SpooledRow(RowOrigin Origin, long Offset, int Length);
