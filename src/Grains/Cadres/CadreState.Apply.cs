namespace CadreWatch.Grains.Cadres;

public sealed partial record CadreState
{
    /// <summary>Total and pure: takes every event in every state; one that names something unknown changes nothing.</summary>
    public static CadreState Apply(CadreState state, CadreEvent @event) => @event switch
    {
        RosterRecorded e => state with { Roster = SignalPacking.Shared(e.Roster, state.Number) },
        SignalRecorded e => state with { Signals = state.Signals.With(SignalPacking.First(e.Key, e.Facts, state.Signals.Count + 1)) },
        SignalRevised e => state.Change(e.Key, known => SignalPacking.Revise(known, e.Facts)),
        SignalHistoryRecorded e => state.Change(e.Key, known => SignalPacking.AddRevision(known, e.Facts)),
        AttributionAsked e => state.Change(e.Key, known => known with { Attribution = Attribution.Pending }),
        AttributionDecided e => state.Change(e.Key, known => known with { Attribution = e.Attributed ? Attribution.Attributed : Attribution.NotAttributed }),
        ExcellenceBarred e => state with { Bars = state.Bars.SetItem(e.Key, new(e.Key, e.Satisfied, e.Valid, e.Percent)) },
        ExcellenceBarLifted e => state with { Bars = state.Bars.Remove(e.Key) },
        UseJudgementRecorded e => state.Judged(e),
        FactorJudged e => state with { FactorOpinions = [.. state.FactorOpinions.Where(o => (o.Feature, o.Model, o.By) != (e.Feature, e.Model, e.By)), e] },
        PatternWatched e => state with { Watches = Watching(state.Watches, e) },
        AlertRaised e => state.Alerts.Find(e.Id) is null ? state with { Alerts = state.Alerts.With(AlertLife.Raise(e)) } : state,
        AlertEvent e => state.Alerts.Find(e.Id) is { } known ? state with { Alerts = state.Alerts.With(AlertLife.Apply(known, e, state.Signals.Count)) } : state,
        _ => state,
    };

    private static List<Watch> Watching(IReadOnlyList<Watch> before, PatternWatched e)
    {
        var watches = new List<Watch>(before.Count + 1);
        foreach (var watch in before)
            if (watch.Pattern != e.Pattern)
                watches.Add(watch);
        if (e is { Deadline: { } name, DueAt: { } due })
            watches.Add(new(e.Pattern, name, due));
        return watches;
    }

    private CadreState Change(SignalKey key, Func<Signal, Signal> change) =>
        Signals.Find(key) is { } known ? this with { Signals = Signals.With(change(known)) } : this;
}
