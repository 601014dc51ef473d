using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Grains.Measures.Steps;

namespace CadreWatch.Grains.Measures;

/// <summary>Every rule about one measure. A function of state, command and judgement alone.</summary>
public static partial class MeasureDecider
{
    public static Decision Decide(MeasureState state, MeasureCommand command, Judgement judgement)
    {
        if (command is DraftMeasure draft)
            return Draft(new(state, command, judgement, draft.Content.Authority), draft);
        if (state.Stage == MeasureStage.None)
            return Decision.Refuse("unknownMeasure", "没有这件措施，请核对后重试。");
        var course = new MeasureCourse(state, command, judgement, state.Content.Authority);
        if (command is MeasureDue or RecountDeadlines or SettleDebt or MoveMeasure)
            return BySystem(course, command);
        if (command.Seen is { } seen && seen != state.Version)
            return Decision.Refuse("measureChanged", "此件已有新的变动，请刷新后再办理。");
        return RuleOf(command).Check(state, command.Actor, course.Rules) is { } refusal ? Refuse(refusal) : Take(course, command);
    }

    private static StepRule RuleOf(MeasureCommand command) => command switch
    {
        ReviseMeasure => StepRules.Revise,
        SubmitMeasure => StepRules.Submit,
        StudyMeasure => StepRules.Study,
        ConsultMeasure => StepRules.Consult,
        OpineMeasure => StepRules.Opine,
        IssueMeasure => StepRules.Issue,
        RecordTalk => StepRules.Talk,
        ReceiveMeasure => StepRules.Receive,
        Measures.RefuseReceipt => StepRules.RefuseReceipt,
        ReplyMeasure => StepRules.Reply,
        RecordSelfExamination => StepRules.SelfExamination,
        ConcludeMeasure => StepRules.Conclude,
        VisitMeasure => StepRules.Visit,
        ArchiveMeasure => StepRules.Archive,
        CancelMeasure => StepRules.Cancel,
        Measures.RequestExtension => StepRules.RequestExtension,
        Measures.DecideExtension => StepRules.DecideExtension,
        RecordStatement => StepRules.Statement,
        Measures.ConsiderStatement => StepRules.ConsiderStatement,
        ClarifyMeasure => StepRules.Clarify,
        TolerateError => StepRules.Tolerate,
        AttachScan => StepRules.Attach,
        _ => throw new ArgumentException($"No step takes {command.GetType().Name}.", nameof(command)),
    };

    private static Decision Take(MeasureCourse course, MeasureCommand command) => command switch
    {
        ReviseMeasure c => Revise(course, c),
        SubmitMeasure c => Submit(course, c),
        StudyMeasure c => Study(course, c),
        ConsultMeasure c => course.Add(new MeasureConsulted(c.Agency, c.On, c.Note?.Hash, course.Sign), ("note", c.Note)).Reply(),
        OpineMeasure c => Opine(course, c),
        IssueMeasure c => Issue(course, c),
        RecordTalk c => Talk(course, c),
        ReceiveMeasure c => Receive(course, c),
        Measures.RefuseReceipt c => RefuseReceipt(course, c),
        ReplyMeasure c => Reply(course, c),
        RecordSelfExamination c => Examine(course, c),
        ConcludeMeasure c => Conclude(course, c),
        VisitMeasure c => Visit(course, c),
        ArchiveMeasure => course.Add(new MeasureArchived(course.Sign)).Reply(),
        CancelMeasure c => Cancel(course, c),
        Measures.RequestExtension c => RequestExtension(course, c),
        Measures.DecideExtension c => DecideExtension(course, c),
        RecordStatement c => State(course, c),
        Measures.ConsiderStatement c => Consider(course, c),
        ClarifyMeasure c => Clarify(course, c),
        TolerateError c => Tolerate(course, c),
        AttachScan c => Attach(course, c),
        _ => throw new ArgumentException($"No step takes {command.GetType().Name}.", nameof(command)),
    };

    private static Decision Refuse(Refusal refusal) => Decision.Refuse(refusal.Rule, refusal.Message, refusal.Field);

    private static Decision Future(string field) => Decision.Refuse("dayInFuture", "日期不能晚于今日，请核对。", field);

    private static Decision Missing(string field, string message) => Decision.Refuse($"{field}Missing", message, field);

    private static Decision? MeetingFault(MeetingRef meeting) =>
        MeasurePolicy.Shipped.Item("meetings", meeting.Body) is null || meeting.Year is < 2000 or > 2200 || meeting.Number < 1
            ? Decision.Refuse("meetingUnknown", "会议须写明名称、年度和次数。", "meeting")
            : null;
}

/// <summary>Events as they are decided, each applied at once, so that what follows is decided on what came before.</summary>
internal sealed class MeasureCourse(MeasureState state, MeasureCommand command, Judgement judgement, string? authority)
{
    private readonly List<Event> events = [];
    private readonly List<EventText> texts = [];

    public MeasureState State { get; private set; } = state;

    public Judgement Judgement => judgement;

    public DateOnly Today { get; } = judgement.DayOf(command.At);

    public DateTimeOffset At => command.At;

    public MeasureRules Rules { get; } = MeasureRules.Of(judgement, judgement.DayOf(command.At), authority);

    public Signature Sign { get; } = new(command.At, command.Actor.Account, command.Actor.OnBehalfOf);

    public MeasureCourse Add(MeasureEvent e, params ReadOnlySpan<(string Field, SealedText? Text)> own)
    {
        foreach (var (field, text) in own)
            if (text is not null)
                texts.Add(new(events.Count, field, text));
        events.Add(e);
        State = MeasureState.Apply(State, e);
        return this;
    }

    public Decision Reply() => new(events, texts, new MeasureReply(State.Id, State.Version, State.Stage));
}
