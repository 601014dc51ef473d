using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CadreWatch.Bench.Workload;

/// <summary>One row as a sender would write it. Days are counted back from the day of the run.</summary>
internal sealed record SignalSpec(
    int Cadre, string ExternalId, string Kind, string Category, int Severity, string Status, DateOnly OccurredOn, DateTimeOffset KnownOn, string Text)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Source => "bench-" + Kind;

    /// <summary>Ballots, where the kind has them.</summary>
    public (int Valid, int Satisfied, int Dissatisfied)? Ballots { get; init; }

    /// <summary>Which row it repeats or revises is its own business; this tells the counters apart.</summary>
    public RowRole Role { get; init; }

    public static Utf8JsonWriter Writer(Stream to) => new(to, Plain);

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("source", Source);
        json.WriteString("externalId", ExternalId);
        json.WriteString("cadre", ZipfCadres.Number(Cadre));
        json.WriteString("kind", Kind);
        json.WriteString("category", Category);
        json.WriteNumber("severity", Severity);
        json.WriteString("status", Status);
        json.WriteString("occurredOn", OccurredOn.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("knownOn", KnownOn.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("agency", "县委组织部");
        json.WriteString("title", "压测样例");
        json.WriteString("text", Text);
        if (Ballots is var (valid, satisfied, dissatisfied))
        {
            json.WriteStartObject("metrics");
            json.WriteNumber("valid", valid);
            json.WriteNumber("satisfied", satisfied);
            json.WriteNumber("dissatisfied", dissatisfied);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

internal enum RowRole
{
    /// <summary>A new signal of the past five years.</summary>
    Plain,

    /// <summary>A new signal made to raise an alert.</summary>
    Alarm,

    /// <summary>A later revision of an earlier row.</summary>
    Revision,

    /// <summary>An earlier row, byte for byte.</summary>
    Duplicate,
}
