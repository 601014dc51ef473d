using System.Text;
using System.Text.Json;
using CadreWatch.Silo.Demo;

namespace CadreWatch.Silo.Tests.Demo;

public sealed class DemoDistrictTests
{
    private static readonly DateOnly Today = new(2026, 10, 12);
    private readonly List<JsonElement> cadres = Rows(new DemoDistrict(Today).Cadres(100));
    private readonly List<JsonElement> signals = Rows(new DemoDistrict(Today).Signals(1_000));

    [Fact]
    public void SameDay_GivesTheSameBytes() =>
        Assert.Equal(new DemoDistrict(Today).Signals(500).SelectMany(b => b), new DemoDistrict(Today).Signals(500).SelectMany(b => b));

    [Fact]
    public void District_HasSevenHundredPeopleInFortyUnits_EachMarked()
    {
        Assert.Equal(700, cadres.Select(c => Text(c, "number")).Distinct().Count());
        Assert.Equal(40, cadres.Select(c => Text(c, "unit")).Distinct().Count());
        Assert.All(cadres, c => Assert.True(c.GetProperty("demo").GetBoolean() && c.GetProperty("tags")[0].GetString() == "示例" && Text(c, "name").Contains('某')));
    }

    [Fact]
    public void PostsOfACadre_FollowEachOther() => Assert.All(cadres, c =>
    {
        var posts = c.GetProperty("posts").EnumerateArray().ToList();
        Assert.False(posts[^1].TryGetProperty("to", out _));
        for (var i = 1; i < posts.Count; i++)
            Assert.True(string.CompareOrdinal(Text(posts[i - 1], "to"), Text(posts[i], "from")) < 0);
        Assert.All(posts, p => Assert.True(string.CompareOrdinal(Text(p, "from"), Text(p, "reportedOn")) <= 0));
    });

    [Fact]
    public void Signals_EndToday_ReachBackThreeYears_AndComeAsTheyBecameKnown()
    {
        var known = signals.Select(s => Text(s, "knownOn")).ToList();
        Assert.Equal(known.Order(StringComparer.Ordinal), known);
        Assert.True(string.CompareOrdinal(known[^1], "2026-10-12") <= 0);
        Assert.True(string.CompareOrdinal(known[0], "2024-01-31") < 0);
        Assert.All(signals, s => Assert.True(string.CompareOrdinal(Text(s, "occurredOn"), Text(s, "knownOn")) <= 0));
        Assert.True(signals.Select(s => Text(s, "kind")).Distinct().Count() >= 10);
    }

    [Fact]
    public void RevisionsOfASignal_HaveTheirOwnDay() =>
        Assert.Empty(signals.GroupBy(s => (Text(s, "externalId"), Text(s, "cadre"), Text(s, "knownOn"))).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void EverySignal_BelongsToSomebodyInTheDistrict() =>
        Assert.Subset(cadres.Select(c => Text(c, "number")).ToHashSet(), signals.Select(s => Text(s, "cadre")).ToHashSet());

    private static List<JsonElement> Rows(IEnumerable<byte[]> batches) =>
        [.. batches.SelectMany(b => Encoding.UTF8.GetString(b).Split('\n')).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string Text(JsonElement row, string field) => row.GetProperty(field).GetString()!;
}
