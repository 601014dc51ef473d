using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CadreWatch.Grains.Access;

namespace CadreWatch.Grains.Cadres;

/// <summary>The row of one alert, with the wire's alert as JSON except for the person and the written reasons.</summary>
internal static class AlertRow
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static object?[] Of(CadreState cadre, Alert alert)
    {
        var (facts, secrecy) = (CaseFacts.Of(cadre.Number, cadre.Roster), cadre.SecrecyOf(alert));
        return Of(cadre, alert, facts, secrecy);
    }

    private static object?[] Of(CadreState cadre, Alert alert, CaseFacts facts, Secrecy secrecy) =>
    [
        alert.Id.ToString(), cadre.Number, facts.Unit, facts.Authority, facts.OwnStaff ? 1L : 0L, (long)secrecy, alert.Finding.Pattern, (long)alert.Finding.Level.Rank, Word(alert.Standing),
        alert.AcknowledgedBy is null ? 0L : 1L, alert.Owner, alert.RaisedAt, alert.ChangedAt, alert.EndedAt,
        alert.Outcome is { } outcome ? Word(outcome) : null, (long)alert.Version, Body(cadre, alert, secrecy),
    ];

    private static byte[] Body(CadreState cadre, Alert alert, Secrecy secrecy)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using var json = new Utf8JsonWriter(buffer, Options);
        var finding = alert.Finding;
        json.WriteStartObject();
        json.WriteString("id", alert.Id.ToString());
        json.WriteNumber("version", alert.Version);
        json.WriteString("cadre", cadre.Number);
        json.WriteStartObject("pattern");
        json.WriteString("code", finding.Pattern);
        json.WriteString("name", finding.PatternName);
        json.WriteEndObject();
        json.WriteStartObject("level");
        json.WriteNumber("rank", finding.Level.Rank);
        json.WriteString("key", finding.Level.Key);
        json.WriteString("word", finding.Level.Word);
        json.WriteEndObject();
        json.WriteString("short", finding.Short);
        json.WriteString("full", finding.Full);
        json.WriteString("state", Word(alert.Standing));
        json.WriteBoolean("acknowledged", alert.AcknowledgedBy is not null);
        json.WriteString("acknowledgedBy", alert.AcknowledgedBy);
        json.WriteString("owner", alert.Owner);
        if (alert.EscalatedTo is { } recipient)
            json.WriteString("escalatedTo", recipient);
        json.WriteString("snoozedUntil", alert.SnoozedUntil is { } until ? Day(until) : null);
        json.WriteString("raisedAt", Instant(alert.RaisedAt));
        json.WriteString("changedAt", Instant(alert.ChangedAt));
        json.WriteString("endedAt", alert.EndedAt is { } ended ? Instant(ended) : null);
        json.WriteString("outcome", alert.Outcome is { } outcome ? Word(outcome) : null);
        json.WriteString("mergedInto", alert.MergedInto?.ToString());
        WriteWindow(json, finding.Window);
        WriteConditions(json, finding);
        WriteCauses(json, cadre, finding);
        json.WriteStartObject("versions");
        json.WriteString("policy", finding.JudgedBy.Policy);
        json.WriteString("calendar", finding.JudgedBy.Calendar);
        json.WriteString("snapshot", finding.JudgedBy.Snapshot);
        json.WriteString("model", finding.JudgedBy.Model);
        json.WriteString("on", Day(finding.JudgedBy.On));
        json.WriteEndObject();
        WriteHistory(json, alert);
        json.WriteBoolean("backfilled", alert.Backfilled);
        json.WriteString("secrecy", Word(secrecy));
        json.WriteBoolean("demo", cadre.Roster?.Demo ?? false);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteWindow(Utf8JsonWriter json, DayRange? window)
    {
        if (window is null)
        {
            json.WriteNull("window");
            return;
        }

        json.WriteStartObject("window");
        json.WriteString("from", Day(window.From));
        json.WriteString("to", Day(window.To));
        json.WriteEndObject();
    }

    private static void WriteConditions(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray("conditions");
        foreach (var condition in finding.Conditions)
        {
            json.WriteStartObject();
            json.WriteString("name", condition.Name);
            json.WriteString("actual", condition.Actual);
            json.WriteString("threshold", condition.Threshold);
            json.WriteString("result", Word(condition.Result));
            json.WriteString("source", condition.Source);
            json.WriteString("article", condition.Article);
            json.WriteString("grade", condition.Grade.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCauses(Utf8JsonWriter json, CadreState cadre, Finding finding)
    {
        json.WriteNumber("causeCount", finding.CauseCount);
        json.WriteStartArray("causes");
        foreach (var cause in finding.Causes)
        {
            var signal = cadre.Signals.Find(cause.Signal);
            json.WriteStartObject();
            json.WriteString("signal", cause.Signal.ToString());
            json.WriteString("kind", signal?.Kind);
            json.WriteString("kindName", cause.KindName);
            json.WriteString("occurredOn", signal is null ? null : Day(signal.OccurredOn));
            json.WriteString("source", signal?.Source);
            json.WriteString("agency", signal?.Agency);
            json.WriteString("category", signal?.Category);
            json.WriteString("status", Word(signal?.Status ?? cause.Status));
            json.WriteNumber("copies", cause.Copies);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHistory(Utf8JsonWriter json, Alert alert)
    {
        json.WriteStartArray("history");
        foreach (var step in alert.History)
        {
            json.WriteStartObject();
            json.WriteString("at", Instant(step.At));
            json.WriteString("by", step.By);
            json.WriteString("action", step.Action);
            json.WriteNumber("levelRank", step.LevelRank);
            json.WriteNumber("version", step.Version);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>An enum's value as the wire writes it: camelCase.</summary>
    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
