using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;

namespace CadreWatch.Grains.Cadres;

/// <summary>One judging: who asks, by which policy, for which day.</summary>
internal sealed record Trial(CadreCommand Command, Judgement Judgement, Policy Policy, DateOnly On)
{
    /// <summary>Only what was known by then counts; null for everything.</summary>
    public DateTimeOffset? KnownBy { get; init; }

    /// <summary>Judged for an earlier day: alerts are marked 补录.</summary>
    public bool Backfilled { get; init; }

    /// <summary>Old news: nothing is raised, neither an alert nor a level.</summary>
    public bool IsStale { get; init; }

    /// <summary>What ends an alert whose pattern no longer answers positive.</summary>
    public WithdrawalReason Ends { get; init; } = WithdrawalReason.SignalsCleared;
}

public static partial class CadreDecider
{
    private static Decision DecideRejudge(CadreState state, Rejudge command, Judgement judgement)
    {
        if (command.Version != judgement.Policy.Version)
            return Decision.Refuse("policyMovedOn", $"现行政策已是 {judgement.Policy.Version} 版，本次复核不再适用。", "version");
        var course = new Course(state);
        var trial = new Trial(command, judgement, judgement.Policy, judgement.DayOf(command.At)) { Ends = WithdrawalReason.PolicyChanged };
        foreach (var pattern in judgement.Policy.Patterns)
            Judge(course, pattern, trial);
        foreach (var alert in state.Alerts.Open)
            if (PatternOf(judgement.Policy, alert.Finding.Pattern) is null)
                course.Add(new AlertWithdrawn(alert.Id, WithdrawalReason.PolicyChanged, command.At, command.By));
        foreach (var watch in state.Watches)
            if (PatternOf(judgement.Policy, watch.Pattern) is null)
                course.Add(new PatternWatched(watch.Pattern, null, null));
        return course.Reply(new JudgedReply(course.Changed));
    }

    private static Decision DecideDeadline(CadreState state, DeadlineDue command, Judgement judgement)
    {
        var course = new Course(state);
        foreach (var alert in state.Alerts.Open)
            if (alert is { Standing: AlertStanding.Snoozed, WakesAt: { } wakes } && wakes <= command.At && Deadlines.OfSnooze(alert.Id) == command.Deadline)
                course.Add(new AlertWoken(alert.Id, command.At, command.By));
        foreach (var watch in state.Watches)
        {
            if (watch.Deadline != command.Deadline || watch.DueAt > command.At)
                continue;
            var trial = new Trial(command, judgement, judgement.Policy, judgement.DayOf(command.At)) { Ends = WithdrawalReason.Lapsed };
            if (PatternOf(judgement.Policy, watch.Pattern) is { } pattern)
                Judge(course, pattern, trial);
            else
                course.Add(new PatternWatched(watch.Pattern, null, null));
        }

        return course.Reply(new JudgedReply(course.Changed));
    }

    private static Pattern? PatternOf(Policy policy, string code)
    {
        foreach (var pattern in policy.Patterns)
            if (pattern.Code == code)
                return pattern;
        return null;
    }

    /// <summary>Asks every pattern that the signal, as it was or as it is, can alter.</summary>
    private static void JudgeConcerned(Course course, SignalKey key, Signal? before, Trial trial)
    {
        var after = course.State.Signals.Find(key)!;
        foreach (var pattern in trial.Policy.Patterns)
            if (Concerns(pattern, after) || (before is not null && Concerns(pattern, before)))
                Judge(course, pattern, trial, (before ?? after, after));

        bool Concerns(Pattern pattern, Signal signal) => (signal.IsEffective || pattern.ReadsIneffective) && pattern.Concerns(signal, trial.Policy);
    }

    /// <param name="changed">The one signal that has changed since the last judging, as it was and as it is; null where it may be anything.</param>
    private static void Judge(Course course, Pattern pattern, Trial trial, (Signal Before, Signal After)? changed = null)
    {
        var open = course.State.Alerts.OpenOf(pattern.Code);
        if (open is not null && open.Finding.JudgedBy.On > trial.On)
            trial = trial with { Policy = trial.Judgement.PolicyOn(open.Finding.JudgedBy.On), On = open.Finding.JudgedBy.On, KnownBy = null };
        if (trial.IsStale && open is null && pattern is ModelPattern)
            return; // Old news raises nothing, and this pattern watches no day: nothing could come of scoring it.
        var question = new Question(course.State, trial.On, trial.KnownBy, trial.Policy, trial.Judgement) { LevelsOnly = trial.Judgement.LevelsOnly && open is not null };
        if (changed is var (before, after) && pattern.Reach(question) is { } reach && !Touches(before, reach, course.State) && !Touches(after, reach, course.State))
            return;
        var answer = pattern.Evaluate(question);
        if (answer is Answer.Positive positive)
            Conclude(course, open, positive.Finding, trial);
        else if (open is not null)
            course.Add(new AlertWithdrawn(open.Id, Lapsed(open, course.State) ? WithdrawalReason.Lapsed : trial.Ends, trial.Command.At, trial.Command.By));
        Watch(course, pattern, answer, trial);
    }

