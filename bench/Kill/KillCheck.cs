using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.Workload;
using CadreWatch.Journal.Chain;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Journal.Memory;
using CadreWatch.Journal.Postgres;
using CadreWatch.Journal.Sqlite;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.InForce;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Bench.Kill;

/// <summary>
/// What must hold after a kill, on the store as the dead server left it: every acknowledged signal is there exactly once; the acknowledged input through the
/// deciders gives the same state of every cadre, alerts first of all; every read table equals its rebuild; the chain verifies.
/// </summary>
internal sealed class KillCheck(PreparedStore store, AckLog log) : IAsyncDisposable
{
    private readonly EventCodec codec = OpenedSilo.ProductCodec();
    private readonly MemoryJournal memory = new();
    private readonly HashSet<(int Lane, int Number)> taken = [];
    private readonly HashSet<SentRow> acknowledged = [];
    private Oracle? oracle;
    private ServiceProvider? ingest;

    public int Acknowledged => acknowledged.Count;

    /// <returns>Every breach found, in words.</returns>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        await using var journal = await OpenAsync();
        var faults = new List<string>();
        var verified = await JournalVerifier.VerifyAsync(journal);
        if (verified.Fault is { } broken) faults.Add($"chain: {broken.Kind} at {broken.Position}: {broken.What}");
        var check = await StoreCheck.ReadAsync(journal, codec, store.TextsAsync);
        var rules = await RulesInForce.LoadAsync(journal, codec, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), CancellationToken.None);
        await FeedAsync(rules);
        faults.AddRange(acknowledged.Where(r => check.Times(r) != 1).Select(r => $"acknowledged row {r} is in the journal {check.Times(r)} times"));
        faults.AddRange(check.Doubled());
        faults.AddRange(await StateFaultsAsync(check));
        faults.AddRange((await check.TableFaultsAsync(journal.Tables)).Select(f => "read table " + f));
        return faults;
    }

    public async ValueTask DisposeAsync()
    {
        if (ingest is not null) await ingest.DisposeAsync();
        await memory.DisposeAsync();
    }

    private async Task<IJournal> OpenAsync() => store.Connection is { } connection
        ? await PostgresJournal.OpenAsync(connection, new())
        : await SqliteJournal.OpenAsync(store.Folder.Data, new());

    /// <summary>Takes what was acknowledged since the last check, lane by lane in order.</summary>
    private async Task FeedAsync(RulesInForce rules)
    {
        if (oracle is null)
        {
            oracle = new(memory, codec, rules);
            ingest = new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton<IGrainRuntime>(oracle).AddSingleton<IJournal>(memory)
                .AddSingleton<IJudgementSource>(rules).AddIngest(store.Folder.Data).BuildServiceProvider();
            await Taking.CadresAsync(Batches.Roster(0, AckKeeper.Cadres), "bench", CancellationToken.None);
        }

        foreach (var (what, lane, number) in log.Lines())
        {
            if (what != 'A' || !taken.Add((lane, number))) continue;
            var body = log.Body(lane, number);
            await Oracle.TakeAsync(Taking, body);
            acknowledged.UnionWith(SentRow.Read(body));
        }
    }

    private IIngest Taking => ingest!.GetRequiredService<IIngest>();

    private async Task<IReadOnlyList<string>> StateFaultsAsync(StoreCheck check)
    {
        var open = log.Last().Where(l => l.Value.What != 'A').Select(l => log.Body(l.Key, l.Value.Number));
        var imagined = await oracle!.ImagineAsync(Taking, open);
        var faults = new List<string>();
        foreach (var grain in oracle.Cadres.Union(check.Cadres))
        {
            var found = check.Cadre(grain) is { } state ? Portrait.Of(state) : "";
            var right = imagined.TryGetValue(grain, out var states)
                ? states.ConvertAll(s => Portrait.Of((Grains.Cadres.CadreState)s))
                : [oracle.State(grain) is { } known ? Portrait.Of(known) : ""];
            if (!right.Contains(found)) faults.Add($"{grain} differs from what the acknowledged input gives ({right.Count} states would be right):\n{Portrait.Difference(right[0], found)}");
        }

        return faults;
    }
}
