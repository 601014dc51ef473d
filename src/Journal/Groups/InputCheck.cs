using System.Collections.ObjectModel;
using System.Text;
using System.Text.Unicode;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Tables;

namespace CadreWatch.Journal.Groups;

/// <summary>
/// Refuses, before anything is sent, what no store may hold or what only one store would hold: NUL, lone surrogates, rows that break their table.
/// So a database constraint never fails a group on behalf of one append.
/// </summary>
internal static class InputCheck
{
    private const int LongestName = 500;

    public static void Group(IReadOnlyList<StreamAppend> group)
    {
        if (group is CheckedGroup) return;
        var streams = new HashSet<string>(group.Count, StringComparer.Ordinal);
        foreach (var append in group)
        {
            Append(append);
            if (!streams.Add(append.Stream)) throw new ArgumentException($"Stream “{append.Stream}” stands twice in one group.", nameof(group));
        }
    }

    public static void Append(StreamAppend append)
    {
        Name(append.Stream, nameof(append.Stream));
        ArgumentOutOfRangeException.ThrowIfNegative(append.ExpectedVersion, nameof(append.ExpectedVersion));
        foreach (var entry in append.Entries) Entry(entry);
        if (append.Entries.Count > 1 && append.Entries.DistinctBy(e => e.CommandId).Count() < append.Entries.Count)
            throw new ArgumentException("Two entries share one command id.", nameof(append));
        foreach (var row in append.Rows) RowValues.Check(row);
    }

    /// <summary>Throws where <paramref name="value"/> holds NUL or half a surrogate pair.</summary>
    public static void Text(string value, string field)
    {
        if (value.Contains('\0')) throw new ArgumentException("NUL is not text.", field);
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i])) continue;
            if (i + 1 == value.Length || !char.IsSurrogatePair(value[i], value[i + 1])) throw new ArgumentException("A lone surrogate is not text.", field);
            i++;
        }
    }

    private static void Entry(AppendEntry entry)
    {
        foreach (var e in entry.Events)
        {
            Name(e.Name, nameof(e.Name));
            Bytes(e.Bytes.Span, e.Name);
        }

        foreach (var text in entry.Texts)
        {
            Name(text.Field, nameof(text.Field));
            Bytes(text.Text.Bytes.Span, text.Field);
            if (text.EventIndex < 0 || text.EventIndex >= entry.Events.Count) throw new ArgumentException("The text belongs to no event of its entry.", text.Field);
        }

        if (entry.Texts.Count > 1 && entry.Texts.DistinctBy(t => (t.EventIndex, t.Field)).Count() < entry.Texts.Count)
            throw new ArgumentException("One field of one event has two texts.", entry.Texts[0].Field);
    }

    private static void Name(string value, string field)
    {
        Text(value, field);
        if (value.Length is 0 or > LongestName || Encoding.UTF8.GetByteCount(value) > LongestName)
            throw new ArgumentException($"A name has 1 to {LongestName} bytes.", field);
    }

    private static void Bytes(ReadOnlySpan<byte> value, string field)
    {
        if (value.Contains((byte)0)) throw new ArgumentException("NUL is not text.", field);
        if (!Utf8.IsValid(value)) throw new ArgumentException("The bytes are not UTF-8.", field);
    }
}

/// <summary>A group whose appends were each checked when they came in, by their callers beside each other, and stand once each.</summary>
internal sealed class CheckedGroup(IList<StreamAppend> appends) : ReadOnlyCollection<StreamAppend>(appends);
