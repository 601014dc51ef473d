using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.Hosting;

namespace CadreWatch.Web.Tests.Reports;

/// <summary>A round whose answers were confirmed forty days ago: in a month that is over. Nobody states a fact, so that no signal follows.</summary>
/// <param name="Month">First day of the month of the answers.</param>
internal sealed record PastRound(string Id, DateOnly Month)
{
    private static int last;

    private const int DaysAgo = 42;

    /// <summary>A round asks no fewer.</summary>
    private const int LeastUnits = 8;

    /// <param name="answers">Unit, cadre and secrecy of each 核查中; everybody else is answered with 无不良反映.</param>
    /// <param name="ago">How many days before now the letters went out.</param>
    public static async Task<PastRound> PutAsync(
        OpenedSilo silo, IReadOnlyList<string> people, IReadOnlyList<(string Id, string Name)> units, IReadOnlyList<string> knowing,
        IReadOnlyList<(string Unit, string Cadre, Secrecy Secrecy)> answers, int ago = DaysAgo)
    {
        var (id, at) = (Guid.NewGuid().ToString("n"), TimeProvider.System.GetUtcNow().AddDays(-ago));
        // The round has more units than answer: the letters of the others never go out.
        var silent = Enumerable.Range(1, LeastUnits).Select(i => (Id: $"silent{i}", Name: $"未发函单位{i}"));
        List<MemberUnit> members = [.. units.Concat(silent).Select(u => new MemberUnit(u.Id, u.Name, $"{u.Id}.one", $"{u.Id}.two", "audit", Secrecy.Internal, []))];
        string[] listed = [.. people.Order(StringComparer.Ordinal)];
        await AskAsync(silo, RoundGrain.IdOf(id), new OpenRound(Guid.NewGuid(), at, knowing[0], at.Year, 1, listed, members, [.. knowing.Order(StringComparer.Ordinal)]));
        foreach (var unit in members.Take(units.Count))
        {
            var letter = $"测组联〔{at.Year}〕{Interlocked.Increment(ref last)}号";
            var sheet = SheetGrain.IdOf(id, unit.Id);
            var issued = await silo.Engine.AskAsync(RoundGrain.IdOf(id), new IssueRequests(Guid.NewGuid(), at, knowing[0], [new(unit.Id, letter)]));
            Assert.True(issued is RoundReply, $"{issued}");
            var reply = (RoundReply)issued;
            // The reaction to the letter opens the sheet too; whichever comes first.
            await silo.Engine.AskAsync(sheet, new OpenSheet(Guid.NewGuid(), at, "system", unit, listed, letter, Day(at), reply.DueOn!.Value));
            var entries = listed.Select(cadre => answers.FirstOrDefault(a => a.Unit == unit.Id && a.Cadre == cadre) is { Cadre: not null } said
                ? new OpinionEntry(cadre, OpinionAnswer.Verifying, [], Digest16.Of(cadre, "verifying"), Day(at).AddDays(30), said.Secrecy)
                : new OpinionEntry(cadre, OpinionAnswer.NoObjection, [], Digest16.Of(cadre, "clear")));
            await AskAsync(silo, sheet, new EnterOpinions(Guid.NewGuid(), at.AddDays(1), unit.Liaison, [.. entries]));
            await AskAsync(silo, sheet, new ConfirmOpinions(Guid.NewGuid(), at.AddDays(2), unit.Deputy, [.. listed.Select(c => new PendingCell(c, 1))]));
        }

        var on = Day(at.AddDays(2));
        return new(id, new(on.Year, on.Month, 1));
    }

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).DateTime);

    private static async Task AskAsync(OpenedSilo silo, GrainId grain, Command command)
    {
        var answer = await silo.Engine.AskAsync(grain, command);
        Assert.False(answer is Refusal, $"{command.GetType().Name}: {answer}");
    }
}
