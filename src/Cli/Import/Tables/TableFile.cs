using System.Globalization;
using System.IO.Compression;
using System.Text;
using CadreWatch.Cli.Import.Profiles;
using CsvHelper;

namespace CadreWatch.Cli.Import.Tables;

/// <summary>A CSV file read row by row, never as a whole.</summary>
public sealed class TableFile : IDisposable
{
    private readonly TableSource source;
    private readonly CsvReader csv;
    private readonly List<RowProblem> malformed = [];
    private readonly (int Column, string Format)[] dates;

    private TableFile(TableSource source, StreamReader reader, Stream bytes)
    {
        this.source = source;
        Bytes = bytes;
        csv = CsvReader.Create(reader, new CsvReaderOptions
        {
            Separator = source.Delimiter,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = Malformed,
        });
        csv.ReadHeader();
        Columns = [.. csv.Headers.Select(c => c.Trim())];
        if (Columns.Length == 0)
            throw new ImportException($"{source.File} 是空文件，应有表头。");
        dates = [.. source.Dates.Select(d => (Array.IndexOf(Columns, d.Key) is >= 0 and var c
            ? c
            : throw new ProfileException($"tables.{source.Name}.dates", $"there is no column “{d.Key}”; there are: {string.Join(", ", Columns)}."), d.Value))];
    }

    public string[] Columns { get; }

    /// <summary>The file's own bytes: position over length is how far the reading has come.</summary>
    public Stream Bytes { get; }

    /// <exception cref="ImportException">The file is missing, leads out of the folder or cannot be decoded.</exception>
    public static TableFile Open(TableSource source, string folder)
    {
        var path = Within(folder, source);
        if (!File.Exists(path))
            throw new ImportException($"找不到数据表 {path}。");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(source.Encoding, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        Stream bytes = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        var reader = new StreamReader(bytes, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16);
        try
        {
            return new(source, reader, file);
        }
        catch (DecoderFallbackException e)
        {
            reader.Dispose();
            throw Undecodable(source, 1, e);
        }
    }

    /// <summary>
    /// Where the table lies. The folder may be a link, for it is what the operator named; what lies in it may not, for that was named by whoever packed it.
    /// </summary>
    private static string Within(string folder, TableSource source)
    {
        var root = Path.GetFullPath(folder);
        var path = Path.GetFullPath(source.File, root);
        if (!path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new ImportException($"数据表 {source.Name} 的文件 {source.File} 不在数据表目录 {root} 内；请把文件放进该目录，并在方案中写相对路径。");
        for (var part = path; part.Length > root.Length; part = Path.GetDirectoryName(part)!)
            if (new FileInfo(part).LinkTarget is not null)
                throw new ImportException($"数据表 {source.Name} 的 {part} 是链接，可能指向数据表目录以外；请把文件本身放进 {root}。");
        return path;
    }

    /// <summary>
    /// All rows; values are trimmed. A row with another number of columns, with quotes that do not close, or with a date that its format does not read is told
    /// to <paramref name="problem"/> and left out.
    /// </summary>
    public IEnumerable<(int Line, string[] Values)> Rows(Action<RowProblem> problem)
    {
        while (Next())
        {
            Tell(problem);
            var values = new string[Columns.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = csv.GetString(i).Trim();
            var line = checked((int)csv.LineNumber);
            if (dates.Length == 0 || DatesRead(values, line, problem))
                yield return (line, values);
        }

        Tell(problem);
    }

    public void Dispose() => csv.Dispose();

    private void Malformed(CsvMalformedRecord record) => malformed.Add(record.Reason == CsvMalformedReason.FieldCountMismatch
        ? new(source.Name, checked((int)record.LineNumber), null, "columnCount", $"列数与表头（{csv.Headers.Count} 列）不同。")
        : new(source.Name, checked((int)record.LineNumber), null, "badQuotes", "引号不成对，本行不用。"));

    private void Tell(Action<RowProblem> problem)
    {
        malformed.ForEach(problem);
        malformed.Clear();
    }

    private static ImportException Undecodable(TableSource source, int line, Exception e) =>
        new($"{source.File} 在第 {line} 行附近不是 {source.Encoding} 编码，请在方案中改正 encoding（utf-8 或 gb18030）。", e);

    private bool Next()
    {
        try
        {
            return csv.Read();
        }
        catch (DecoderFallbackException e)
        {
            throw Undecodable(source, checked((int)csv.LineNumber), e);
        }
        catch (InvalidDataException e)
        {
            throw new ImportException($"{source.File} 不是完好的 gzip 文件。", e);
        }
    }

    private bool DatesRead(string[] values, int line, Action<RowProblem> problem)
    {
        foreach (var (column, format) in dates)
        {
            if (values[column].Length == 0)
                continue;
            if (!DateOnly.TryParseExact(values[column], format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                problem(new(source.Name, line, Columns[column], "badDate", $"“{values[column]}”不是 {format} 形式的日期。"));
                return false;
            }

            values[column] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        return true;
    }
}
