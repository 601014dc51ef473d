using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Web.Session;

/// <summary>The district's days and months.</summary>
internal sealed class District(IJudgementSource judgements)
{
    /// <summary>What the pages call a district that nobody has named; the demonstration has a name of its own.</summary>
    public const string Unnamed = "本区";

    public DateTimeOffset StartOfMonth(DateTimeOffset at)
    {
        var judgement = judgements.Capture(at);
        var day = judgement.DayOf(at);
        return Days.StartOf(new(day.Year, day.Month, 1), judgement.Zone);
    }
}
