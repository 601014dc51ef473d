using System.Buffers;

namespace CadreWatch.Silo.Ingest;

/// <summary>
/// Finds the rows of a JSON array or of NDJSON without reading what is in them, so that a row that is no JSON costs that row alone.
/// A body whose rows cannot be told apart (an array that does not end) has no rows at all.
/// </summary>
internal static class RowSplitter
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[],"u8);
    private static readonly SearchValues<byte> StringEnd = SearchValues.Create("\"\\"u8);

    /// <summary>Where each row stands in <paramref name="body"/>; a <see cref="BodyRefusedException"/> where there are none to be told apart, or more than <paramref name="limit"/>.</summary>
    public static List<Range> Split(ReadOnlySpan<byte> body, int limit)
    {
        var start = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (start < body.Length && IsSpace(body[start])) start++;
        if (start == body.Length) throw new BodyRefusedException("emptyBody", "请求正文为空，请提交 JSON 数组或逐行 JSON。");
        return body[start] == '[' ? SplitArray(body, start + 1, limit) : SplitLines(body, start, limit);
    }

    private static List<Range> SplitLines(ReadOnlySpan<byte> body, int start, int limit)
    {
        var rows = new List<Range>();
        while (start < body.Length)
        {
            var length = body[start..].IndexOf((byte)'\n');
            var end = length < 0 ? body.Length : start + length;
            if (!body[start..end].Trim(" \t\r"u8).IsEmpty) Add(rows, start..end, limit);
            start = end + 1;
        }

        return rows;
    }

    private static List<Range> SplitArray(ReadOnlySpan<byte> body, int start, int limit)
    {
        var rows = new List<Range>();
        var depth = 0;
        for (var at = start; ;)
        {
            var skip = body[at..].IndexOfAny(Structure);
            if (skip < 0) throw Broken();
            at += skip;
            switch (body[at])
            {
                case (byte)'"':
                    at = EndOfString(body, at + 1);
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)',' when depth == 0:
                    Add(rows, start..at, limit);
                    start = at + 1;
                    break;
                case (byte)']' when depth == 0:
                    if (rows.Count > 0 || !body[start..at].Trim(" \t\r\n"u8).IsEmpty) Add(rows, start..at, limit);
                    return body[(at + 1)..].Trim(" \t\r\n"u8).IsEmpty ? rows : throw Broken();
                case (byte)'}' or (byte)']':
                    if (--depth < 0) throw Broken();
                    break;
            }

            at++;
        }
    }

    private static int EndOfString(ReadOnlySpan<byte> body, int at)
    {
        while (true)
        {
            var skip = body[at..].IndexOfAny(StringEnd);
            if (skip < 0) throw Broken();
            at += skip;
            if (body[at] == '"') return at;
            at += 2;
            if (at >= body.Length) throw Broken();
        }
    }

    private static void Add(List<Range> rows, Range row, int limit)
    {
        if (rows.Count == limit) throw new BodyRefusedException("tooManyRows", $"一批最多 {limit} 行，请分批提交。");
        rows.Add(row);
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static BodyRefusedException Broken() => new("notJson", "请求正文不是完整的 JSON 数组，无法分出各行，整批未受理。");
}
