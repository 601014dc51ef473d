using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.JointReviews.Rounds;
using CadreWatch.Silo.Measures;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.JointReviews;

/// <summary>What the office does with a round: opens it, sends letters, chases, names who answers and who knows, and ends it.</summary>
internal sealed class ReviewActs(
    IGrainRuntime runtime, IViewerAccess access, RoundDesk desk, RoundFinder finder, ReviewReader reviews, LetterHead head, TimeProvider time)
{
    /// <summary>People of one round.</summary>
    public const int MostPeople = 2_000;

    private const int LongestId = 32;
    private const int LongestName = 40;

    public static ProblemHttpResult NoSuchRound() => Problems.NotFound("这个批次");

    public async Task<Results<Ok<RoundReply>, ProblemHttpResult>> OpenAsync(ClaimsPrincipal user, OpenReviewRequest request, CancellationToken cancel)
    {
        var viewer = access.ViewerOf(user);
        string[] people = [.. (request.People ?? []).Select(p => p.Trim()).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal)];
        if (people.Length > MostPeople) return Bad("tooManyPeople", $"一批最多 {MostPeople} 人，请分批。", "people");
        if (await finder.UnknownAsync(viewer, people, cancel) is { Count: > 0 } unknown)
            return Bad("unknownPeople", $"没有找到这些干部：{string.Join('、', unknown.Take(10))}{(unknown.Count > 10 ? " 等" : "")}。", "people");
        List<MemberUnit> units = [.. (request.Units ?? []).Select(Member)];
        foreach (var unit in units)
            if ((Named(unit) ?? Liaisons(unit.Name, unit.Liaison, unit.Deputy)) is { } fault) return fault;
        string[] knowing = [.. (request.Knowing ?? []).Append(viewer.Account).Distinct(StringComparer.Ordinal)];
        if (Knowing(knowing, units) is { } refused) return refused;
        return Answer<RoundReply>(await desk.OpenAsync(viewer.Account, people, units, knowing, CancellationToken.None));
    }

    public async Task<Results<Ok<RoundReply>, ProblemHttpResult>> IssueAsync(ClaimsPrincipal user, string id, UnitsRequest request, CancellationToken cancel)
    {
        if (await ManagedAsync(user, id, cancel) is not { } round) return NoSuchRound();
        var units = request.Units ?? [.. round.State.Units.Where(u => u.Letter is null).Select(u => u.Unit.Id)];
        return units.Count == 0 ? Bad("issuedAlready", "各单位的征求意见函均已发出。", "units") : Answer<RoundReply>(await desk.IssueAsync(round.State, round.Viewer.Account, units, head.Series, CancellationToken.None));
    }

    /// <summary>The named units, or every unit with somebody overdue.</summary>
    public async Task<Results<Ok<RoundReply>, ProblemHttpResult>> ChaseAsync(ClaimsPrincipal user, string id, UnitsRequest request, CancellationToken cancel)
    {
        if (await ManagedAsync(user, id, cancel) is not { } round) return NoSuchRound();
        var (sheets, seen) = (await reviews.SheetsAsync(round, cancel), (await finder.CasesAsync(round, cancel)).Select(p => p.Number).ToHashSet(StringComparer.Ordinal));
        var units = request.Units ?? [.. sheets.Values.Where(s => s.Unit is not null && !s.Closed && seen.Any(p => s.StateOf(p) == CellState.Overdue)).Select(s => s.UnitId)];
        if (units.Count == 0) return Bad("nothingOverdue", "目前没有逾期未复的单位，不需要催办。", "units");
        var open = units.Distinct(StringComparer.Ordinal).ToDictionary(u => u, u => Open(round.State, sheets.GetValueOrDefault(u)));
        // Whoever is open but not there for the viewer is in the letter, and is not told of here.
        foreach (var (unit, people) in open)
            if (round.UnitOf(unit) is { Letter: not null } standing && !people.Any(seen.Contains)) return Bad("nothingOutstanding", $"{standing.Unit.Name} 已经全部答复，不需要催办。", "units");
        return Answer<RoundReply>(await desk.ChaseAsync(round.State, round.Viewer.Account, open, head.Series, CancellationToken.None));
    }

    public async Task<Results<Ok<RoundReply>, ProblemHttpResult>> ReplaceLiaisonAsync(ClaimsPrincipal user, string id, string unit, LiaisonRequest request, CancellationToken cancel)
    {
        if (await ManagedAsync(user, id, cancel) is not { } round || round.UnitOf(unit) is not { } standing) return NoSuchRound();
        var (liaison, deputy) = (request.Liaison?.Trim() ?? "", request.Deputy?.Trim() ?? "");
        return Liaisons(standing.Unit.Name, liaison, deputy, "liaison", "deputy")
            ?? await AskAsync<RoundReply>(round, (command, at, by) => new ReplaceLiaison(command, at, by, unit, liaison, deputy));
    }

    public async Task<Results<Ok<RoundReply>, ProblemHttpResult>> ChangeKnowingAsync(ClaimsPrincipal user, string id, KnowingRequest request, CancellationToken cancel)
    {
        if (await ManagedAsync(user, id, cancel) is not { } round) return NoSuchRound();
        string[] knowing = [.. (request.Knowing ?? []).Append(round.Viewer.Account).Distinct(StringComparer.Ordinal)];
        return Knowing(knowing, [.. round.State.Units.Select(u => u.Unit)]) ?? await AskAsync<RoundReply>(round, (command, at, by) => new ChangeKnowing(command, at, by, knowing));
    }

    public async Task<Results<Ok<RoundReply>, ProblemHttpResult>> CloseAsync(ClaimsPrincipal user, string id, CancellationToken cancel) =>
        await ManagedAsync(user, id, cancel) is { } round ? await AskAsync<RoundReply>(round, (command, at, by) => new CloseRound(command, at, by)) : NoSuchRound();

    public async Task<Results<Ok<SheetReply>, ProblemHttpResult>> DecideExtensionAsync(
        ClaimsPrincipal user, string id, string unit, int number, ExtensionDecisionRequest request, CancellationToken cancel)
    {
        if (await ManagedAsync(user, id, cancel) is not { } round || round.UnitOf(unit) is null || !ReviewAccess.DecidesExtensions(round.Viewer, round.State)) return NoSuchRound();
        if (request.Granted is not { } granted) return Bad("grantedMissing", "请选择同意或者不同意。", "granted");
        var (at, reason) = (time.GetUtcNow(), request.Reason?.Trim());
        if (reason is not null && OpinionActs.IsFaulty(reason)) return Bad("tooLong", $"理由过长，最多 {OpinionActs.LongestText} 字。", "reason");
        var text = string.IsNullOrEmpty(reason) ? null : OpinionContents.Sealed(reason);
        return Answer<SheetReply>(await runtime.AskAsync(
            SheetGrain.IdOf(id, unit), new DecideExtension(Guid.CreateVersion7(at), at, round.Viewer.Account, number, granted, text), CancellationToken.None));
    }

    internal static Results<Ok<T>, ProblemHttpResult> Answer<T>(object reply) => reply switch
    {
        T done => TypedResults.Ok(done),
        Refusal r => Refused(r),
        _ => throw new InvalidOperationException($"A round answered with {reply.GetType().Name}."),
    };

    internal static ProblemHttpResult Refused(Refusal r) =>
        r.Rule == "changedMeanwhile" ? Problems.Of(StatusCodes.Status409Conflict, r.Rule, r.Message, r.Field) : Problems.Of(r);

    internal static ProblemHttpResult Bad(string code, string detail, string? field = null) => Problems.Of(StatusCodes.Status422UnprocessableEntity, code, detail, field);

    private static MemberUnit Member(MemberRequest m) => new(
        m.Id?.Trim() ?? "", m.Name?.Trim() ?? "", m.Liaison?.Trim() ?? "", m.Deputy?.Trim() ?? "", m.Kind ?? "", m.Secrecy ?? Secrecy.Confidential, [.. m.Asked ?? []]);

    /// <summary>The id becomes part of a stream's name and of addresses.</summary>
    private static ProblemHttpResult? Named(MemberUnit unit) =>
        unit.Id.Length is 0 or > LongestId || !unit.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? Bad("unitId", "单位编号只能由小写字母、数字和短横组成，最多 32 位。", "units")
        : unit.Name.Length is 0 or > LongestName || unit.Name.Any(char.IsControl) ? Bad("unitName", $"单位名称应为 1 至 {LongestName} 字。", "units")
        : null;

    /// <summary>Both answer for agencies by their roles as they are now.</summary>
    private ProblemHttpResult? Liaisons(string unit, string liaison, string deputy, string field = "units", string second = "units")
    {
        if (liaison.Length == 0 || deputy.Length == 0 || liaison == deputy) return Bad("secondPersonNeeded", $"{unit}须有两名不同的联络员，一人填报、一人复核。", second);
        foreach (var (account, of) in new[] { (liaison, field), (deputy, second) })
            if (access.Find(account) is not { } viewer || !ReviewAccess.Answers(viewer)) return Bad("notLiaison", $"{unit}：{account} 不是成员单位联络员，请先在账号中授予。", of);
        return null;
    }

    /// <summary>Who knows the whole reaches the secrecy of every unit's column, or is an auditor, who sees its trail alone.</summary>
    private ProblemHttpResult? Knowing(IEnumerable<string> knowing, IReadOnlyList<MemberUnit> units)
    {
        var most = units.Count == 0 ? Secrecy.Internal : units.Max(u => u.Secrecy);
        foreach (var account in knowing)
        {
            if (access.Find(account) is not { } viewer) return Bad("unknownAccount", $"没有可以知悉的账号 {account}。", "knowing");
            var organizes = viewer.Grants.Any(g => Roles.Of(g.Role).Contains(Capability.Matrix) && g.Clearance >= most);
            if (!organizes && !CaseAccess.Has(viewer, Capability.ReadTrail)) return Bad("notCleared", $"{account} 的角色或密级不足以知悉本批次。", "knowing");
        }

        return null;
    }

    private async Task<SeenRound?> ManagedAsync(ClaimsPrincipal user, string id, CancellationToken cancel) =>
        await finder.FindAsync(user, id, cancel) is { } round && ReviewAccess.Manages(round.Viewer, round.State) ? round : null;

    private async Task<Results<Ok<T>, ProblemHttpResult>> AskAsync<T>(SeenRound round, Func<Guid, DateTimeOffset, string, RoundCommand> command)
    {
        var at = time.GetUtcNow();
        return Answer<T>(await runtime.AskAsync(RoundGrain.IdOf(round.State.Id), command(Guid.CreateVersion7(at), at, round.Viewer.Account), CancellationToken.None));
    }

    /// <summary>Whom a unit has not answered; everybody before its sheet is there.</summary>
    private static IReadOnlyList<string> Open(RoundState round, SheetState? sheet) =>
        sheet?.Unit is null ? round.People : [.. sheet.People.Where(p => !Cell.IsSettled(sheet.StateOf(p)))];
}
