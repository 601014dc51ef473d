using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CadreWatch.Grains.Meetings;

/// <summary>Agenda, attendance and minutes of a meeting as JSON, for its row. No word of the material.</summary>
internal static class MeetingRow
{
    public static byte[] Body(MeetingState meeting)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        WriteItems(json, meeting);
        json.WriteStartArray("attendance");
        foreach (var attendance in meeting.Attendances.Values)
        {
            json.WriteStartObject();
            json.WriteString("account", attendance.Participant.Account);
            json.WriteString("unit", attendance.Participant.Unit);
            json.WriteString("presence", JsonNamingPolicy.CamelCase.ConvertName(attendance.Presence.ToString()));
            json.WriteBoolean("attended", attendance.Attended);
            if (attendance.SignedInAt is { } at)
                json.WriteString("signedInAt", at);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (meeting.Minutes is { } draft)
        {
            json.WriteStartObject("minutes");
            json.WriteNumber("revision", draft.Revision);
            json.WriteString("sha256", draft.Sha256);
            json.WriteStartArray("confirmedBy");
            foreach (var account in draft.ConfirmedBy)
                json.WriteStringValue(account);
            json.WriteEndArray();
            json.WriteNumber("copies", meeting.Copies.Count);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteItems(Utf8JsonWriter json, MeetingState meeting)
    {
        json.WriteStartArray("items");
        foreach (var item in meeting.Items)
        {
            json.WriteStartObject();
            json.WriteString("id", item.Id);
            json.WriteString("kind", item.Kind == ItemKind.Person ? "person" : "matter");
            json.WriteString("cadre", item.Cadre);
            json.WriteString("owner", item.Owner);
            json.WriteNumber("recused", item.Recused.Count);
            if (meeting.Concluded.TryGetValue(item.Id, out var conclusion))
            {
                json.WriteString("conclusion", conclusion.Code);
                json.WriteString("concludedAt", conclusion.At.ToString("O", CultureInfo.InvariantCulture));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
