using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Web.Cadres;

/// <summary>One revision of a signal, and the first day from whose end on it is known here.</summary>
internal sealed record KnownRevision(SignalFacts Facts, DateTimeOffset RecordedAt, DateOnly Since);

/// <summary>
/// The life of one cadre's grain sorted by the day on which each thing became known. A row marked <i>backfill</i> is known from the day its source claims; any
/// other from the later of that day and the day it was recorded. An alert judged by the policy of an earlier day stands from that day.
/// </summary>
/// <remarks>Built by one pass over the stream. Knows nothing of rights: its reader asks for each signal and alert.</remarks>
internal sealed class CadreHistory(string number, Func<DateTimeOffset, DateOnly> dayOf)
{
    private readonly Dictionary<SignalKey, List<KnownRevision>> signals = [];
    private readonly Dictionary<SignalKey, List<(DateOnly Since, Attribution Value)>> attributions = [];
    private readonly List<(DateOnly Since, AlertEvent Event)> alerts = [];
    private readonly HashSet<AlertId> backfilled = [];
    private readonly List<(long Position, DateOnly Since, RosterFacts Facts)> rosters = [];

    public IReadOnlyCollection<SignalKey> Signals => signals.Keys;

    public void Add(Event happened, long position, DateTimeOffset recordedAt)
    {
        switch (happened)
        {
            case RosterRecorded e: rosters.Add((position, dayOf(recordedAt), e.Roster)); break;
            case SignalRecorded e: Add(e.Key, e.Facts, recordedAt); break;
            case SignalRevised e: Add(e.Key, e.Facts, recordedAt); break;
            case SignalHistoryRecorded e: Add(e.Key, e.Facts, recordedAt); break;
            case AttributionAsked e: Attribute(e.Key, Attribution.Pending, recordedAt); break;
            case AttributionDecided e: Attribute(e.Key, e.Attributed ? Attribution.Attributed : Attribution.NotAttributed, recordedAt); break;
            case AlertEvent e: Add(e); break;
        }
    }

    /// <summary>The roster line as known on a day; the first one where none was known yet, because somebody held a post then too.</summary>
    public (long Position, RosterFacts Facts)? Roster(DateOnly day)
    {
        if (rosters.Count == 0) return null;
        var known = rosters.FindLastIndex(r => r.Since <= day);
        var (position, _, facts) = rosters[Math.Max(known, 0)];
        return (position, facts);
    }

    /// <summary>The revision that was current on a day; null where the signal was not known yet.</summary>
    public KnownRevision? Current(SignalKey key, DateOnly day) => signals[key].Where(r => r.Since <= day).MaxBy(r => r.Facts.KnownOn);

    /// <summary>The revision that is current now.</summary>
    public KnownRevision Latest(SignalKey key) => signals[key].MaxBy(r => r.Facts.KnownOn)!;

    /// <summary>All revisions, by the source's day.</summary>
    public IEnumerable<KnownRevision> Revisions(SignalKey key) => signals[key].OrderBy(r => r.Facts.KnownOn);

    public Attribution AttributionOf(SignalKey key, DateOnly day) =>
        attributions.TryGetValue(key, out var known) ? known.LastOrDefault(a => a.Since <= day).Value : Attribution.InPost;

    /// <summary>The alerts as they stood at the end of a day.</summary>
    public IReadOnlyList<Alert> Alerts(DateOnly day)
    {
        var state = new CadreState(number);
        foreach (var (since, happened) in alerts)
            if (since <= day) state = CadreState.Apply(state, happened);
        return state.Alerts;
    }

    /// <summary>The levels that an alert went through by the end of a day.</summary>
    public IReadOnlyList<PortraitLevel> Levels(AlertId alert, DateOnly day) =>
    [
        .. from known in alerts
           where known.Event.Id == alert && known.Since <= day && known.Event is AlertRaised or AlertLevelRaised or AlertLevelLowered
           let level = FindingOf(known.Event)!.Level
           select new PortraitLevel(known.Since, level.Rank, level.Key, level.Word),
    ];

    /// <summary>The day from which an alert stands.</summary>
    public DateOnly RaisedOn(AlertId alert) => alerts.First(a => a.Event.Id == alert).Since;

    /// <summary>Days on which these signals and alerts changed.</summary>
    public IEnumerable<DateOnly> Changes(IReadOnlySet<SignalKey> seen, IReadOnlySet<string> seenAlerts) =>
        signals.Where(s => seen.Contains(s.Key)).SelectMany(s => s.Value.Select(r => r.Since))
            .Concat(alerts.Where(a => IsTurn(a.Event) && seenAlerts.Contains(a.Event.Id.ToString())).Select(a => a.Since));

    private static bool IsTurn(AlertEvent e) =>
        e is AlertRaised or AlertLevelRaised or AlertLevelLowered or AlertDismissed or AlertClosed or AlertMerged or AlertWithdrawn;

    private static Finding? FindingOf(AlertEvent e) => e switch
    {
        AlertRaised a => a.Finding,
        AlertUpdated a => a.Finding,
        AlertLevelRaised a => a.Finding,
        AlertLevelLowered a => a.Finding,
        _ => null,
    };

    private void Add(SignalKey key, SignalFacts facts, DateTimeOffset recordedAt)
    {
        if (!signals.TryGetValue(key, out var revisions)) signals[key] = revisions = [];
        revisions.Add(new(facts, recordedAt, dayOf(facts.KnownHere(recordedAt))));
    }

    private void Attribute(SignalKey key, Attribution value, DateTimeOffset recordedAt)
    {
        if (!attributions.TryGetValue(key, out var known)) attributions[key] = known = [];
        // Asked in the same decision that took the signal: known with it, however late it was recorded.
        var since = signals.TryGetValue(key, out var revisions) && revisions[^1].RecordedAt == recordedAt ? revisions[^1].Since : dayOf(recordedAt);
        known.Add((since, value));
    }

    private void Add(AlertEvent e)
    {
        if (e is AlertRaised { Backfilled: true }) backfilled.Add(e.Id);
        var day = dayOf(e.At);
        if (backfilled.Contains(e.Id) && FindingOf(e)?.JudgedBy.On is { } on && on < day) day = on;
        alerts.Add((day, e));
    }
}
