using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Memory;
using CadreWatch.Silo.People;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Tests.Access;

public sealed class RightsFilterTests
{
    private static readonly string[] Offices = [CaseFacts.Root, "a", "b", "c"];
    private static readonly string[] Units = ["U1", "U2", "U3"];

    /// <summary>The conditions select what the decision sees, for random viewers over random rows; that stores agree on conditions is the journal's own suite.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Conditions_SelectWhatTheDecisionSees(int seed)
    {
        var random = new Random(seed);
        await using var journal = new MemoryJournal();
        var cadres = Enumerable.Range(0, 60).Select(i => new CaseFacts($"C{i % 20}", Pick(random, Offices), Pick(random, Units), random.Next(4) == 0)).ToList();
        var rows = cadres.Select((c, i) => new RowChange(ReadTableSet.Alerts,
        [
            $"A{i}", c.Cadre, c.Unit, c.Authority, c.OwnStaff ? 1L : 0L, (long)random.Next(1, 4), "p", 1L, "open", 0L, null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, null, 1L,
            "{}"u8.ToArray(),
        ])).ToList();
        await journal.AppendAsync([new("test/1", 0, [new(Guid.NewGuid(), [new("test.happened", 1, "{}"u8.ToArray())], [])], rows)], CancellationToken.None);
        for (var i = 0; i < 200; i++)
        {
            var viewer = RandomViewer(random);
            var found = await journal.Tables.QueryAsync(new(ReadTableSet.Alerts, RightsFilter.Alerts(viewer), [], 1_000), CancellationToken.None);
            var seen = rows.Select(r => AlertRow.Of(r.Values).Mark).Where(m => CaseAccess.Sees(viewer, m.Case, m.Secrecy)).Select(m => m.Id);
            Assert.Equal(seen.Order(StringComparer.Ordinal), found.Select(r => (string)r[0]!).Order(StringComparer.Ordinal));
        }
    }

    private static Viewer RandomViewer(Random random)
    {
        var grants = Enumerable.Range(0, random.Next(4)).Select(_ => new Grant(
            Pick(random, Enum.GetValues<Role>()), Some(random, Offices), random.Next(2) == 0 ? null : Some(random, Units), (Secrecy)random.Next(1, 4), random.Next(3) == 0,
            null, random.Next(3) == 0 ? Some(random, ["C1", "C2", "C3"]) : null));
        return new("v", "", 1, [.. grants], Some(random, ["C4", "C5"]));
    }

    private static HashSet<string> Some(Random random, string[] from) => [.. from.Where(_ => random.Next(2) == 0)];

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
