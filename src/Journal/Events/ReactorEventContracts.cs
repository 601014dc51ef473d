using System.Text.Json.Serialization;
using CadreWatch.Grains.Reactors;

namespace CadreWatch.Journal.Events;

/// <summary>Stored shapes of the reactors' events.</summary>
public static class ReactorEventContracts
{
    public static IReadOnlyList<EventContract> All { get; } = [EventContract.Current("reactor.reached", 1, ReactorJson.Default.ReactorReached)];
}

[JsonSerializable(typeof(ReactorReached))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ReactorJson : JsonSerializerContext;
