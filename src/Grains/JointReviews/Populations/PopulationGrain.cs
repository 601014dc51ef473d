using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews.Populations;

/// <summary>One saved population as a grain; the key is its id, which has no slash.</summary>
public sealed class PopulationGrain : GrainKind<PopulationState, PopulationCommand, PopulationEvent>
{
    public override string Name => "population";

    public static GrainId IdOf(string population) => new("population", population);

    public override PopulationState Empty(GrainId id) => new(id.Key);

    public override PopulationState Apply(PopulationState state, PopulationEvent @event) => PopulationState.Apply(state, @event);

    public override Decision Decide(PopulationState state, PopulationCommand command, Judgement judgement) => PopulationDecider.Decide(state, command);

    public override int Weigh(PopulationState state) => 512 + (state.People.Count * 48);

    public override IEnumerable<RowChange> Rows(GrainId id, PopulationState before, PopulationState after, IReadOnlyList<EventText> texts)
    {
        if (after.SavedAt is not { } at)
            yield break;
        if (after.Discarded)
        {
            yield return new(ReadTableSet.Populations, [after.Id], Delete: true);
            yield break;
        }

        // Each version brings its name; the latest stands.
        var name = texts.LastOrDefault(t => t.Field == "name")?.Text;
        yield return new(ReadTableSet.Populations,
            [after.Id, (long)after.Version, name is null ? "" : Encoding.UTF8.GetString(name.Bytes.Span), at, after.SavedBy, Body(after)]);
    }

    private static byte[] Body(PopulationState population)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        Write(json, "units", population.Units);
        Write(json, "ranks", population.Ranks);
        Write(json, "people", population.People);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