    /// <summary>It lies within reach, can make another one a copy or the leader of its letter, or is the first that anything is known of.</summary>
    private static bool Touches(Signal signal, DayRange reach, CadreState state) =>
        (signal.OccurredOn >= reach.From && signal.OccurredOn <= reach.To) || signal.Letter is not null || signal.OccurredOn <= state.Signals.FirstDay;

    /// <summary>All that it rested on still counts: only time has passed.</summary>
    private static bool Lapsed(Alert alert, CadreState state) =>
        alert.Finding.Causes.All(c => state.Signals.Find(c.Signal) is { IsEffective: true } signal && signal.Status == c.Status);

    private static void Conclude(Course course, Alert? open, Finding finding, Trial trial)
    {
        var (at, by) = (trial.Command.At, trial.Command.By);
        if (open is null)
        {
            if (!trial.IsStale && HasNewCause(course.State, finding))
                course.Add(new AlertRaised(AlertId.Of(trial.Command.Id, finding.Pattern), finding, trial.Backfilled, at, by));
            return;
        }

        var (now, before) = (finding.Level.Rank, open.Finding.Level.Rank);
        if (now < before && !trial.IsStale)
            course.Add(new AlertLevelRaised(open.Id, finding, at, by));
        else if (now > before)
            course.Add(new AlertLevelLowered(open.Id, finding, at, by));
        else if (now == before && !trial.Judgement.LevelsOnly && Differs(open.Finding, finding))
            course.Add(new AlertUpdated(open.Id, finding, at, by));
    }

    private static bool Differs(Finding a, Finding b) =>
        a.Short != b.Short || a.Full != b.Full || a.CauseCount != b.CauseCount || a.Secrecy != b.Secrecy
        || a.JudgedBy.Policy != b.JudgedBy.Policy || !a.Causes.SequenceEqual(b.Causes) || !a.Conditions.SequenceEqual(b.Conditions);

    /// <summary>
    /// After a person has ended an alert the same grounds raise no other: a cause is new if the ended one did not have it, or if it was substantiated since.
    /// An alert that was withdrawn binds nobody.
    /// </summary>
    private static bool HasNewCause(CadreState state, Finding finding)
    {
        Alert? ended = null;
        foreach (var alert in state.Alerts.Ended)
            if (alert.Finding.Pattern == finding.Pattern && alert.Standing is AlertStanding.Dismissed or AlertStanding.Closed or AlertStanding.Merged)
                ended = alert;
        if (ended is null)
            return true;
        if (finding.Model is not null)
            return state.Signals.NewestFirst().Any(s => s.IsEffective && s.Sequence > ended.EndedAtSequence);
        var complete = ended.Finding.CauseCount == ended.Finding.Causes.Count;
        foreach (var cause in finding.Causes)
        {
            var old = ended.Finding.Causes.FirstOrDefault(c => c.Signal == cause.Signal);
            if (old is not null && cause.Status == SignalStatus.Substantiated && old.Status != SignalStatus.Substantiated)
                return true;
            if (old is null && (complete || state.Signals.Find(cause.Signal)?.Sequence > ended.EndedAtSequence))
                return true;
        }

        return false;
    }

    private static void Watch(Course course, Pattern pattern, Answer answer, Trial trial)
    {
        Watch? known = null;
        foreach (var watch in course.State.Watches)
            if (watch.Pattern == pattern.Code)
                known = watch;
        if (answer.NextChange is not { } next || (answer is Answer.Positive && course.State.Alerts.OpenOf(pattern.Code) is null && answer.NextDeadline is null))
        {
            if (known is not null)
                course.Add(new PatternWatched(pattern.Code, null, null));
            return;
        }

        var name = answer.NextDeadline ?? pattern.WindowDeadline;
        var due = Deadlines.StartOf(next > trial.On ? next : trial.On.AddDays(1), trial.Judgement.Zone);
        if (known?.Deadline != name || known.DueAt != due)
            course.Add(new PatternWatched(pattern.Code, name, due));
    }
}
