using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CadreWatch.Grains.JointReviews;

/// <summary>The units of a round as JSON, for its row.</summary>
internal static class RoundRow
{
    public static byte[] Body(RoundState round)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartArray("units");
        foreach (var unit in round.Units)
        {
            json.WriteStartObject();
            json.WriteString("id", unit.Unit.Id);
            json.WriteString("name", unit.Unit.Name);
            json.WriteString("liaison", unit.Unit.Liaison);
            json.WriteString("deputy", unit.Unit.Deputy);
            json.WriteString("letter", unit.Letter);
            json.WriteString("issuedOn", Day(unit.IssuedOn));
            json.WriteString("dueOn", Day(unit.DueOn));
            json.WriteNumber("chased", unit.Chased);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    internal static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
