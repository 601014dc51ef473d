using System.Text.Json;
using System.Text.Json.Serialization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Journal.Events;

/// <summary>Writes a value type as the text it parses from.</summary>
internal abstract class TextConverter<T> : JsonConverter<T>
    where T : struct, IParsable<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.TryParse(reader.GetString(), null, out var value) ? value : throw new JsonException($"Not a {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class SignalKeyConverter : TextConverter<SignalKey>;

internal sealed class AlertIdConverter : TextConverter<AlertId>;

internal sealed class Digest16Converter : TextConverter<Digest16>;

/// <summary>An enum as its camelCase name; numbers are refused.</summary>
internal sealed class CodeConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
