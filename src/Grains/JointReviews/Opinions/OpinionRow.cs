using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CadreWatch.Grains.JointReviews.Opinions;

/// <summary>A cell as JSON for its row: both revisions without their words, which lie in <c>opinion_facts</c>.</summary>
internal static class OpinionRow
{
    /// <summary>Null where nothing was said yet.</summary>
    public static byte[]? Body(Cell cell)
    {
        if (cell.Pending is null && cell.Confirmed is null)
            return null;
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        if (cell.Confirmed is { } confirmed)
        {
            Write(json, "confirmed", confirmed.Opinion, () =>
            {
                json.WriteString("by", confirmed.ConfirmedBy);
                json.WriteString("at", confirmed.ConfirmedAt);
                json.WriteString("validUntil", Day(confirmed.Validity.Until));
                json.WriteString("grade", confirmed.Validity.Grade.ToString());
            });
        }

        if (cell.Pending is { } pending)
            Write(json, "pending", pending, null);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, Opinion opinion, Action? more)
    {
        json.WriteStartObject(name);
        json.WriteNumber("revision", opinion.Revision);
        json.WriteString("answer", Word(opinion.Answer));
        json.WriteString("enteredBy", opinion.EnteredBy);
        json.WriteString("enteredAt", opinion.EnteredAt);
        json.WriteString("secrecy", Word(opinion.Secrecy));
        json.WriteString("expectedOn", opinion.ExpectedOn is { } expected ? Day(expected) : null);
        more?.Invoke();
        json.WriteStartArray("facts");
        foreach (var fact in opinion.Facts ?? [])
        {
            json.WriteStartObject();
            json.WriteString("class", Word(fact.Class));
            json.WriteString("from", Day(fact.From));
            json.WriteString("to", Day(fact.To));
            json.WriteString("status", Word(fact.Status));
            json.WriteString("responsibility", Word(fact.Responsibility));
            json.WriteNumber("attachments", fact.Attachments?.Count ?? 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
