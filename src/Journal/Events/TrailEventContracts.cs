using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CadreWatch.Grains.Trail;

namespace CadreWatch.Journal.Events;

/// <summary>Stored shape of the trail's entries.</summary>
public static class TrailEventContracts
{
    public static IReadOnlyList<EventContract> All { get; } = [EventContract.Current("trail.entered", 1, TrailJson.Compact.TrailEntry)];
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TrailEntry))]
internal sealed partial class TrailJson : JsonSerializerContext
{
    public static TrailJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        Converters = { new CodeConverter<TrailKind>() },
    });
}
