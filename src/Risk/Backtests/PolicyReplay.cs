using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Risk.Replay;

namespace CadreWatch.Risk.Backtests;

/// <summary>One alert that a policy would have raised.</summary>
/// <param name="Pattern">Its code; a <see cref="TriedPattern"/> has one of its own.</param>
/// <param name="Rank">The worst level it reached; 1 is the worst.</param>
/// <param name="Ended">When it ended by itself; null while open. Nobody acts on it in a replay.</param>
/// <param name="Unproven">Keys of its causes that were unproven when it was raised.</param>
internal sealed record ReplayedAlert(string Pattern, int Rank, string Unit, DateTimeOffset Raised, DateTimeOffset? Ended, IReadOnlyList<SignalKey> Unproven)
{
    public bool IsOpenAt(DateTimeOffset at) => Raised <= at && (Ended is not { } ended || at < ended);
}

/// <summary>
/// Puts a cadre's signals to the grain's own decider under one policy, each at the moment it became known, and lets deadlines fall due in between: the alerts
/// are those that the policy would have raised had it been in force all the time.
/// </summary>
/// <param name="judgementOn">The judgement of a day under the policy.</param>
internal sealed class PolicyReplay(Func<DateOnly, Judgement> judgementOn, TimeZoneInfo zone, DateTimeOffset end)
{
    public List<ReplayedAlert> Run(CadreHistory history)
    {
        var state = new CadreState(history.Number) { Roster = history.Roster };
        var alerts = new List<ReplayedAlert>();
        if (state.Roster is null)
            return alerts;
        var keys = new Dictionary<SignalKey, SignalKey>();
        foreach (var (known, key, facts) in history.InOrderKnown())
        {
            if (known > end)
                break;
            state = LetTimePass(state, known, keys, alerts);
            state = Do(state, new RecordSignal(CommandId(state), known, "backtest", facts with { ExternalId = key.ToString() }, []), keys, alerts, key);
        }

        LetTimePass(state, end, keys, alerts);
        return alerts;
    }

    private CadreState LetTimePass(CadreState state, DateTimeOffset until, Dictionary<SignalKey, SignalKey> keys, List<ReplayedAlert> alerts)
    {
        while (NextDue(state) is { } watch && watch.DueAt <= until)
        {
            var before = state;
            state = Do(state, new DeadlineDue(CommandId(state), watch.DueAt, "backtest", watch.Deadline), keys, alerts);
            if (ReferenceEquals(before.Watches, state.Watches))
                break;
        }

        return state;
    }

    private static Watch? NextDue(CadreState state)
    {
        Watch? next = null;
        foreach (var watch in state.Watches)
            if (next is null || watch.DueAt < next.DueAt)
                next = watch;
        return next;
    }

    private CadreState Do(CadreState state, CadreCommand command, Dictionary<SignalKey, SignalKey> keys, List<ReplayedAlert> alerts, SignalKey key = default)
    {
        var judgement = judgementOn(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(command.At, zone).DateTime));
        var decision = CadreDecider.Decide(state, command, judgement);
        if (decision.Reply is SignalReply reply)
            keys[reply.Signal] = key;
        var after = (CadreState?)decision.After ?? decision.Events.Aggregate(state, (so, e) => CadreState.Apply(so, (CadreEvent)e));
        foreach (var e in decision.Events)
            if (e is AlertEvent alert)
                Note(after, alert, keys, alerts);
        return after;
    }

    private static void Note(CadreState state, AlertEvent e, Dictionary<SignalKey, SignalKey> keys, List<ReplayedAlert> alerts)
    {
        switch (e)
        {
            case AlertRaised raised:
                alerts.Add(new(
                    raised.Finding.Pattern, raised.Finding.Level.Rank, state.Roster!.Unit, raised.At, null,
                    [.. raised.Finding.Causes.Where(c => c.Status is SignalStatus.Reported or SignalStatus.Verifying).Select(c => keys[c.Signal])]));
                break;
            case AlertLevelRaised or AlertWithdrawn when state.Alerts.Find(e.Id) is { } changed:
                var at = alerts.FindLastIndex(a => a.Pattern == changed.Finding.Pattern && a.Ended is null);
                if (at >= 0)
                    alerts[at] = alerts[at] with { Rank = Math.Min(alerts[at].Rank, changed.Finding.Level.Rank), Ended = e is AlertWithdrawn ? e.At : null };
                break;
        }
    }

    /// <summary>Ids of alerts follow from it, so it differs from command to command of one cadre.</summary>
    private static Guid CommandId(CadreState state) => new(0, (short)(state.Alerts.Count & 0x7fff), (short)(state.Signals.Count & 0x7fff), 0, 0, 0, 0, 0, 0, 0, 0);
}
