using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Risk.Features;
using CadreWatch.Risk.Replay;
using CadreWatch.Silo.Policies;

namespace CadreWatch.Risk.Tests.Features;

/// <summary>One row as a source sends it, and when the journal took it.</summary>
internal sealed record SentRow(
    int Signal, string Kind, SignalStatus Status, DateOnly Occurred, DateTimeOffset KnownOn, DateTimeOffset RecordedAt, bool Backfill, int Severity, string? Category, string? Unit, int Letter)
{
    /// <summary>As of when it counts as known: the source's word for backfill, else the later of both.</summary>
    public DateTimeOffset Known => Backfill || KnownOn > RecordedAt ? KnownOn : RecordedAt;
}

/// <summary>A cadre fed through the grain's own decider, with its stored events.</summary>
internal sealed class RecordedCadre
{
    public const string Number = "A001";
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly Policy Policy = PolicyYaml.Read(PolicyYaml.Shipped()) with { Patterns = [] };
    private static readonly Judgement Judgement = new(Policy, _ => Policy, "—", (_, _) => null, Zone);
    private int commands;

    public RecordedCadre(RosterFacts roster)
    {
        var at = DateTimeOffset.UnixEpoch;
        Do(new RecordRoster(NextId(), at, "test", roster, [new("name", SealedText.Of("示例", new byte[16]))]), at);
    }

    public CadreState State { get; private set; } = new(Number);

    public CadreHistory History { get; } = new(Number);

    public static DateTimeOffset Instant(DateOnly day, int hour = 0) => new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.FromHours(8)).ToUniversalTime();

    public static RosterFacts Roster(params Post[] posts) =>
        new(Number, "male", new(1970, 3, 1), "U1", "县处级", "district", true, new(0, 1), ["示例"], posts);

    public static Post PostIn(string unit, DateOnly from, DateOnly? to = null) => new(unit, "head", from, to, null, null);

    public object Put(SentRow row, Secrecy secrecy = Secrecy.Internal)
    {
        var facts = new SignalFacts(
            "12380", row.Signal.ToString(CultureInfo.InvariantCulture), row.Kind, row.Category, row.Severity, row.Status, row.Occurred, row.Occurred, row.KnownOn, "区信访局",
            secrecy, Responsibility.Direct, Digest16.Of(row.ToString()), row.Letter == 0 ? null : new Digest16(9, (ulong)row.Letter), row.Unit, Backfill: row.Backfill);
        return Do(new RecordSignal(NextId(), row.RecordedAt, "test", facts, []), row.RecordedAt);
    }

    public float[] Features(AsOf asOf)
    {
        var values = new float[FeatureSchema.Count];
        FeatureVector.Compute(State, asOf, Grains.Models.PopulationSnapshot.Empty, values);
        return values;
    }

    private object Do(CadreCommand command, DateTimeOffset at)
    {
        var decision = CadreDecider.Decide(State, command, Judgement);
        foreach (var e in decision.Events.Cast<CadreEvent>())
        {
            State = CadreState.Apply(State, e);
            History.Add(e, at);
        }

        return decision.Reply;
    }

    private Guid NextId() => new(++commands, 0, 0, new byte[8]);
}
