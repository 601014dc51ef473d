using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews.Opinions;

public static partial class SheetDecider
{
    /// <summary>Early or outdated askings change nothing.</summary>
    private static Decision Pass(SheetState state, SheetClockDue command, Judgement judgement)
    {
        var yesterday = judgement.DayOf(command.At).AddDays(-1);
        return state.NextDay() is { } next && next <= yesterday
            ? Decision.Of(Reply(state, 0), new SheetDayPassed(yesterday, command.At, command.By))
            : Unchanged(state);
    }

    private static Decision Ask(SheetState state, AskExtension command, Judgement judgement)
    {
        var today = judgement.DayOf(command.At);
        if (command.Cadres.Any(c => !state.Lists(c)))
            return UnknownCadre;
        string[] cadres = [.. command.Cadres.Where(c => !Cell.IsSettled(state.StateOf(c))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (cadres.Length == 0)
            return Decision.Refuse("nothingToExtend", "所选干部均已答复或回避，无需延期。", "cadres");
        if (command.Until <= state.DueOn || command.Until < today)
            return Decision.Refuse("extensionTooShort", $"延期日期须晚于截止日期{state.DueOn:yyyy-MM-dd}，且不早于今日。", "until");
        if (ReviewPolicy.Figure(judgement, ReviewPolicy.ExtensionDays, today) is not { } limit)
            return ReviewPolicy.Missing(ReviewPolicy.ExtensionDays);
        if (judgement.WorkingDays(state.DueOn, command.Until) is not { } days)
            return ReviewPolicy.CalendarMissing(state.DueOn);
        if (days > limit.Value)
            return Decision.Refuse("extensionTooLong", $"延期不得超过截止日期后 {limit.Value:0} 个工作日。", "until");
        var number = state.Extensions.Count + 1;
        return Decision.Of(
            Reply(state, 0) with { Extension = number }, new ExtensionAsked(number, cadres, command.Until, command.Reason.Hash, command.At, command.By))
            .With([new(0, "note", command.Reason)]);
    }

    private static Decision DecideAsked(SheetState state, DecideExtension command)
    {
        if (state.FindExtension(command.Number) is not { } extension)
            return Decision.Refuse("unknownExtension", "没有找到该延期申请。", "number");
        if (extension.Granted is { } decided)
            return decided == command.Granted && extension.DecidedBy == command.By
                ? Decision.NoChange(Reply(state, 0) with { Extension = extension.Number })
                : Decision.Refuse("decidedAlready", "该延期申请已经处理。", "number");
        if (state.Unit!.Has(command.By) || extension.AskedBy == command.By)
            return Decision.Refuse("secondPersonNeeded", "延期由组织部门审批，申请单位不能自行批准。");
        if (state.Closed)
            return Decision.Refuse("sheetClosed", "该批次已经结束，不能再延期。");
        var answer = Decision.Of(
            Reply(state, command.Granted ? extension.Cadres.Count : 0) with { Extension = extension.Number },
            new ExtensionDecided(extension.Number, command.Granted, command.Reason?.Hash, command.At, command.By));
        return command.Reason is null ? answer : answer.With([new(0, "note", command.Reason)]);
    }
}
