using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Web.Session;

/// <summary>The district's days and months.</summary>
internal sealed class District(IJudgementSource judgements)
{
    /// <summary>Shown on every page.</summary>
    public const string Name = "示范区";

    public DateTimeOffset StartOfMonth(DateTimeOffset at)
    {
        var judgement = judgements.Capture(at);
        var day = judgement.DayOf(at);
        return Days.StartOf(new(day.Year, day.Month, 1), judgement.Zone);
    }
}
