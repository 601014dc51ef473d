using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Grains.Measures;

public static partial class MeasureDecider
{
    private static Decision Issue(MeasureCourse course, IssueMeasure command)
    {
        var state = course.State;
        if (StillBased(state, command) is { } missing)
            return Refuse(missing);
        if (command.On > course.Today)
            return Future("on");
        if (!(command.Mode == MeasureMode.Letter ? state.Kind.HasLetter() : state.Kind.HasTalk()))
            return Decision.Refuse("modeUnfit", $"{state.Kind.Word()}不能采用此种方式。", "mode");
        var numbered = command.Papers.Count(paper => paper.Number is not null);
        if (numbered != (command.Mode == MeasureMode.Letter ? 1 : 0))
            return Decision.Refuse("numberMissing", command.Mode == MeasureMode.Letter ? "签发文书须有一个文号。" : "谈话方式不使用文号。", "papers");
        if (command.Papers.Any(paper => state.Papers.Any(old => old.Document == paper.Document || (old.Series is not null && old.Series == paper.Series))))
            return Decision.Refuse("paperTwice", "该文书或者文号已用于此件，不得重复使用。", "papers");
        course.Add(new MeasureIssued(state.Round + 1, command.Mode, command.On, command.Papers, course.Sign), ("file", command.File));
        return course.Reply();
    }

    private static Decision Talk(MeasureCourse course, RecordTalk command)
    {
        var (state, talk, on) = (course.State, command.Talk, course.Judgement.DayOf(command.Talk.StartedAt));
        if (on > course.Today)
            return Future("startedAt");
        if (string.IsNullOrWhiteSpace(talk.Talker) || string.IsNullOrWhiteSpace(talk.Recorder) || talk.Talker == talk.Recorder)
            return Decision.Refuse("twoPeopleNeeded", "谈话须两人在场，请分别写明谈话人和记录人。", "recorder");
        if (talk.Talker == state.Cadre || talk.Recorder == state.Cadre)
            return Decision.Refuse("ownTalk", "谈话对象不得担任谈话人或者记录人。", "talker");
        if (talk.Delegated && !state.Content.NextLower)
            return Decision.Refuse("delegationUnfit", "只有下一级领导班子成员的谈话可以委托其单位党组织主要负责人进行。", "talker");
        var ranks = course.Rules.Ranks($"talk.{state.Kind.Code()}");
        if (!talk.Delegated && !ranks.Contains(talk.TalkerRank))
            return Decision.Refuse("talkerRank", $"{state.Kind.Word()}谈话由{MeasureRanks.Words(ranks)}进行。", "talkerRank");
        course.Add(new TalkRecorded(talk, on, command.Place.Hash, command.Record.Hash, course.Sign), ("place", command.Place), ("record", command.Record));
        StartAfterDelivery(course, on);
        return course.Reply();
    }

    private static Decision Receive(MeasureCourse course, ReceiveMeasure command)
    {
        if (DeliveryFault(course, command.On) is { } fault)
            return fault;
        course.Add(new MeasureReceived(command.On, course.Sign));
        StartAfterDelivery(course, command.On);
        return course.Reply();
    }

    private static Decision RefuseReceipt(MeasureCourse course, RefuseReceipt command)
    {
        if (DeliveryFault(course, command.On) is { } fault)
            return fault;
        if (string.IsNullOrWhiteSpace(command.FirstWitness) || string.IsNullOrWhiteSpace(command.SecondWitness) || command.FirstWitness == command.SecondWitness)
            return Decision.Refuse("witnessesMissing", "拒签须有两名见证人。", "secondWitness");
        if (command.FirstWitness == course.State.Cadre || command.SecondWitness == course.State.Cadre)
            return Decision.Refuse("ownWitness", "本人不得担任见证人。", "firstWitness");
        course.Add(new ReceiptRefused(command.On, command.FirstWitness, command.SecondWitness, course.Sign));
        StartAfterDelivery(course, command.On);
        return course.Reply();
    }

    private static Decision? DeliveryFault(MeasureCourse course, DateOnly on) =>
        on > course.Today ? Future("on")
        : on < course.State.IssuedOn ? Decision.Refuse("beforeIssue", "签收日不能早于签发日，请核对。", "on")
        : null;

    private static Decision Reply(MeasureCourse course, ReplyMeasure command)
    {
        var state = course.State;
        if (command.On > course.Today)
            return Future("on");
        if (command.On < state.ReceivedOn)
            return Decision.Refuse("beforeReceipt", "回复日不能早于签收日，请核对。", "on");
        if (state.Content.IsPrincipal && command.CounterSigner is not null)
            return Decision.Refuse("countersignatureNotNeeded", "主要负责人由本人直接回复，不作签字背书。", "counterSigner");
        if (!state.Content.IsPrincipal && string.IsNullOrWhiteSpace(command.CounterSigner))
            return Decision.Refuse("countersignatureMissing", "缺少单位党组织主要负责人签字背书。", "counterSigner");
        if (command.CounterSigner == state.Cadre)
            return Decision.Refuse("ownCountersignature", "本人不得为自己背书，请由单位党组织主要负责人签字。", "counterSigner");
        return course.Add(new MeasureReplied(command.On, command.CounterSigner, command.Text.Hash, course.Sign), ("reply", command.Text)).Reply();
    }

    private static Decision Examine(MeasureCourse course, RecordSelfExamination command) =>
        command.On > course.Today
            ? Future("on")
            : course.Add(new SelfExaminationRecorded(command.On, command.Text?.Hash, course.Sign), ("text", command.Text)).Reply();

    /// <summary>What begins to run when the measure has reached the person, by talk or by letter; the first of the two counts.</summary>
    private static void StartAfterDelivery(MeasureCourse course, DateOnly on)
    {
        var state = course.State;
        if (state is { Kind: MeasureKind.Inquiry, Stage: MeasureStage.Received } && state.Deadline(DeadlineNames.Reply) is null)
            StartClock(course, DeadlineNames.Reply, on);
        if (state.Kind is MeasureKind.Admonition && state.Deadlines.All(d => d.Name != DeadlineNames.SelfExamination))
            StartClock(course, DeadlineNames.SelfExamination, on);
        if (state.Kind is MeasureKind.Admonition or MeasureKind.Reminder && state.Deadlines.All(d => d.Name != DeadlineNames.FollowUp))
            StartClock(course, DeadlineNames.FollowUp, on);
        StartInfluence(course);
    }
}
