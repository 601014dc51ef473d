using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Signals;

namespace CadreWatch.Web.Cadres;

/// <summary>Draws one cadre as known on a day, for one viewer, from the cadre's own stream.</summary>
internal sealed class PortraitReader(IJournal journal, EventCodec codec, IJudgementSource judgements, IViewerAccess access, PeopleDirectory people, TimeProvider time)
{
    private const int MostAlerts = 10_000;

    /// <param name="asOf">Today where null or in the future.</param>
    /// <param name="later">Also what became known afterwards, marked as such.</param>
    /// <returns>Null where there is no such cadre that the viewer sees.</returns>
    public async Task<PortraitView?> FindAsync(Viewer viewer, string number, DateOnly? asOf, bool later, CancellationToken cancel)
    {
        var table = ReadTableSet.Cadres;
        if (await journal.Tables.FindAsync(table, [number], cancel) is not { } row || !access.SeesCadre(viewer, row.Facts())) return null;
        var judgement = judgements.Capture(time.GetUtcNow());
        var today = judgement.DayOf(time.GetUtcNow());
        var day = asOf is { } asked && asked < today ? asked : today;
        var history = await HistoryAsync(number, judgement, cancel);
        var seen = history.Signals.Where(k => access.SeesSignal(viewer, row.Facts(), history.Latest(k).Facts.Secrecy)).ToHashSet();
        var seenAlerts = await SeenAlertsAsync(viewer, number, cancel);
        var roster = history.Roster(day);
        var posts = roster is null ? [] : await PostsAsync(roster.Value.Position, roster.Value.Facts, day, cancel);
        var signals = Signals(number, history, seen, day, later, judgement);
        return new(
            number, AlertReader.PersonOf(row), roster?.Facts.Sex, roster?.Facts.BornOn, roster?.Facts.Rank, people.OfficeName((string)row.In(table, "authority")!),
            ((string)row.In(table, "tags")!).Split(' ', StringSplitOptions.RemoveEmptyEntries), day, today, posts, signals,
            PortraitAlerts.Of(history, seenAlerts, day, today, later, d => Days.StartOf(d, judgement.Zone)),
            PortraitPeriods.Of(seen.Select(k => (Key: k, Revision: history.Current(k, day))), day, roster?.Facts.Authority, d => judgement.DayOf(d)),
            Changes(history, seen, seenAlerts, roster?.Facts, today));
    }

    private async Task<CadreHistory> HistoryAsync(string number, Judgement judgement, CancellationToken cancel)
    {
        var history = new CadreHistory(number, judgement.DayOf);
        await foreach (var stored in journal.ReadStreamAsync(CadreGrain.IdOf(number).ToString(), 1, cancel))
            history.Add(codec.Read(stored), stored.Position, stored.RecordedAt);
        return history;
    }

    private async Task<IReadOnlySet<string>> SeenAlertsAsync(Viewer viewer, string number, CancellationToken cancel)
    {
        var query = new RowQuery(ReadTableSet.Alerts, [.. access.Alerts(viewer), new("cadre", Comparison.Equal, number)], [], MostAlerts);
        return (await journal.Tables.QueryAsync(query, cancel)).Select(r => (string)r[0]!).ToHashSet();
    }

    private static List<PortraitSignal> Signals(
        string number, CadreHistory history, IReadOnlySet<SignalKey> seen, DateOnly day, bool later, Judgement judgement)
    {
        var found = new List<PortraitSignal>();
        var letters = new List<Digest16?>();
        foreach (var key in seen)
        {
            var current = history.Current(key, day);
            if (current is null && !later) continue;
            var shown = current ?? history.Latest(key);
            var facts = shown.Facts;
            var kind = judgement.Policy.Kind(facts.Kind);
            var revisions = history.Revisions(key).Where(r => current is null || r.Since <= day)
                .Select(r => new PortraitRevision(r.Facts.Status, judgement.DayOf(r.Facts.KnownOn), r.RecordedAt, r.Since));
            var positive = kind?.Nature == KindNature.Positive;
            found.Add(new(
                SignalHandle.Of(number, key.ToString()), facts.Kind, kind?.Name ?? facts.Kind, facts.Category, facts.Severity == 0 ? null : facts.Severity,
                facts.OccurredFrom, facts.OccurredTo, judgement.DayOf(facts.KnownOn), shown.RecordedAt, facts.Status,
                positive ? "positive" : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(facts.Status.ToString()), facts.Source, facts.Agency, facts.Secrecy,
                [.. revisions], current is null, history.AttributionOf(key, current is null ? DateOnly.MaxValue : day), facts.Metrics ?? [], 1, false));
            letters.Add(facts.Letter);
        }

        return [.. Merged(found, letters).OrderByDescending(s => s.OccurredTo).ThenByDescending(s => s.KnownOn).ThenBy(s => s.Id, StringComparer.Ordinal)];
    }

