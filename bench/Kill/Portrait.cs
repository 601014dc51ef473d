using System.Globalization;
using System.Text;
using CadreWatch.Grains.Cadres;

namespace CadreWatch.Bench.Kill;

/// <summary>A cadre's state as text, without what differs between two honest runs over the same input: alert ids and instants.</summary>
internal static class Portrait
{
    public static string Of(CadreState state)
    {
        var text = new StringBuilder();
        foreach (var alert in state.Alerts)
        {
            text.Append(CultureInfo.InvariantCulture, $"alert {alert.Finding.Pattern} level {alert.Finding.Level.Rank} {alert.Standing} causes {alert.Finding.CauseCount}");
            foreach (var cause in alert.Finding.Causes) text.Append(CultureInfo.InvariantCulture, $" {cause.Signal}:{cause.Status}x{cause.Copies}");
            text.Append(CultureInfo.InvariantCulture, $" “{alert.Finding.Short}”").AppendLine();
        }

        foreach (var signal in state.Signals.NewestFirst().OrderBy(s => s.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"signal {signal.Key} {signal.Kind} {signal.Status} {signal.Severity} {signal.OccurredOn:O} {signal.KnownOn:O} revisions");
            foreach (var revision in signal.Revisions) text.Append(CultureInfo.InvariantCulture, $" {revision.KnownOn:O}={revision.Content}");
            text.AppendLine();
        }

        foreach (var watch in state.Watches.OrderBy(w => w.Pattern, StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture, $"watch {watch.Pattern} {watch.Deadline} {watch.DueAt:O}");
        foreach (var bar in state.Bars.Values.OrderBy(b => b.Signal)) text.AppendLine(CultureInfo.InvariantCulture, $"bar {bar.Signal} {bar.Satisfied}/{bar.Valid}");
        return text.ToString();
    }

    /// <summary>The first line in which two portraits differ.</summary>
    public static string Difference(string wanted, string found)
    {
        var (one, other) = (wanted.Split('\n'), found.Split('\n'));
        var at = Enumerable.Range(0, Math.Max(one.Length, other.Length)).First(i => one.ElementAtOrDefault(i) != other.ElementAtOrDefault(i));
        return $"wanted: {one.ElementAtOrDefault(at)}\n found: {other.ElementAtOrDefault(at)}";
    }
}
