using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Models;
using CadreWatch.Risk.Features;
using CadreWatch.Risk.Population;
using CadreWatch.Risk.Tests.Features;

namespace CadreWatch.Risk.Tests.Population;

public sealed class PopulationSnapshotTests
{
    private static readonly DateOnly Day = new(2005, 1, 1);

    [Fact]
    public void Snapshot_KnowsOnlyItsDay_AndDoesNotDependOnTheOrder()
    {
        var cadres = Enumerable.Range(0, 12).Select(i => Cadre(i).History).ToList();
        var asOf = AsOf.Of(Day.AddDays(50), RecordedCadre.Zone);
        var forward = new PopulationSnapshotBuilder(asOf);
        var (first, second) = (new PopulationSnapshotBuilder(asOf), new PopulationSnapshotBuilder(asOf));
        foreach (var cadre in cadres)
            forward.Add(cadre.StateAsOf(asOf));
        for (var i = cadres.Count - 1; i >= 0; i--)
            (i % 2 == 0 ? first : second).Add(cadres[i].StateAsOf(asOf));
        first.Merge(second);
        var (a, b) = (forward.Build(), first.Build());
        Assert.Equal("2005-02-20", a.Version);
        Assert.Equal(new PeerRate(12, 12, 0), a.All);
        Assert.Equal(a.All, b.All);
        Assert.Equal(a.Units["U1"], b.Units["U1"]);
        Assert.Equal(0, a.FindingShare);
        var later = AsOf.Of(Day.AddDays(200), RecordedCadre.Zone);
        var after = new PopulationSnapshotBuilder(later);
        foreach (var cadre in cadres)
            after.Add(cadre.StateAsOf(later));
        Assert.Equal(0.5f, after.Build().FindingShare);
        Assert.Equal(new PeerRate(12, 12, 6), after.Build().All);
    }

    [Fact]
    public void CategoryWithFewDecided_IsDrawnTowardsAll_AndAnUnknownOneTakesTheShareOfAll()
    {
        var asOf = AsOf.Of(Day.AddDays(200), RecordedCadre.Zone);
        var builder = new PopulationSnapshotBuilder(asOf);
        for (var i = 0; i < 12; i++)
            builder.Add(Cadre(i).History.StateAsOf(asOf));
        var snapshot = builder.Build();
        Assert.Equal((6 + (20 * 0.5f)) / (6 + 20), snapshot.ShareOf("complaint", "even"), 1e-6f);
        Assert.Equal(0.5f, snapshot.ShareOf("complaint", "unheard of"));
        Assert.Equal(0.5f, snapshot.ShareOf("audit", null));
    }

    /// <summary>One complaint each, decided after a hundred days: the even ones substantiated, the odd ones not.</summary>
    private static RecordedCadre Cadre(int number)
    {
        var cadre = new RecordedCadre(RecordedCadre.Roster(RecordedCadre.PostIn("U1", new(2000, 1, 1))));
        var category = number % 2 == 0 ? "even" : "odd";
        var row = new SentRow(1, "complaint", SignalStatus.Reported, Day, RecordedCadre.Instant(Day), RecordedCadre.Instant(new(2010, 1, 1)), true, 2, category, null, 0);
        cadre.Put(row);
        cadre.Put(row with { Status = number % 2 == 0 ? SignalStatus.Substantiated : SignalStatus.Unsubstantiated, KnownOn = RecordedCadre.Instant(Day.AddDays(100)) });
        return cadre;
    }
}
