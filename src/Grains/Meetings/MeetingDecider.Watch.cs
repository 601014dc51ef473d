using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.JointReviews;

namespace CadreWatch.Grains.Meetings;

public static partial class MeetingDecider
{
    private static Decision NoteLate(MeetingState state, NoteLateInformation command)
    {
        if (!state.Watches.TryGetValue(command.Cadre, out var watch) || !LateInformation.IsLate(watch, state.FrozenAt, command.At))
            return Decision.NoChange(new MeetingReply(state.Id));
        return Done(state, new LateInformationNoted(command.Cadre, command.Signal, watch.Owner, command.KnownOn, command.At, command.By));
    }

    private static Decision SettleLate(MeetingState state, SettleLateInformation command)
    {
        if (!state.Watches.TryGetValue(command.Cadre, out var watch) || !watch.Late.Contains(command.Signal) || (command.By != watch.Owner && !state.Leads(command.By)))
            return Decision.Refuse("unknownMatter", "没有找到该会后新情况。", "signal");
        if (watch.Settled.ContainsKey(command.Signal))
            return Decision.NoChange(new MeetingReply(state.Id));
        return command.Note.Bytes.Length == 0
            ? Decision.Refuse("noteMissing", "请写明处置情况。", "text")
            : Done(state, new LateInformationSettled(command.Cadre, command.Signal, command.Note.Hash, command.At, command.By)).With([new(0, "note", command.Note)]);
    }

    private static Decision NoteAppointed(MeetingState state, NoteAppointment command, Judgement judgement)
    {
        var person = command.By != "system";
        if (person && !Watches(state, command.Cadre, command.By))
            return Unknown;
        if (!state.Watches.TryGetValue(command.Cadre, out var watch) || (watch.Ended && !person) || watch.AppointedOn == command.AppointedOn)
            return Decision.NoChange(new MeetingReply(state.Id));
        if (watch.Ended)
            return Decision.Refuse("watchEnded", "对该同志的会后关注已经结束。", "day");
        if (person && command.AppointedOn < judgement.DayOf(state.FrozenAt!.Value))
            return Decision.Refuse("appointedBefore", "任命日期不能早于材料冻结之日。", "day");
        if (person && command.AppointedOn > judgement.DayOf(command.At))
            return Decision.Refuse("appointedLater", "任命日期不能晚于今日。", "day");
        if (ReviewPolicy.Figure(judgement, ReviewPolicy.ProbationMonths, command.AppointedOn) is not { } months)
            return ReviewPolicy.Missing(ReviewPolicy.ProbationMonths);
        var until = Months.End(command.AppointedOn, (int)months.Value);
        return Done(state, new AppointmentNoted(
            command.Cadre, command.AppointedOn, until, Deadlines.StartOf(until.AddDays(1), judgement.Zone), command.At, command.By));
    }

    private static Decision GiveUp(MeetingState state, EndWatch command)
    {
        if (!Watches(state, command.Cadre, command.By))
            return Unknown;
        if (state.Watches[command.Cadre].Ended)
            return Decision.NoChange(new MeetingReply(state.Id));
        return command.Reason.Bytes.Length == 0
            ? Decision.Refuse("reasonMissing", "请写明结束关注的原因。", "text")
            : Done(state, new WatchGivenUp(command.Cadre, command.Reason.Hash, command.At, command.By)).With([new(0, "reason", command.Reason)]);
    }

    /// <summary>The person's owner, and whoever leads the meeting and does not leave for the person's item.</summary>
    private static bool Watches(MeetingState state, string cadre, string account) =>
        state.Watches.TryGetValue(cadre, out var watch) && !state.Items.Exists(i => i.Cadre == cadre && i.Recused.Contains(account))
        && (watch.Owner == account || state.Leads(account));

    /// <summary>Early or outdated askings change nothing.</summary>
    private static Decision Due(MeetingState state, MeetingDeadlineDue command)
    {
        foreach (var matter in state.Matters.Values)
            if (MeetingDeadlines.OfMatter(matter.Id) == command.Deadline && matter is { Overdue: false, Settled: false } && matter.DueAt <= command.At)
                return Done(state, new MatterFellOverdue(matter.Id, command.At, command.By));
        foreach (var watch in state.Watches.Values)
            if (MeetingDeadlines.OfWatch(watch.Cadre) == command.Deadline && !watch.Ended && watch.EndsAt <= command.At)
                return Done(state, new WatchEnded(watch.Cadre, command.At, command.By));
        return Decision.NoChange(new MeetingReply(state.Id));
    }
}
