using CadreWatch.Bench.Hosts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Sqlite;
using CadreWatch.Silo.Hosting;

namespace CadreWatch.Bench.Risk;

/// <summary>A journal of backfilled complaints over eight years, a third of them decided later; made once, by the journal itself and its own codec.</summary>
internal static class SyntheticHistories
{
    public const int FirstYear = 2016;
    private const int PerGroup = 500;

    public static async Task<StoreFolder> PrepareAsync(int signals, int cadres)
    {
        var folder = StoreFolder.Open(StoreKind.Sqlite, $"risk-{signals}-{cadres}");
        if (folder.Prepared is not null) return folder;
        var codec = OpenedSilo.ProductCodec();
        await using (var journal = await SqliteJournal.OpenAsync(folder.Data, new JournalOptions { Contracts = [.. codec.Contracts.Select(c => (c.Name, c.Version))] }))
        {
            for (var from = 0; from < cadres; from += PerGroup)
            {
                var group = Enumerable.Range(from, Math.Min(PerGroup, cadres - from)).Select(c => Stream(c, signals / cadres, codec)).ToList();
                foreach (var outcome in await journal.AppendAsync(group, CancellationToken.None))
                    if (outcome is not AppendOutcome.Appended) throw new BenchFailedException($"The journal answered {outcome}.");
            }

            folder.Prepared = await journal.HeadAsync(CancellationToken.None);
        }

        return folder;
    }

    private static StreamAppend Stream(int cadre, int signals, Journal.Events.EventCodec codec)
    {
        var number = $"R-{cadre:D6}";
        var random = new Random(cadre);
        var roster = new RosterFacts(
            number, cadre % 4 == 0 ? "female" : "male", new(1960 + (cadre % 30), 3, 1), $"U{cadre % 60}", "县处级", "district", true, new(0, (ulong)cadre + 1), ["示例"],
            [new($"U{cadre % 60}", "head", new(2012, 1, 1), null, null, null)]);
        List<CadreEvent> events = [new RosterRecorded(roster, [])];
        for (var i = 0; i < signals; i++) Add(events, number, i, random);
        var state = new CadreState(number);
        var after = CadreState.Apply(state, events[0]);
        var rows = new CadreGrain().Rows(CadreGrain.IdOf(number), state, after, []).ToList();
        return new(CadreGrain.IdOf(number).ToString(), 0, [new(Guid.CreateVersion7(), [.. events.Select(codec.Write)], [])], rows);
    }

    private static void Add(List<CadreEvent> events, string number, int i, Random random)
    {
        var day = new DateOnly(FirstYear, 1, 1).AddDays(random.Next(8 * 365));
        var key = SignalKey.Of("bench", i.ToString(System.Globalization.CultureInfo.InvariantCulture), number);
        var facts = new SignalFacts(
            "bench", $"{i}", i % 9 == 0 ? "audit" : "complaint", $"c{random.Next(40)}", 1 + random.Next(5), SignalStatus.Reported, day, day, At(day), $"a{random.Next(5)}", Secrecy.Internal,
            Responsibility.Direct, Digest16.Of(number, $"{i}"), Backfill: true);
        events.Add(new SignalRecorded(key, facts));
        if (random.Next(3) != 0) return;
        var decided = day.AddDays(30 + random.Next(600));
        events.Add(new SignalRevised(key, facts with
        {
            Status = random.Next(4) switch { 0 => SignalStatus.Substantiated, 1 => SignalStatus.Cleared, _ => SignalStatus.Unsubstantiated },
            KnownOn = At(decided),
            Content = Digest16.Of(number, $"{i}", "2"),
        }));
    }

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
}
