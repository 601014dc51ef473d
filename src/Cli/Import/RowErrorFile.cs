using System.Globalization;
using CsvHelper;

namespace CadreWatch.Cli.Import;

/// <summary>Row errors as a CSV file (UTF-8 with BOM, so that spreadsheets read it): table, line, field, rule, message. Made at the first error; a file of that name is replaced.</summary>
public sealed class RowErrorFile(string path) : IRowErrors, IDisposable
{
    private readonly Lock gate = new();
    private CsvWriter? csv;

    public int Count { get; private set; }

    public void Add(RowProblem problem)
    {
        lock (gate)
        {
            Count++;
            csv ??= Begin();
            csv.WriteRecord([problem.Table, problem.Line.ToString(CultureInfo.InvariantCulture), problem.Field ?? "", problem.Rule, problem.Message]);
        }
    }

    public void Dispose()
    {
        if (csv is null)
            File.Delete(path);
        csv?.Dispose();
    }

    private CsvWriter Begin()
    {
        var writer = CsvWriter.ToFile(path, new CsvWriterOptions { WriteByteOrderMark = true, Injection = CsvInjection.Escape });
        writer.WriteHeader(["table", "line", "field", "rule", "message"]);
        return writer;
    }
}
