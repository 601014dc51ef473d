using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;

namespace CadreWatch.Grains.Cadres;

public static partial class CadreDecider
{
    /// <summary>Days after which news is old: it changes state but raises no alert. Used where the policy has no such parameter.</summary>
    private const int DefaultFreshDays = 30;

    private static Decision DecideSignal(CadreState state, RecordSignal command, Judgement judgement)
    {
        var facts = command.Facts;
        if (state.Roster is null)
            return Decision.Refuse("unknownCadre", "名册中没有该干部，请先导入名册。", "cadre");
        if (judgement.Policy.Kind(facts.Kind) is null)
            return Decision.Refuse("unknownKind", "该信息类别不在现行政策的类别表中，请核对类别代码。", "kind");
        var key = SignalKey.Of(facts.Source, facts.ExternalId, state.Number);
        var known = state.Signals.Find(key);
        var (outcome, refusal) = Identify(known, facts);
        if (refusal is not null)
            return new([], [], refusal);
        if (outcome == SignalOutcome.Duplicate)
            return Decision.NoChange(new SignalReply(key, outcome, []));

        facts = facts with { Texts = command.Texts.Count == 0 ? null : Hashes(command.Texts) };
        var texts = command.Texts.Count == 0 ? [] : Beside(0, command.Texts);
        var course = new Course(state);
        course.Add(outcome switch
        {
            SignalOutcome.Accepted => new SignalRecorded(key, facts),
            SignalOutcome.Revised => new SignalRevised(key, facts),
            _ => new SignalHistoryRecorded(key, facts),
        });
        if (outcome == SignalOutcome.Historical)
            return course.Reply(new SignalReply(key, outcome, []), texts);

        if (course.State.Signals.Find(key)!.Attribution == Attribution.InPost && IsOutsidePost(state.Roster, facts))
            course.Add(new AttributionAsked(key));
        var trial = TrialOf(command, judgement);
        if (known is not null || facts.Metrics is { Count: > 0 })
            NoteExcellence(course, key, trial);
        JudgeConcerned(course, key, known, trial);
        var pending = course.State.Signals.Find(key)!.Attribution == Attribution.Pending;
        return course.Reply(new SignalReply(key, outcome, course.Raised, pending), texts);
    }

    /// <summary>The rules of a signal's identity. Content of the current revision is a duplicate whenever it is said to be known.</summary>
    private static (SignalOutcome Outcome, Refusal? Refusal) Identify(Signal? known, SignalFacts facts)
    {
        if (known is null)
            return (SignalOutcome.Accepted, null);
        if (known.Content == facts.Content)
            return (SignalOutcome.Duplicate, null);
        foreach (var revision in known.Revisions)
            if (revision.KnownOn == facts.KnownOn)
                return revision.Content == facts.Content
                    ? (SignalOutcome.Duplicate, null)
                    : (default, new("contentDiffers", "同一来源、同一编号、同一获知时间的信息内容不同，请核对；如有更新，请填写新的获知时间。", "knownOn"));
        return (facts.KnownOn > known.KnownOn ? SignalOutcome.Revised : SignalOutcome.Historical, null);
    }

    /// <summary>No day of the fact lies in a post of its unit; without a unit, before any post. Without any post nothing can be told.</summary>
    public static bool IsOutsidePost(RosterFacts roster, SignalFacts facts)
    {
        if (roster.Posts is not { Count: > 0 } posts)
            return false;
        var before = true;
        foreach (var post in posts)
        {
            if (facts.Unit is not null && post.Unit == facts.Unit && post.Covers(facts.OccurredFrom, facts.OccurredTo))
                return false;
            before &= facts.OccurredTo < post.From;
        }

        return facts.Unit is not null || before;
    }

    /// <summary>By which policy, for which day, and whether alerts may be raised.</summary>
    private static Trial TrialOf(RecordSignal command, Judgement judgement)
    {
        var (today, knownOn) = (judgement.DayOf(command.At), judgement.DayOf(command.Facts.KnownOn));
        var fresh = judgement.Policy.Parameter("signal.freshDays", today)?.Value ?? DefaultFreshDays;
        if (today.DayNumber - knownOn.DayNumber <= fresh)
            return new(command, judgement, judgement.Policy, today);
        return command.JudgeAsKnown
            ? new(command, judgement, judgement.PolicyOn(knownOn), knownOn) { KnownBy = command.Facts.KnownOn, Backfilled = true }
            : new(command, judgement, judgement.Policy, today) { IsStale = true };
    }

    private static Decision DecideAttribution(CadreState state, AttributeSignal command, Judgement judgement)
    {
        if (state.Signals.Find(command.Signal) is not { } signal || !MayAttribute(state, signal, command.As))
            return Decision.Refuse("unknownSignal", "没有找到该条监督信息，请刷新后重试。");
        if (command is { As.Phone: true })
            return Decision.Refuse("notOnPhone", "手机上不能认定责任归属，请在电脑上进行。");
        var wanted = command.Attributed ? Attribution.Attributed : Attribution.NotAttributed;
        if (signal.Attribution == wanted)
            return Decision.NoChange(new AttributionReply(signal.Key, command.Attributed, []));
        if (signal.Attribution == Attribution.InPost)
            return Decision.Refuse("nothingToAttribute", "该事项发生在任职期间，无需认定责任归属。");
        var course = new Course(state);
        course.Add(new AttributionDecided(signal.Key, command.Attributed, command.Reason.Hash, command.At, command.By));
        var trial = new Trial(command, judgement, judgement.Policy, judgement.DayOf(command.At));
        NoteExcellence(course, signal.Key, trial);
        JudgeConcerned(course, signal.Key, signal, trial);
        return course.Reply(new AttributionReply(signal.Key, command.Attributed, course.Raised), Note(0, command.Reason));
    }

    private static bool MayAttribute(CadreState state, Signal signal, Viewer? viewer) =>
        viewer is null || CaseAccess.May(viewer, Capability.ActOnAlerts, CaseFacts.Of(state.Number, state.Roster), signal.Secrecy);

    /// <summary>Keeps the bar on 优秀 in step with the ballots of one signal.</summary>
    private static void NoteExcellence(Course course, SignalKey key, Trial trial)
    {
        var signal = course.State.Signals.Find(key)!;
        var barred = course.State.Bars.GetValueOrDefault(key);
        ExcellenceBarred? bar = null;
        foreach (var pattern in trial.Policy.Patterns)
            if (pattern is ThresholdPattern threshold && threshold.Kinds.Contains(signal.Kind))
                bar ??= threshold.Bar(signal, course.State.Roster?.Authority, trial.On, trial.Policy);
        if (bar is not null && (barred is null || (barred.Satisfied, barred.Valid, barred.Percent) != (bar.Satisfied, bar.Valid, bar.Percent)))
            course.Add(bar);
        else if (bar is null && barred is not null)
            course.Add(new ExcellenceBarLifted(key));
    }
}
