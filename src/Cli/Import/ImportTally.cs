using System.Collections.Concurrent;
using CadreWatch.Silo.Ingest;

namespace CadreWatch.Cli.Import;

/// <summary>What an import counted. Any thread.</summary>
public sealed class ImportTally(IRowErrors errors)
{
    private readonly ConcurrentDictionary<string, int> read = new();
    private readonly ConcurrentDictionary<string, int> skipped = new();
    private readonly ConcurrentDictionary<(string Table, string Rule), int> refused = new();
    private readonly ConcurrentDictionary<(string Table, string Rule), int> adjusted = new();
    private readonly ConcurrentDictionary<string, Sent> sent = new();

    /// <summary>Rows read per table.</summary>
    public IReadOnlyDictionary<string, int> ReadRows => read;

    /// <summary>Rows per table that the profile's conditions leave out.</summary>
    public IReadOnlyDictionary<string, int> Skipped => skipped;

    /// <summary>Rows refused here or by the server, per table and rule. A source row that makes several rows may count more than once.</summary>
    public IReadOnlyDictionary<(string Table, string Rule), int> Refused => refused;

    /// <summary>Rows changed by a rule of the profile and taken.</summary>
    public IReadOnlyDictionary<(string Table, string Rule), int> Adjusted => adjusted;

    /// <summary>What the server answered, for <c>cadres</c> and <c>signals</c>.</summary>
    public IReadOnlyDictionary<string, Sent> SentRows => sent;

    public void Read(string table) => Count(read, table);

    public void Skip(string table) => Count(skipped, table);

    public void Adjust(string table, string rule) => Count(adjusted, (table, rule));

    public void Refuse(RowProblem problem)
    {
        Count(refused, (problem.Table, problem.Rule));
        errors.Add(problem);
    }

    public void Answer(string kind, IngestResult result) => sent.AddOrUpdate(
        kind, _ => new(result.Received, result.Accepted, result.Duplicates, result.Rejected.Count),
        (_, s) => new(s.Received + result.Received, s.Accepted + result.Accepted, s.Duplicates + result.Duplicates, s.Rejected + result.Rejected.Count));

    private static void Count<TKey>(ConcurrentDictionary<TKey, int> counts, TKey key)
        where TKey : notnull =>
        counts.AddOrUpdate(key, 1, (_, n) => n + 1);

    public readonly record struct Sent(int Received, int Accepted, int Duplicates, int Rejected);
}

/// <summary>Where row errors go.</summary>
public interface IRowErrors
{
    /// <summary>Any thread.</summary>
    void Add(RowProblem problem);
}
