using System.Globalization;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Grains.JointReviews.Populations;
using CadreWatch.Grains.Numbers;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.JointReviews.Rounds;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Demo;

/// <summary>
/// Four invented rounds of joint review: three that ended, two of them a year apart with enough to report, and one whose due day has passed with a cell in every
/// state and two units chased; and a saved population. Put straight to the grains; putting it again changes nothing. Where the policy or the calendar does not allow a round, there is none.
/// </summary>
/// <param name="today">The day the demonstration is told for.</param>
internal sealed class DemoReview(IGrainRuntime runtime, MemberUnits units, DateOnly today, TimeZoneInfo zone)
{
    private const string Office = "zhang.jd";
    private const string Approver = "wang.fg";
    private const int People = 41;
    private const int Before = 30;

    /// <summary>Of the rounds that reports are shown with: people whom no story is told of, in a month that is over.</summary>
    private const int Reported = 60;
    private const int FirstReported = 301;
    private const int ReportedAgo = 75;
    private static readonly string[] Knowing = [Office, Approver, "zhao.bz", "sun.sj"];

    /// <summary>Agencies with accounts of their own, and what is left of theirs to do; the others answer by names without an account.</summary>
    private static readonly Dictionary<string, (string Liaison, string Deputy)> Accounts = new()
    {
        ["sjj"] = ("qian.ll", "feng.ll"),
        ["jwjw"] = ("chen.ll", "chu.ll"),
    };

    private static readonly string[] Asked = ["jwjw", "gbjd", "xfj", "fy", "jcy", "gaj", "sjj", "fgw", "rsj", "zrzy", "sthj", "yjgl", "scjg", "wjw", "swj"];

    public async Task PutAsync(CancellationToken cancel)
    {
        var members = units.Read().Where(u => Asked.Contains(u.Id)).OrderBy(u => Array.IndexOf(Asked, u.Id)).Select(Member).ToList();
        if (members.Count != Asked.Length) return;
        await EndedAsync("d0000000000000000000000000000003", -ReportedAgo - 365, Numbers(FirstReported, Reported), members, DemoAnswers.LastYear, cancel);
        await EndedAsync("d0000000000000000000000000000001", -190, Numbers(1, Before), members, DemoAnswers.Earlier, cancel);
        await EndedAsync("d0000000000000000000000000000004", -ReportedAgo, Numbers(FirstReported, Reported), members, DemoAnswers.ThisYear, cancel);
        await RoundAsync("d0000000000000000000000000000002", -18, Numbers(1, People), members, DemoAnswers.Now, cancel);
        await ChaseAsync("d0000000000000000000000000000002", cancel);
        var population = new SavePopulation(
            Guid.NewGuid(), At(-20), Office, OpinionContents.Sealed("工程建设和招标投标领域（示例）"), [], [], Numbers(1, Before), Seen: 0);
        await runtime.AskAsync(PopulationGrain.IdOf("d0000000000000000000000000000005"), population, cancel);
    }

    private async Task ChaseAsync(string round, CancellationToken cancel)
    {
        var state = await runtime.StateAsync<RoundState>(RoundGrain.IdOf(round), cancel);
        if (!state.IsOpen) return;
        foreach (var (unit, number) in new[] { ("sjj", 61), ("zrzy", 62) })
        {
            var sheet = await runtime.StateAsync<SheetState>(SheetGrain.IdOf(round, unit), cancel);
            string[] open = [.. sheet.People.Where(p => !Cell.IsSettled(sheet.StateOf(p)))];
            var letter = string.Create(CultureInfo.InvariantCulture, $"示组联〔{state.Year}〕{(state.Number * 100) + number}号");
            await AskAsync(RoundGrain.IdOf(round), At(-2), (id, at) => new ChaseUnits(id, at, Office, [new(unit, letter, open)]), cancel);
        }
    }

    /// <summary>Every second person from a number on.</summary>
    private static List<string> Numbers(int first, int count) => [.. Enumerable.Range(0, count).Select(i => $"YJ-{first + (2 * i):00000}")];

    private async Task EndedAsync(string round, int issued, List<string> people, List<MemberUnit> members, Func<string, int, DemoAnswer?> answers, CancellationToken cancel)
    {
        await RoundAsync(round, issued, people, members, answers, cancel);
        await AskAsync(RoundGrain.IdOf(round), At(Math.Min(issued + 70, -1)), (id, at) => new CloseRound(id, at, Office), cancel);
    }

