using System.Text;

namespace CadreWatch.Web.Exports;

/// <summary>CSV as office software here reads it: UTF-8 with a byte order mark, CRLF, quoted where needed.</summary>
internal static class CsvFile
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>Writes as the rows come, so that a file of any length needs no memory of its own.</summary>
    public static async Task WriteAsync(
        Stream stream, IReadOnlyList<string> head, IReadOnlyList<string> heads, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        foreach (var line in head) await writer.WriteLineAsync(Line([line]).AsMemory(), cancel);
        await writer.WriteLineAsync(Line(heads).AsMemory(), cancel);
        await foreach (var row in rows.WithCancellation(cancel)) await writer.WriteLineAsync(Line(row).AsMemory(), cancel);
    }

    internal static string Line(IEnumerable<object?> cells) => string.Join(',', cells.Select(c => Quote(Cell.Text(c))));

    private static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\r\n\t") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
