using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Cadres;

/// <summary>Every rule about one cadre's signals and alerts. A function of state, command and judgement alone.</summary>
public static partial class CadreDecider
{
    public static Decision Decide(CadreState state, CadreCommand command, Judgement judgement) => command switch
    {
        RecordRoster c => DecideRoster(state, c),
        RecordSignal c => DecideSignal(state, c, judgement),
        AttributeSignal c => DecideAttribution(state, c, judgement),
        RecordUseJudgement c => DecideUseJudgement(state, c, judgement),
        Rejudge c => DecideRejudge(state, c, judgement),
        DeadlineDue c => DecideDeadline(state, c, judgement),
        JudgeByModel c => DecideByModel(state, c, judgement),
        JudgeFactor c => DecideFactor(state, c),
        AlertCommand c => DecideAlert(state, c, judgement),
        _ => Decision.Refuse("unknownCommand", "该干部档案不支持此操作。"),
    };

    private static Decision DecideRoster(CadreState state, RecordRoster command)
    {
        if (command.Roster.Number != state.Number)
            return Decision.Refuse("numberDiffers", "干部编号与档案不一致，请核对后重报。", "number");
        if (!command.Texts.Any(t => t.Field == "name"))
            return Decision.Refuse("nameMissing", "缺少姓名，请补充后重报。", "name");
        if (state.Roster?.Content == command.Roster.Content)
            return Decision.NoChange(new RosterReply(RosterOutcome.Duplicate));
        var outcome = state.Roster is null ? RosterOutcome.Accepted : RosterOutcome.Revised;
        var recorded = new RosterRecorded(command.Roster, Hashes(command.Texts.Where(t => t.Field is "name" or "unitName")));
        return Decision.Of(new RosterReply(outcome), recorded).With(Beside(0, command.Texts));
    }

    private static IReadOnlyList<TextHash> Hashes(IEnumerable<NamedText> texts) =>
        texts is IReadOnlyList<NamedText> { Count: 1 } only
            ? [new(only[0].Field, only[0].Text.Hash)]
            : [.. texts.OrderBy(t => t.Field, StringComparer.Ordinal).Select(t => new TextHash(t.Field, t.Text.Hash))];

    private static IReadOnlyList<EventText> Beside(int index, IEnumerable<NamedText> texts) =>
        [.. texts.Select(t => new EventText(index, t.Field, t.Text))];

    private static IReadOnlyList<EventText> Note(int index, SealedText? note) => note is null ? [] : [new(index, "note", note)];
}

/// <summary>Events as they are decided, each applied at once, so that what follows is decided on what came before.</summary>
internal sealed class Course(CadreState state)
{
    private readonly List<Event> events = [];

    public CadreState State { get; private set; } = state;

    public IReadOnlyList<Event> Events => events;

    /// <summary>Alerts touched, in order, each once.</summary>
    public List<AlertId> Changed { get; } = [];

    public List<AlertId> Raised { get; } = [];

    public void Add(CadreEvent e)
    {
        events.Add(e);
        State = CadreState.Apply(State, e);
        if (e is AlertRaised raised)
            Raised.Add(raised.Id);
        if (e is AlertEvent alert && !Changed.Contains(alert.Id))
            Changed.Add(alert.Id);
    }

    public Decision Reply(object reply, IReadOnlyList<EventText>? texts = null) => new(events, texts ?? [], reply) { After = State };
}
