using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Web.Session;

/// <summary>The district's days and months, and whether it is invented.</summary>
internal sealed class District(IJudgementSource judgements, IJournal journal, TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);
    private volatile bool invented;
    private long asked;

    /// <summary>What the pages call a district that nobody has named; the demonstration has a name of its own.</summary>
    public const string Unnamed = "本区";

    /// <summary>Some of the people are invented for the demonstration. Once they are there they stay; until then anybody who opens a page asks, so the store is asked now and then.</summary>
    public async Task<bool> IsInventedAsync(CancellationToken cancel)
    {
        if (invented || (Interlocked.Read(ref asked) is var last and not 0 && time.GetElapsedTime(last) < AskAgain)) return invented;
        var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, [new("demo", Comparison.Equal, 1L)], [], 1), cancel);
        Interlocked.Exchange(ref asked, time.GetTimestamp());
        return invented = rows.Count > 0;
    }

    public DateTimeOffset StartOfMonth(DateTimeOffset at)
    {
        var judgement = judgements.Capture(at);
        var day = judgement.DayOf(at);
        return Days.StartOf(new(day.Year, day.Month, 1), judgement.Zone);
    }
}
