using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Models;
using CadreWatch.Risk.Features;
using FsCheck;
using FsCheck.Fluent;

namespace CadreWatch.Risk.Tests.Features;

public sealed class AsKnownTests
{
    private static readonly string[] Kinds = ["complaint", "petition", "audit", "enforcement", "discipline", "evaluation", "measure", "commendation"];

    [Fact]
    public void FeaturesOfAJournalCutAtADay_EqualThoseOfTheFullJournalAskedAsOfThatDay()
    {
        Prop.ForAll(Gen.Choose(1, 1_000_000_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var rows = Rows(random);
            var asOf = AsOf.Of(new DateOnly(2004, 1, 1).AddDays(random.Next(1500)), RecordedCadre.Zone);
            Post[] posts = [RecordedCadre.PostIn("U1", new(2000, 1, 1), new(2005, 6, 30)), RecordedCadre.PostIn("U2", new(2005, 7, 1))];
            var full = new RecordedCadre(RecordedCadre.Roster(posts));
            foreach (var row in rows)
                full.Put(row);
            var known = posts.Where(p => p.From <= asOf.Day).Select(p => p.To > asOf.Day ? p with { To = null } : p).ToArray();
            var cut = new RecordedCadre(RecordedCadre.Roster(known));
            foreach (var row in rows.Where(r => asOf.Knows(r.Known)))
                cut.Put(row);
            var values = new float[FeatureSchema.Count];
            FeatureVector.Compute(full.History.StateAsOf(asOf), asOf, PopulationSnapshot.Empty, values);
            return values.AsSpan().SequenceEqual(cut.Features(asOf));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ALaterDay_SeesMore_SoTheComparisonCanFail()
    {
        var cadre = new RecordedCadre(RecordedCadre.Roster(RecordedCadre.PostIn("U1", new(2000, 1, 1))));
        var day = new DateOnly(2005, 3, 1);
        cadre.Put(Row(1, SignalStatus.Reported, day) with { RecordedAt = RecordedCadre.Instant(day.AddDays(40)), Backfill = false });
        var before = Values(cadre, day.AddDays(39));
        var after = Values(cadre, day.AddDays(40));
        Assert.Equal(0, before[Index("claims.received.1y")]);
        Assert.Equal(1, after[Index("claims.received.1y")]);
    }

    [Fact]
    public void ClearedSignal_Vanishes_AndUnprovenOnesWeighLessWithTime()
    {
        var cadre = new RecordedCadre(RecordedCadre.Roster(RecordedCadre.PostIn("U1", new(2000, 1, 1))));
        var day = new DateOnly(2005, 3, 1);
        cadre.Put(Row(1, SignalStatus.Reported, day));
        Assert.True(Values(cadre, day.AddDays(10))[Index("decay.unproven")] > Values(cadre, day.AddDays(400))[Index("decay.unproven")]);
        cadre.Put(Row(1, SignalStatus.Cleared, day) with { KnownOn = RecordedCadre.Instant(day.AddDays(500)) });
        Assert.Equal(1, Values(cadre, day.AddDays(499))[Index("claims.received.2y")]);
        Assert.Equal(0, Values(cadre, day.AddDays(500))[Index("claims.received.2y")]);
        Assert.True(float.IsNaN(Values(cadre, day.AddDays(500))[Index("since.any")]));
    }

    [Fact]
    public void FactOutsideThePost_DoesNotCount_UntilItIsAttributed()
    {
        var cadre = new RecordedCadre(RecordedCadre.Roster(RecordedCadre.PostIn("U1", new(2000, 1, 1))));
        var day = new DateOnly(2005, 3, 1);
        cadre.Put(Row(1, SignalStatus.Reported, day) with { Unit = "U9" });
        Assert.Equal(0, Values(cadre, day.AddDays(1))[Index("claims.received.1y")]);
    }

    [Fact]
    public void Schema_NamesEachFeatureOnce_AndNeitherSexNorAgeNorRank()
    {
        Assert.Equal(FeatureSchema.Count, FeatureSchema.All.Select(f => f.Name).Distinct().Count());
        Assert.Equal(FeatureSchema.Count, FeatureSchema.All.Select(f => f.Label).Distinct().Count());
        Assert.DoesNotContain(FeatureSchema.All, f => f.Label.Contains("性别", StringComparison.Ordinal) || f.Label.Contains("年龄", StringComparison.Ordinal) || f.Label.Contains("职级", StringComparison.Ordinal));
    }

    private static SentRow Row(int signal, SignalStatus status, DateOnly day) =>
        new(signal, "complaint", status, day, RecordedCadre.Instant(day), RecordedCadre.Instant(new(2010, 1, 1)), true, 2, null, null, 0);

    private static float[] Values(RecordedCadre cadre, DateOnly day)
    {
        var asOf = AsOf.Of(day, RecordedCadre.Zone);
        var values = new float[FeatureSchema.Count];
        FeatureVector.Compute(cadre.History.StateAsOf(asOf), asOf, PopulationSnapshot.Empty, values);
        return values;
    }

    private static int Index(string name) => FeatureSchema.All.Select((f, i) => (f.Name, i)).Single(f => f.Name == name).i;

    /// <summary>Signals with revisions in any order of arrival, backfilled or live, cleared, copied and outside the post.</summary>
    private static List<SentRow> Rows(Random random)
    {
        var rows = new List<SentRow>();
        var recorded = new DateTimeOffset(2003, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < random.Next(1, 80); i++)
        {
            recorded = recorded.AddHours(random.Next(1, 900));
            var known = RecordedCadre.Instant(new DateOnly(2001, 6, 1).AddDays(random.Next(2600)), random.Next(24)).AddSeconds(i);
            var backfill = random.Next(3) > 0;
            rows.Add(new(
                random.Next(30), Kinds[random.Next(Kinds.Length)], (SignalStatus)random.Next(1, 8), new DateOnly(2001, 1, 1).AddDays(random.Next(2600)), known, recorded, backfill,
                random.Next(1, 6), random.Next(3) == 0 ? null : $"c{random.Next(5)}", random.Next(4) == 0 ? "U1" : null, random.Next(6)));
        }

        return rows;
    }
}
