using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Silo.Demo.Learning;

/// <summary>
/// A larger invented population with a longer past than the demonstration's, to learn from: who was looked into before is likelier to be again, what an audit or
/// an inspection says is substantiated more often than a letter, and most letters come to nothing. The same arguments give the same events.
/// </summary>
public static class InventedPast
{
    /// <summary>Kinds whose being substantiated is the outcome.</summary>
    public static readonly string[] Outcomes = ["complaint", "petition", "audit", "inspection", "discipline"];

    private static readonly (string Kind, double Rate, double Proven)[] Kinds = [("complaint", 0.34, 0.12), ("petition", 0.16, 0.08), ("audit", 0.1, 0.34), ("inspection", 0.08, 0.4), ("discipline", 0.015, 0.6)];

    private static readonly (string Name, double Factor)[] Categories = [("作风", 0.5), ("工程建设", 1.5), ("选人用人", 0.7), ("财务管理", 1.7), ("其他", 0.8)];

    /// <summary>The events of each person's stream, the roster first.</summary>
    /// <param name="from">Nothing is known earlier.</param>
    /// <param name="to">Nothing is known later.</param>
    public static IEnumerable<(string Number, IReadOnlyList<CadreEvent> Events)> Streams(int people, DateOnly from, DateOnly to, int seed = 7)
    {
        for (var i = 0; i < people; i++) yield return One(i, from, to, new Random(HashCode(seed, i)));
    }

    private static int HashCode(int seed, int i) => unchecked((seed * 1_000_003) + (i * 7919));

    private static (string Number, IReadOnlyList<CadreEvent> Events) One(int i, DateOnly from, DateOnly to, Random random)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"LX-{i + 1:00000}");
        var kind = (i % 17) switch { 0 => "head", < 5 => "deputy", < 11 => "section", _ => "staff" };
        var unit = $"LX-U{(i % 40) + 1:00}";
        var since = from.AddDays(-random.Next(2_000));
        var roster = new RosterFacts(
            number, random.Next(10) < 3 ? "female" : "male", from.AddYears(-30 - random.Next(20)), unit, "县处级", "district", true, new(0, (ulong)i + 1), ["示例"],
            [new(unit, kind, since, null, null, null)]);
        var events = new List<(DateOnly Known, CadreEvent Event)>();
        var latent = Math.Exp(0.9 * Normal(random)) * (kind switch { "head" => 2.2, "deputy" => 1.5, "section" => 1, _ => 0.6 });
        var years = (to.DayNumber - from.DayNumber) / 365.25;
        var no = 0;
        foreach (var (code, rate, proven) in Kinds)
            for (var n = Poisson(rate * latent * years, random); n > 0; n--) Claim(events, number, ++no, code, proven * Math.Min(1.6, Math.Sqrt(latent)), from, to, random);
        for (var n = Poisson(0.12 * years, random); n > 0; n--) Record(events, number, ++no, from, to, random);
        return (number, [new RosterRecorded(roster, []), .. events.OrderBy(e => e.Known).Select(e => e.Event)]);
    }

    private static void Claim(List<(DateOnly, CadreEvent)> events, string number, int no, string kind, double proven, DateOnly from, DateOnly to, Random random)
    {
        var known = from.AddDays(random.Next(to.DayNumber - from.DayNumber));
        var (category, factor) = Categories[random.Next(Categories.Length)];
        var first = Facts(number, no, kind, category, 1 + random.Next(3), SignalStatus.Reported, known.AddDays(-random.Next(40)), known);
        events.Add((known, new SignalRecorded(Key(number, no), first)));
        var decided = known.AddDays(20 + random.Next(260));
        var result = random.NextDouble() < proven * factor ? SignalStatus.Substantiated : random.Next(3) == 0 ? SignalStatus.Cleared : SignalStatus.Unsubstantiated;
        if (decided <= to)
            events.Add((decided, new SignalRevised(Key(number, no), first with { Status = result, KnownOn = At(decided), Content = Digest16.Of(number, $"{no}", "2") })));
    }

    private static void Record(List<(DateOnly, CadreEvent)> events, string number, int no, DateOnly from, DateOnly to, Random random)
    {
        var known = from.AddDays(random.Next(to.DayNumber - from.DayNumber));
        events.Add((known, new SignalRecorded(Key(number, no), Facts(number, no, "commendation", "先进典型", 1, SignalStatus.Recorded, known, known))));
    }

    private static SignalKey Key(string number, int no) => SignalKey.Of("demo", $"{no}", number);

    private static SignalFacts Facts(string number, int no, string kind, string category, int severity, SignalStatus status, DateOnly occurred, DateOnly known) => new(
        kind is "complaint" or "petition" ? "12380" : "demo", $"{no}", kind, category, severity, status, occurred, occurred, At(known), DemoBackground.AgencyOf(kind), Secrecy.Internal,
        Responsibility.Direct, Digest16.Of(number, $"{no}"), Backfill: true);

    private static DateTimeOffset At(DateOnly day) => new DateTimeOffset(day.ToDateTime(new TimeOnly(10, 0)), TimeSpan.FromHours(8)).ToUniversalTime();

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static int Poisson(double mean, Random random)
    {
        var (limit, product, n) = (Math.Exp(-mean), random.NextDouble(), 0);
        for (; product > limit && n < 200; n++) product *= random.NextDouble();
        return n;
    }
}
