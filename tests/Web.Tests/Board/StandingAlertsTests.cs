using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Web.Access;
using CadreWatch.Web.Board;

namespace CadreWatch.Web.Tests.Board;

public sealed class StandingAlertsTests
{
    private static readonly DateTimeOffset March = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What is summed over scopes, recusals and all, is what looking at every alert as every viewer counts; also after the month has turned.</summary>
    [Fact]
    public void Counts_AreThoseOfEveryAlertThatTheViewerSees()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var (standing, all) = (new StandingAlerts(March), new Dictionary<string, AlertMark>());
            for (var i = 0; i < 300; i++)
            {
                var mark = Mark(random);
                if (random.Next(6) == 0)
                {
                    standing.Remove(mark.Id);
                    all.Remove(mark.Id);
                }
                else
                {
                    standing.Put(mark);
                    all[mark.Id] = mark;
                }
            }

            foreach (var month in (DateTimeOffset[])[March, March.AddMonths(1)])
                for (var i = 0; i < 5; i++)
                {
                    var viewer = AnyViewer(random);
                    var seen = all.Values.Where(m => CaseAccess.Sees(viewer, m.Case, m.Secrecy)).ToList();
                    var counts = standing.CountsOf(viewer, month);
                    Assert.Equal(
                        seen.Where(m => m.State == "open").GroupBy(m => m.LevelRank).OrderBy(g => g.Key).Select(g => ((int)g.Key, (long)g.Count(), (long)g.Count(m => !m.Acknowledged))),
                        counts.ByLevel.Select(l => (l.Rank, l.Total, l.Unacknowledged)));
                    Assert.Equal(counts.ByLevel.Sum(l => l.Total), counts.Total);
                    Assert.Equal(counts.ByLevel.Sum(l => l.Unacknowledged), counts.Unacknowledged);
                    Assert.Equal(
                        (Of("snoozed"), Ended("closed"), Ended("dismissed")), (counts.Snoozed, counts.ClosedThisMonth, counts.DismissedThisMonth));

                    long Of(string state) => seen.Count(m => m.State == state);
                    long Ended(string state) => seen.Count(m => m.State == state && m.EndedAt >= month);
                }
        }
    }

    [Fact]
    public void Ended_NamesThoseThatSomebodyEndedThisMonth()
    {
        var standing = new StandingAlerts(March);
        standing.Put(Alert("A1", "open", null));
        standing.Put(Alert("A2", "closed", March.AddDays(3)));
        standing.Put(Alert("A3", "closed", March.AddDays(-3)));
        standing.Put(Alert("A4", "withdrawn", March.AddDays(3)));
        Assert.Equal(["A2"], standing.Ended(["C1", "C2"]));
        Assert.True(standing.Concern("C1"));
        standing.Remove("A1");
        standing.Remove("A2");
        Assert.False(standing.Concern("C1"));

        static AlertMark Alert(string id, string state, DateTimeOffset? ended) =>
            new(id, new("C1", "office", "U1", false), Secrecy.Internal, "complaints", 1, state, false, null) { EndedAt = ended };
    }

    private static AlertMark Mark(Random random)
    {
        var state = ((string[])["open", "open", "snoozed", "closed", "dismissed", "withdrawn"])[random.Next(6)];
        return new(
            $"A{random.Next(120)}", new($"C{random.Next(12)}", $"office-{random.Next(3)}", $"U{random.Next(4)}", random.Next(5) == 0), (Secrecy)random.Next(1, 4), "complaints",
            random.Next(1, 4), state, random.Next(2) == 0, null)
        {
            EndedAt = state is "open" or "snoozed" ? null : March.AddDays(random.Next(-20, 50)),
        };
    }

    private static Viewer AnyViewer(Random random) => new("v", "", 1, [.. Enumerable.Range(0, random.Next(3)).Select(_ => AnyGrant(random))], Some(random, "C", 12, 5));

    private static Grant AnyGrant(Random random) => new(
        random.Next(6) == 0 ? Role.Administrator : Role.Supervisor, random.Next(3) == 0 ? new HashSet<string> { CaseFacts.Root } : Some(random, "office-", 3, 2),
        random.Next(3) == 0 ? null : Some(random, "U", 4, 2), (Secrecy)random.Next(1, 4), random.Next(5) == 0, AlsoRecused: random.Next(2) == 0 ? null : Some(random, "C", 12, 3));

    private static HashSet<string> Some(Random random, string prefix, int of, int oneIn) =>
        [.. Enumerable.Range(0, of).Where(_ => random.Next(oneIn) == 0).Select(i => $"{prefix}{i}")];
}
