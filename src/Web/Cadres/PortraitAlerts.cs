using CadreWatch.Grains.Cadres;

namespace CadreWatch.Web.Cadres;

/// <summary>The alerts of a portrait.</summary>
internal static class PortraitAlerts
{
    /// <summary>The newest first; with <paramref name="later"/> also those raised after the day, as they stand now.</summary>
    /// <param name="seen">Ids that the viewer may see.</param>
    public static IReadOnlyList<PortraitAlert> Of(
        CadreHistory history, IReadOnlySet<string> seen, DateOnly day, DateOnly today, bool later, Func<DateOnly, DateTimeOffset> startOf)
    {
        var then = history.Alerts(day);
        var found = then.Select(a => One(a, day, false));
        if (later) found = found.Concat(history.Alerts(today).Where(a => then.All(t => t.Id != a.Id)).Select(a => One(a, today, true)));
        return [.. found.Where(a => seen.Contains(a.Id)).OrderByDescending(a => a.RaisedAt).ThenBy(a => a.Id, StringComparer.Ordinal)];

        PortraitAlert One(Alert alert, DateOnly on, bool isLater)
        {
            var finding = alert.Finding;
            return new(
                alert.Id.ToString(), finding.Pattern, finding.PatternName, finding.Level.Rank, finding.Level.Key, finding.Level.Word,
                alert.Backfilled ? startOf(history.RaisedOn(alert.Id)) : alert.RaisedAt, alert.EndedAt,
                System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(alert.Standing.ToString()), finding.Short, finding.Full, isLater, history.Levels(alert.Id, on));
        }
    }
}