    private async Task RoundAsync(string round, int issued, List<string> people, List<MemberUnit> members, Func<string, int, DemoAnswer?> answers, CancellationToken cancel)
    {
        var at = At(issued);
        var series = NumberSeries.IdOf("review", at.Year);
        if (await AskAsync(series, at, (id, when) => new AllocateNumber(id, when, Office, round), cancel) is not NumberReply number) return;
        var opened = await AskAsync(RoundGrain.IdOf(round), at, (id, when) => new OpenRound(id, when, Office, number.Number.Year, number.Number.Number, people, members, Knowing), cancel);
        if (opened is Refusal { Rule: not "roundOpen" }) return;
        for (var i = 0; i < members.Count; i++)
        {
            // One letter went out late: its column is not due yet.
            var sent = members[i].Id == "wjw" && answers == DemoAnswers.Now ? At(-2) : at;
            await UnitAsync(round, members[i], (number.Number.Number * 100) + i + 1, sent, people, answers, cancel);
        }
    }

    private async Task UnitAsync(
        string round, MemberUnit unit, int letter, DateTimeOffset at, List<string> people, Func<string, int, DemoAnswer?> answers, CancellationToken cancel)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"示组联〔{at.Year}〕{letter}号");
        var issued = await AskAsync(RoundGrain.IdOf(round), at, (id, when) => new IssueRequests(id, when, Office, [new(unit.Id, name)]), cancel);
        if (issued is not RoundReply { DueOn: { } due }) return;
        var sheet = SheetGrain.IdOf(round, unit.Id);
        await AskAsync(sheet, at, (id, when) => new OpenSheet(id, when, "system", unit, people, name, Days.Of(at, zone), due), cancel);
        var said = people.Select((p, i) => (Cadre: p, Answer: answers(unit.Id, i))).Where(a => a.Answer is not null).ToList();
        List<OpinionEntry> entries = [.. said.Where(a => a.Answer!.Answer is not null).Select(a => a.Answer!.Entry(a.Cadre, Days.Of(at, zone)))];
        // One unit answers after its due day.
        var late = unit.Id == "zrzy" && (answers == DemoAnswers.ThisYear || answers == DemoAnswers.LastYear) ? 19 : 0;
        await AskAsync(sheet, at.AddDays(1 + late), (id, when) => new EnterOpinions(id, when, unit.Liaison, entries), cancel);
        List<PendingCell> confirmed = [.. said.Where(a => a.Answer is { Answer: not null, Confirmed: true }).Select(a => new PendingCell(a.Cadre, 1))];
        await AskAsync(sheet, at.AddDays(1.1 + late), (id, when) => new ConfirmOpinions(id, when, unit.Deputy, confirmed), cancel);
        string[] recused = [.. said.Where(a => a.Answer!.Recused).Select(a => a.Cadre)];
        if (recused.Length > 0) await AskAsync(sheet, at.AddDays(1), (id, when) => new DeclareRecusal(id, when, unit.Liaison, recused, OpinionContents.Sealed("示例：本单位班子成员的亲属")), cancel);
        string[] extended = [.. said.Where(a => a.Answer!.Extended).Select(a => a.Cadre)];
        if (extended.Length == 0) return;
        var asked = await AskAsync(sheet, at.AddDays(1.2), (id, when) => new AskExtension(id, when, unit.Liaison, extended, Until(due), OpinionContents.Sealed("示例：项目资料正在核对")), cancel);
        if (asked is SheetReply { Extension: { } number } && unit.Id != "swj") await AskAsync(sheet, at.AddDays(2), (id, when) => new DecideExtension(id, when, Approver, number, true), cancel);
    }

    /// <summary>As late as may be, so that it is still running on the day.</summary>
    private DateOnly Until(DateOnly due) => due.AddDays(7) < today ? due.AddDays(5) : due.AddDays(7);

    private DateTimeOffset At(int days) => new DateTimeOffset(today.AddDays(days).ToDateTime(new(2, 0)), TimeSpan.Zero);

    private static MemberUnit Member(ListedUnit unit)
    {
        var (liaison, deputy) = Accounts.GetValueOrDefault(unit.Id, ($"{unit.Name}联络员（示例）", $"{unit.Name}复核员（示例）"));
        return new(unit.Id, unit.Name, liaison, deputy, unit.Kind, unit.Secrecy, unit.Asked);
    }

    private Task<object> AskAsync(GrainId grain, DateTimeOffset at, Func<Guid, DateTimeOffset, Command> command, CancellationToken cancel) =>
        runtime.AskAsync(grain, command(Guid.NewGuid(), at), cancel);
}
