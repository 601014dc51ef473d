using CadreWatch.Grains.Policies;
using CadreWatch.Risk.Backtests;
using CadreWatch.Risk.Tests.Features;
using CadreWatch.Silo.Policies;

namespace CadreWatch.Risk.Tests.Backtests;

public sealed class BacktestTallyTests
{
    private static readonly Policy Shipped = PolicyYaml.Read(PolicyYaml.Shipped());
    private static readonly DateTimeOffset Begin = new(2005, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The walk over both sides finds what comparing every alert with every other one finds.</summary>
    [Fact]
    public void NewAndVanished_AreThoseWithoutAPartner()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var (current, changed) = (Alerts(random), Alerts(random));
            var tally = new BacktestTally(Shipped, Shipped, new(2000, 1, 1), new(2030, 1, 1), 365, RecordedCadre.Zone);
            tally.Add(1, new(current, changed));
            var all = tally.Result(0).All;
            Assert.Equal((Alone(changed, current), Alone(current, changed)), (all.New, all.Vanished));
        }
    }

    private static int Alone(List<JudgedAlert> some, List<JudgedAlert> others) => some.Count(a => !others.Exists(b =>
        a.Alert.Pattern == b.Alert.Pattern &&
        (b.Alert.IsOpenAt(a.Alert.Raised) || a.Alert.IsOpenAt(b.Alert.Raised) || Math.Abs((a.Alert.Raised - b.Alert.Raised).TotalDays) <= 30)));

    /// <summary>Of each of two patterns one alert after the other; the last may stay open.</summary>
    private static List<JudgedAlert> Alerts(Random random)
    {
        var alerts = new List<JudgedAlert>();
        foreach (var pattern in (string[])["complaints", "convergence"])
        {
            var day = random.Next(60);
            for (var left = random.Next(12); left > 0; left--)
            {
                var ends = left == 1 && random.Next(2) == 0 ? (int?)null : day + random.Next(90);
                alerts.Add(new(new(pattern, 1, "U1", Begin.AddDays(day), ends is { } end ? Begin.AddDays(end) : null, []), null));
                day = (ends ?? day) + random.Next(80);
            }
        }

        return [.. alerts.OrderBy(a => a.Alert.Raised)];
    }
}
