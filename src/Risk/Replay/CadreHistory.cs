using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Risk.Features;

namespace CadreWatch.Risk.Replay;

/// <summary>
/// What one cadre's stream holds, without alerts and texts, so that the state as known on any day can be made again. “Known” means the source's claim for
/// signals marked as backfill, else the later of that and the recording. Posts carry their own days: the latest roster is cut to what had happened by then.
/// </summary>
public sealed class CadreHistory(string number)
{
    private readonly List<Entry> entries = [];
    private readonly List<(long KnownTicks, RosterFacts Roster)> rosters = [];

    public string Number => number;

    /// <summary>Revisions of signals in it.</summary>
    public int Revisions { get; private set; }

    /// <summary>The latest roster of all; null where none was recorded.</summary>
    public RosterFacts? Roster => rosters.Count == 0 ? null : rosters[^1].Roster;

    /// <summary>To be called for each event of the stream in its order; others than roster, signals and attribution are passed over.</summary>
    public void Add(CadreEvent e, DateTimeOffset recordedAt)
    {
        switch (e)
        {
            case RosterRecorded r:
                rosters.Add((recordedAt.UtcTicks, r.Roster));
                break;
            case SignalRecorded s:
                Add(s.Key, s.Facts, recordedAt);
                break;
            case SignalRevised s:
                Add(s.Key, s.Facts, recordedAt);
                break;
            case SignalHistoryRecorded s:
                Add(s.Key, s.Facts, recordedAt);
                break;
            case AttributionDecided a:
                entries.Add(new(recordedAt.UtcTicks, a.Key, null, a));
                break;
        }
    }

    /// <summary>Puts a revision in as if it had been recorded; for checks that plant what was not known yet.</summary>
    public void Add(SignalKey key, SignalFacts facts, DateTimeOffset recordedAt)
    {
        var slim = facts with
        {
            ExternalId = "",
            Texts = null,
            Kind = Codes.Shared(facts.Kind),
            Source = Codes.Shared(facts.Source),
            Category = facts.Category is null ? null : Codes.Shared(facts.Category),
            Agency = facts.Agency is null ? null : Codes.Shared(facts.Agency),
            Unit = facts.Unit is null ? null : Codes.Shared(facts.Unit),
        };
        entries.Add(new(facts.KnownHere(recordedAt).UtcTicks, key, slim, null));
        Revisions++;
    }

    /// <summary>The day (UTC) on which the first signal of these kinds became known; null without one.</summary>
    public DateOnly? FirstKnown(IReadOnlyList<string> kinds)
    {
        var first = long.MaxValue;
        foreach (var entry in entries)
            if (entry.Facts is { } facts && entry.KnownTicks < first && kinds.Contains(facts.Kind))
                first = entry.KnownTicks;
        return first == long.MaxValue ? null : DateOnly.FromDateTime(new DateTime(first, DateTimeKind.Utc));
    }

    /// <summary>An independent copy that can be added to.</summary>
    public CadreHistory Copy()
    {
        var copy = new CadreHistory(number) { Revisions = Revisions };
        copy.entries.AddRange(entries);
        copy.rosters.AddRange(rosters);
        return copy;
    }

    /// <summary>A copy without the signals whose latest revision is more secret: all that somebody of this clearance may know of.</summary>
    public CadreHistory Within(Secrecy reach)
    {
        var latest = new Dictionary<SignalKey, SignalFacts>();
        foreach (var entry in entries)
            if (entry.Facts is { } facts && (!latest.TryGetValue(entry.Key, out var known) || facts.KnownOn >= known.KnownOn))
                latest[entry.Key] = facts;
        var copy = new CadreHistory(number);
        copy.rosters.AddRange(rosters);
        copy.entries.AddRange(entries.Where(e => latest.TryGetValue(e.Key, out var facts) && facts.Secrecy <= reach));
        copy.Revisions = copy.entries.Count(e => e.Facts is not null);
        return copy;
    }

    /// <summary>The state as known by the end of the day, by the rules of identity and attribution that the grain itself has. Alerts are not in it.</summary>
    public CadreState StateAsOf(AsOf asOf)
    {
        var state = new CadreState(number) { Roster = RosterAsOf(asOf) };
        foreach (var entry in entries)
            if (entry.KnownTicks < asOf.EndTicks)
                state = Apply(state, entry);
        return state;
    }

    /// <summary>Signals by the order in which they became known, each with when it did, as it would have come in then.</summary>
    public IEnumerable<(DateTimeOffset Known, SignalKey Key, SignalFacts Facts)> InOrderKnown() =>
        entries.Where(e => e.Facts is not null).OrderBy(e => e.KnownTicks).ThenBy(e => e.Facts!.KnownOn)
            .Select(e => (new DateTimeOffset(e.KnownTicks, TimeSpan.Zero), e.Key, e.Facts!));

    private static CadreState Apply(CadreState state, in Entry entry)
    {
        if (entry.Facts is not { } facts)
            return CadreState.Apply(state, entry.Attribution!);
        var known = state.Signals.Find(entry.Key);
        if (known is not null && facts.KnownOn < known.KnownOn)
            return CadreState.Apply(state, new SignalHistoryRecorded(entry.Key, facts));
        state = CadreState.Apply(state, known is null ? new SignalRecorded(entry.Key, facts) : new SignalRevised(entry.Key, facts));
        return state.Roster is { } roster && (known?.Attribution ?? Attribution.InPost) == Attribution.InPost && CadreDecider.IsOutsidePost(roster, facts)
            ? CadreState.Apply(state, new AttributionAsked(entry.Key))
            : state;
    }

    private RosterFacts? RosterAsOf(AsOf asOf)
    {
        if (rosters.Count == 0)
            return null;
        var latest = rosters[0].Roster;
        foreach (var (ticks, roster) in rosters)
            if (ticks < asOf.EndTicks)
                latest = roster;
        return latest.Posts is not { } posts
            ? latest
            : latest with { Posts = [.. posts.Where(p => p.From <= asOf.Day).Select(p => p.To > asOf.Day ? p with { To = null } : p)] };
    }

    private readonly record struct Entry(long KnownTicks, SignalKey Key, SignalFacts? Facts, AttributionDecided? Attribution);
}