    /// <summary>一信多投: of the copies of one letter the first counts, and says how many there are; a copy known only later is no part of it.</summary>
    private static IEnumerable<PortraitSignal> Merged(List<PortraitSignal> signals, List<Digest16?> letters)
    {
        var copies = signals.Select((s, i) => (Signal: s, Letter: letters[i], Place: i)).Where(c => c.Letter is not null).GroupBy(c => (c.Letter, c.Signal.Later))
            .Where(g => g.Count() > 1).SelectMany(g => g.OrderBy(c => c.Signal.Revisions.Min(r => r.KnownOn)).ThenBy(c => c.Signal.Id, StringComparer.Ordinal).Select((c, n) => (c.Place, First: n == 0, Count: g.Count())))
            .ToDictionary(c => c.Place);
        return signals.Select((s, i) => copies.TryGetValue(i, out var copy) ? s with { Copies = copy.First ? copy.Count : 1, Copy = !copy.First } : s);
    }

    private async Task<IReadOnlyList<PortraitPost>> PostsAsync(long position, RosterFacts facts, DateOnly day, CancellationToken cancel)
    {
        var texts = await journal.ReadTextsAsync([position], cancel);
        var held = facts.Posts ?? [];
        var units = await UnitNamesAsync(held.Select(p => p.Unit).Distinct(), cancel);
        var posts = new List<PortraitPost>();
        for (var i = 0; i < held.Count; i++)
        {
            var post = held[i];
            if (post.From > day) continue;
            posts.Add(new(
                post.Unit, units.GetValueOrDefault(post.Unit) ?? post.Unit, texts.GetValueOrDefault((position, $"post.{i}")) ?? "", post.Kind,
                post.From <= RosterDates.UnknownStart ? null : post.From, By(post.To, day), By(post.ReportedOn, day),
                post.Nominator is { } nominator ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(nominator.Kind.ToString()) : null,
                [.. (post.Fields ?? []).Where(f => f.From <= day).Select(f => new PortraitField(f.Field, f.From, By(f.To, day)))]));
        }

        return [.. posts.OrderBy(p => p.From ?? DateOnly.MinValue)];
    }

    /// <summary>A day that was not known yet is none.</summary>
    private static DateOnly? By(DateOnly? on, DateOnly day) => on <= day ? on : null;

    private async Task<Dictionary<string, string>> UnitNamesAsync(IEnumerable<string> units, CancellationToken cancel)
    {
        var names = new Dictionary<string, string>();
        foreach (var unit in units)
        {
            var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, [new("unit", Comparison.Equal, unit)], [], 1), cancel);
            if (rows is [var row, ..]) names[unit] = (string)row.In(ReadTableSet.Cadres, "unit_name")!;
        }

        return names;
    }

    private static IReadOnlyList<DateOnly> Changes(
        CadreHistory history, IReadOnlySet<SignalKey> seen, IReadOnlySet<string> seenAlerts, RosterFacts? roster, DateOnly today)
    {
        var posts = (roster?.Posts ?? []).SelectMany(p => new[] { p.From, p.To?.AddDays(1) }).OfType<DateOnly>().Where(d => d > RosterDates.UnknownStart);
        return [.. history.Changes(seen, seenAlerts).Concat(posts).Where(d => d <= today).Distinct().Order()];
    }
}
