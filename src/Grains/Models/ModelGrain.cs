using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Models;

/// <summary>One model of the register as a grain; the key is its version.</summary>
public sealed class ModelGrain : GrainKind<ModelState, ModelCommand, ModelEvent>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public override string Name => "model";

    public static GrainId IdOf(string version) => new("model", version);

    public override ModelState Empty(GrainId id) => new(id.Key);

    public override ModelState Apply(ModelState state, ModelEvent @event) => ModelState.Apply(state, @event);

    public override Decision Decide(ModelState state, ModelCommand command, Judgement judgement) =>
        ModelDecider.Decide(state, command, DriftBounds.Of(judgement.Policy, judgement.DayOf(command.At)));

    public override IEnumerable<RowChange> Rows(GrainId id, ModelState before, ModelState after, IReadOnlyList<EventText> texts) =>
        after.Facts is null || ReferenceEquals(before, after)
            ? []
            : [new(ReadTableSet.Models, [after.Version, (long)after.Standing, after.Steps[0].At, JsonSerializer.SerializeToUtf8Bytes(after, Json)])];

    /// <summary>Reads a row's body.</summary>
    public static ModelState Read(ReadOnlySpan<byte> body) => JsonSerializer.Deserialize<ModelState>(body, Json)!;

    public override int Weigh(ModelState state) => 2048 + ((state.Facts?.Features.Count ?? 0) * 64) + (state.Drift.Count * 48) + (state.Notices.Count * 256);
}
