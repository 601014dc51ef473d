using System.Text;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews.Opinions;

/// <summary>
/// One unit's column of one round as a grain; the key is <c>round/unit</c>. Liaisons of different units never meet in one stream, and a unit can read its
/// own stream without a trace of another's.
/// </summary>
public sealed class SheetGrain : GrainKind<SheetState, SheetCommand, SheetEvent>
{
    private const string Clock = "day";

    public override string Name => "opinions";

    public static GrainId IdOf(string round, string unit) => new("opinions", $"{round}/{unit}");

    public override SheetState Empty(GrainId id)
    {
        var slash = id.Key.LastIndexOf('/');
        return slash < 0 ? new(id.Key, "") : new(id.Key[..slash], id.Key[(slash + 1)..]);
    }

    public override SheetState Apply(SheetState state, SheetEvent @event) => SheetState.Apply(state, @event);

    public override Decision Decide(SheetState state, SheetCommand command, Judgement judgement) => SheetDecider.Decide(state, command, judgement);

    public override SheetCommand? Due(GrainId id, string deadline, Guid commandId, DateTimeOffset at) =>
        deadline == Clock ? new SheetClockDue(commandId, at, "system") : null;

    public override int Weigh(SheetState state) => 1024 + (state.People.Length * 384);

    public override IEnumerable<RowChange> Rows(GrainId id, SheetState before, SheetState after, IReadOnlyList<EventText> texts)
    {
        var rows = new List<RowChange>();
        if (after.Unit is not { } unit)
            return rows;
        if (before.Unit != unit || before.Passed != after.Passed || before.Closed != after.Closed)
            rows.Add(new(ReadTableSet.Sheets,
            [
                after.Round, after.UnitId, unit.Name, unit.Liaison, unit.Deputy, after.DueOn, after.Passed, (long)after.People.Length, after.Closed ? 1L : 0L,
            ]));
        AddCells(rows, before, after, texts);
        AddClock(rows, id, before, after);
        return rows;
    }

    private static void AddCells(List<RowChange> rows, SheetState before, SheetState after, IReadOnlyList<EventText> texts)
    {
        if (before.Cells.Equals(after.Cells) && before.Passed == after.Passed)
            return;
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
            words[text.Text.Hash] = Encoding.UTF8.GetString(text.Text.Bytes.Span);
        var known = before.Cells.Length == after.Cells.Length;
        for (var index = 0; index < after.Cells.Length; index++)
        {
            var (cadre, cell, old) = (after.People[index], after.Cells[index], known ? before.Cells[index] : Cell.Untouched);
            if (ReferenceEquals(cell, Cell.Untouched) && ReferenceEquals(old, cell))
                continue;
            var state = cell.StateOn(after.DueOn, after.Passed);
            if (ReferenceEquals(old, cell) && old.StateOn(before.DueOn, before.Passed) == state)
                continue;
            rows.Add(new(ReadTableSet.Opinions,
                [after.Round, after.UnitId, cadre, (long)state, (long)cell.Revisions, cell.ExtendedTo, OpinionRow.Body(cell)]));
            if (cell.Pending is { Facts: { } facts } pending && !ReferenceEquals(old.Pending, pending))
                for (var i = 0; i < facts.Count; i++)
                    rows.Add(new(ReadTableSet.OpinionFacts,
                    [
                        after.Round, after.UnitId, cadre, (long)pending.Revision, (long)i,
                        words.GetValueOrDefault(facts[i].Text, ""), words.GetValueOrDefault(facts[i].Basis, ""),
                    ]));
        }
    }

    private static void AddClock(List<RowChange> rows, GrainId id, SheetState before, SheetState after)
    {
        if (before.ClockAt == after.ClockAt)
            return;
        rows.Add(after.ClockAt is { } at
            ? new(ReadTableSet.Deadlines, [id.ToString(), Clock, at])
            : new(ReadTableSet.Deadlines, [id.ToString(), Clock], Delete: true));
    }
}
