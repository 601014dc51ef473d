using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CadreWatch.Grains.Models;

namespace CadreWatch.Journal.Events;

/// <summary>Stored names and versions of the events of the model register.</summary>
public static class ModelEventContracts
{
    public static IReadOnlyList<EventContract> All { get; } =
    [
        EventContract.Current("model.proposed", 1, ModelEventJson.Compact.ModelProposed),
        EventContract.Current("model.approved", 1, ModelEventJson.Compact.ModelApproved),
        EventContract.Current("model.rejected", 1, ModelEventJson.Compact.ModelRejected),
        EventContract.Current("model.wentLive", 1, ModelEventJson.Compact.ModelWentLive),
        EventContract.Current("model.retired", 1, ModelEventJson.Compact.ModelRetired),
        EventContract.Current("model.rolledBack", 1, ModelEventJson.Compact.ModelRolledBack),
        EventContract.Current("model.driftMeasured", 1, ModelEventJson.Compact.ModelDriftMeasured),
        EventContract.Current("model.driftNoticed", 1, ModelEventJson.Compact.ModelDriftNoticed),
        EventContract.Current("model.driftAcknowledged", 1, ModelEventJson.Compact.ModelDriftAcknowledged),
    ];
}

/// <summary>As <see cref="DomainEventJson"/>: camelCase, Chinese as it is.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ModelProposed))]
[JsonSerializable(typeof(ModelApproved))]
[JsonSerializable(typeof(ModelRejected))]
[JsonSerializable(typeof(ModelWentLive))]
[JsonSerializable(typeof(ModelRetired))]
[JsonSerializable(typeof(ModelRolledBack))]
[JsonSerializable(typeof(ModelDriftMeasured))]
[JsonSerializable(typeof(ModelDriftNoticed))]
[JsonSerializable(typeof(ModelDriftAcknowledged))]
internal sealed partial class ModelEventJson : JsonSerializerContext
{
    public static ModelEventJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        Converters = { new CodeConverter<DriftFigure>() },
    });
}
