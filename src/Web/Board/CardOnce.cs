using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Board;

/// <summary>Writes one card for a hundred boards once: what the serializer made of it is kept for as long as the card itself.</summary>
internal sealed class CardOnce : JsonConverter<AlertView>
{
    private readonly ConditionalWeakTable<AlertView, byte[]> written = [];

    public override void Write(Utf8JsonWriter writer, AlertView value, JsonSerializerOptions options)
    {
        if (!written.TryGetValue(value, out var json)) json = written.GetValue(value, card => JsonSerializer.SerializeToUtf8Bytes(card, options));
        writer.WriteRawValue(json, skipInputValidation: true);
    }

    /// <summary>Clients read; the server only says.</summary>
    public override AlertView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();
}
