using System.Collections.Concurrent;
using CadreWatch.Grains.Calendars;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Grains.Policies;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Policies;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.InForce;

/// <summary>
/// The policies and the calendar as the journal has them: read once, then kept up to date by following. What is in force on a day is a fact of the
/// policy grain; here it is only looked up.
/// </summary>
public sealed class RulesInForce : IJudgementSource, IJournalSubscriber
{
    private readonly IJournal journal;
    private readonly EventCodec codec;
    private readonly TimeZoneInfo zone;
    private readonly Lock gate = new();
    private volatile Rules rules;

    private RulesInForce(IJournal journal, EventCodec codec, TimeZoneInfo zone)
    {
        this.journal = journal;
        this.codec = codec;
        this.zone = zone;
        rules = new(PolicyState.Empty, CalendarState.Empty, zone, [], null);
    }

    /// <summary>Raised with the new version's name when another policy came into the journal.</summary>
    public event Action? Changed;

    public static async Task<RulesInForce> LoadAsync(IJournal journal, EventCodec codec, TimeZoneInfo zone, CancellationToken cancel)
    {
        var source = new RulesInForce(journal, codec, zone);
        await source.ReloadAsync(cancel).ConfigureAwait(false);
        return source;
    }

    public Judgement Capture(DateTimeOffset at) => On(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime));

    /// <summary>The judgement of a day of the district.</summary>
    public Judgement On(DateOnly day) => rules.On(day);

    /// <summary>What a judgement carries from now on; null where no model is live.</summary>
    public void Use(LiveModel? model)
    {
        lock (gate) rules = rules.With(model);
    }

    /// <summary>Reads the two streams again; cheap, and exact where an increment would have to be.</summary>
    public async Task ReloadAsync(CancellationToken cancel)
    {
        var policy = PolicyState.Empty;
        await foreach (var stored in journal.ReadStreamAsync(PolicyGrain.District.ToString(), 1, cancel).ConfigureAwait(false))
            policy = PolicyState.Apply(policy, (PolicyEvent)codec.Read(stored));
        var calendar = CalendarState.Empty;
        await foreach (var stored in journal.ReadStreamAsync(CalendarGrain.StateCouncil.ToString(), 1, cancel).ConfigureAwait(false))
            calendar = calendar.Apply((CalendarEvent)codec.Read(stored));
        lock (gate) rules = new(policy, calendar, zone, rules.Read, rules.Model);
        Changed?.Invoke();
    }

    async ValueTask IJournalSubscriber.OnStartAsync(long position, CancellationToken cancel) => await ReloadAsync(cancel).ConfigureAwait(false);

    async ValueTask IJournalSubscriber.OnEventsAsync(FollowedBatch batch, CancellationToken cancel)
    {
        if (batch.Has<PolicyEvent>() || batch.Has<CalendarEvent>()) await ReloadAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>An immutable picture of both grains, with a judgement per day made when first asked for.</summary>
    private sealed class Rules(PolicyState policies, CalendarState calendars, TimeZoneInfo zone, ConcurrentDictionary<string, Policy> read, LiveModel? model)
    {
        private static readonly Policy None = new("—");
        private readonly ConcurrentDictionary<DateOnly, Judgement> byDay = new();

        /// <summary>Documents read so far by digest: a policy document never changes.</summary>
        public ConcurrentDictionary<string, Policy> Read => read;

        public LiveModel? Model => model;

        public Rules With(LiveModel? other) => new(policies, calendars, zone, read, other);

        public Judgement On(DateOnly day) => byDay.TryGetValue(day, out var known) ? known : byDay.GetOrAdd(day, Make);

        private Judgement Make(DateOnly day)
        {
            var calendar = calendars.AsKnownOn(day);
            var years = calendar.Years.Keys.ToList();
            return new(
                PolicyOn(day), PolicyOn, years.Count == 0 ? "—" : $"{years[0]}–{years[^1]}", (from, to) => WorkingDays.Between(calendar, from, to), zone)
            {
                Model = model,
            };
        }

        private Policy PolicyOn(DateOnly day) =>
            policies.InForceOn(day) is { } version ? read.GetOrAdd(version.Digest, _ => PolicyYaml.Read(version.Document.Span)) : None;
    }
}
