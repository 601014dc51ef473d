using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews;

/// <summary>One round as a grain; the key is the round's id, which has no slash.</summary>
public sealed class RoundGrain : GrainKind<RoundState, RoundCommand, RoundEvent>
{
    public override string Name => "review";

    public static GrainId IdOf(string round) => new("review", round);

    public override RoundState Empty(GrainId id) => new(id.Key);

    public override RoundState Apply(RoundState state, RoundEvent @event) => RoundState.Apply(state, @event);

    public override Decision Decide(RoundState state, RoundCommand command, Judgement judgement) => RoundDecider.Decide(state, command, judgement);

    public override int Weigh(RoundState state) => 
        1024 + (state.People.Count * 48) + state.Units.Sum(u => 512 + u.ChaseLetters.Sum(l => 128 + (l.Outstanding.Count * 48)));

    public override IEnumerable<RowChange> Rows(GrainId id, RoundState before, RoundState after, IReadOnlyList<EventText> texts)
    {
        if (after.OpenedAt is not { } opened)
            yield break;
        yield return new(ReadTableSet.Rounds,
        [
            after.Id, (long)after.Year, (long)after.Number, after.IsOpen ? "open" : "closed", (long)after.People.Count, (long)after.Units.Count,
            after.Units.Max(u => u.DueOn), opened, after.ClosedAt, $" {string.Join(' ', after.Knowing)} ", RoundRow.Body(after),
        ]);
        if (before.OpenedAt is null)
            foreach (var cadre in after.People)
                yield return new(ReadTableSet.RoundPeople, [after.Id, cadre]);
    }
}
