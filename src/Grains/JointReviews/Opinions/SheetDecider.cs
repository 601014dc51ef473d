using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews.Opinions;

/// <summary>Every rule about one unit's column: who enters, who confirms, what counts.</summary>
public static partial class SheetDecider
{
    public static Decision Decide(SheetState state, SheetCommand command, Judgement judgement)
    {
        var answer = Answer(state, command, judgement);
        if (answer.Events.Count == 0)
            return answer;
        var after = answer.Events.Aggregate(state, (s, e) => SheetState.Apply(s, (SheetEvent)e));
        var next = after.NextDay();
        if (next == after.ClockDay)
            return answer;
        var dueAt = next is { } day ? Deadlines.StartOf(day.AddDays(1), judgement.Zone) : default(DateTimeOffset?);
        return answer with { Events = [.. answer.Events, new SheetClockSet(next, dueAt, command.At, command.By)] };
    }

    private static Decision Answer(SheetState state, SheetCommand command, Judgement judgement) => command switch
    {
        OpenSheet c => Open(state, c),
        _ when state.Unit is null => Unknown,
        SheetClockDue c => Pass(state, c, judgement),
        CloseSheet c => state.Closed ? Unchanged(state) : Decision.Of(Reply(state, 0), new SheetClosed(c.At, c.By)),
        ChangeSheetLiaison c => Replace(state, c),
        DecideExtension c => DecideAsked(state, c),
        _ when !state.Unit.Has(command.By) => Unknown,
        _ when state.Closed => Decision.Refuse("sheetClosed", "该批次已经结束，新的情况请作为会后新情况报送。"),
        EnterOpinions c => Enter(state, c, judgement),
        ConfirmOpinions c => Confirm(state, c, judgement),
        ReturnOpinions c => Return(state, c),
        DeclareRecusal c => Recuse(state, c),
        EndRecusal c => EndRecusalOf(state, c),
        AskExtension c => Ask(state, c, judgement),
        _ => Decision.Refuse("unknownCommand", "意见表不支持该操作。"),
    };

    /// <summary>The same words whether there is no such sheet or it belongs to another unit.</summary>
    private static Decision Unknown => Decision.Refuse("unknownSheet", "没有找到该征求意见表。");

    private static Decision UnknownCadre => Decision.Refuse("unknownCadre", "名单中没有该干部，请核对编号。", "cadre");

    private static Decision Open(SheetState state, OpenSheet command) => state.Unit is not null
        ? Unchanged(state)
        : Decision.Of(
            new SheetReply(command.People.Count, 0),
            new SheetOpened(command.Unit, command.People, command.Letter, command.IssuedOn, command.DueOn, command.At, command.By));

    private static Decision Replace(SheetState state, ChangeSheetLiaison command) =>
        (state.Unit!.Liaison, state.Unit.Deputy) == (command.Liaison, command.Deputy)
            ? Unchanged(state)
            : Decision.Of(Reply(state, 0), new SheetLiaisonReplaced(command.Liaison, command.Deputy, command.At, command.By));

    private static Decision Recuse(SheetState state, DeclareRecusal command)
    {
        if (command.Cadres.Any(c => !state.Lists(c)))
            return UnknownCadre;
        string[] cadres = [.. command.Cadres.Where(c => !state.CellOf(c).Recused).Distinct(StringComparer.Ordinal)];
        return cadres.Length == 0
            ? Unchanged(state)
            : Decision.Of(Reply(state, cadres.Length), new RecusalDeclared(cadres, command.Reason.Hash, command.At, command.By)).With([new(0, "note", command.Reason)]);
    }

    private static Decision EndRecusalOf(SheetState state, EndRecusal command)
    {
        string[] cadres = [.. command.Cadres.Where(c => state.CellOf(c).Recused).Distinct(StringComparer.Ordinal)];
        return cadres.Length == 0 ? Unchanged(state) : Decision.Of(Reply(state, cadres.Length), new RecusalEnded(cadres, command.At, command.By));
    }

    private static Decision Unchanged(SheetState state) => Decision.NoChange(Reply(state, 0));

    private static SheetReply Reply(SheetState state, int changed) => new(changed, state.Awaiting);
}
