using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Cadres;

/// <summary>From the facts of an event to what the state keeps. Codes are interned: ten thousand grains share one “complaint”.</summary>
internal static class SignalPacking
{
    public static Signal First(SignalKey key, SignalFacts facts, int sequence) => Pack(key, facts, sequence, null, Attribution.InPost);

    public static Signal Revise(Signal known, SignalFacts facts) =>
        Pack(known.Key, facts, known.Sequence, Revisions(known, facts), known.Attribution);

    public static Signal AddRevision(Signal known, SignalFacts facts) =>
        known with { Extra = (known.Extra ?? new()) with { Revisions = Revisions(known, facts) } };

    private static SignalRevision[] Revisions(Signal known, SignalFacts facts) =>
        [.. known.Revisions.Append(new(facts.KnownOn.ToUniversalTime(), facts.Content)).OrderBy(r => r.KnownOn)];

    private static Signal Pack(SignalKey key, SignalFacts facts, int sequence, SignalRevision[]? revisions, Attribution attribution)
    {
        var first = facts.OccurredFrom == facts.OccurredTo ? 0 : facts.OccurredFrom.DayNumber;
        var extra = facts.Letter is null && facts.Unit is null && facts.Metrics is null or [] && revisions is null
            && facts.DueOn is null && facts.CompletedOn is null && first == 0
            ? null
            : new SignalExtra
            {
                Letter = facts.Letter ?? default,
                Unit = Shared(facts.Unit),
                Metrics = facts.Metrics is { Count: > 0 } metrics ? [.. metrics.Select(m => (Shared(m.Name)!, m.Value))] : null,
                Revisions = revisions,
                DueDay = facts.DueOn?.DayNumber ?? -1,
                CompletedDay = facts.CompletedOn?.DayNumber ?? -1,
                FirstDay = first,
            };
        return new()
        {
            Key = key,
            Content = facts.Content,
            Kind = Shared(facts.Kind)!,
            Source = Shared(facts.Source)!,
            Category = Shared(facts.Category),
            Agency = Shared(facts.Agency),
            Extra = extra,
            KnownTicks = facts.KnownOn.UtcTicks,
            LastDay = facts.OccurredTo.DayNumber,
            Sequence = sequence,
            Status = facts.Status,
            Severity = (byte)Math.Clamp(facts.Severity, 0, 5),
            Secrecy = facts.Secrecy,
            Responsibility = facts.Responsibility,
            Attribution = attribution,
            Backfill = facts.Backfill,
        };
    }

    /// <summary>What the roster says, its codes interned as well. Hashes of texts stay in the event: no rule asks for them.</summary>
    public static RosterFacts Shared(RosterFacts roster, string number) => roster with
    {
        Number = roster.Number == number ? number : roster.Number,
        Sex = Shared(roster.Sex),
        Unit = Shared(roster.Unit)!,
        Rank = Shared(roster.Rank),
        Authority = Shared(roster.Authority),
        Tags = roster.Tags is { Count: > 0 } tags ? [.. tags.Select(t => Shared(t)!)] : null,
        Posts = roster.Posts is { Count: > 0 } posts ? [.. posts.Select(Shared)] : null,
    };

    private static Post Shared(Post post) => post with
    {
        Unit = Shared(post.Unit)!,
        Kind = Shared(post.Kind),
        Title = null,
        Nominator = post.Nominator is { } nominator ? nominator with { Name = null, Responsible = null } : null,
        Reviewers = null,
    };

    private static string? Shared(string? code) => code is null ? null : Codes.Shared(code);
}
