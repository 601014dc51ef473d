using System.Security.Claims;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Demo;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Session;

/// <summary>What a page needs to know before it shows anything: who acts, and the words of the policy in force.</summary>
internal static class SessionEndpoints
{
    public static IServiceCollection AddSessionWords(this IServiceCollection services) => services.AddSingleton<District>();

    public static void MapSession(this IEndpointRouteBuilder app) => app.MapGroup("/session").WithTags("session").MapGet("/", Get).WithName("getSession");

    private static async Task<Ok<SessionView>> Get(
        ClaimsPrincipal user, IViewerAccess access, IJudgementSource judgements, IJournal journal, TimeProvider time, CancellationToken cancel)
    {
        var viewer = access.ViewerOf(user);
        var now = time.GetUtcNow();
        var policy = judgements.Capture(now).Policy;
        var seen = await journal.Tables.CountAsync(ReadTableSet.Cadres, access.Cadres(viewer), ["unit", "unit_name", "demo"], cancel);
        var demo = seen.Any(g => (long)g[2]! != 0);
        var units = seen.GroupBy(g => (string)g[0]!).Select(g => new UnitView(g.Key, (string)g.Last()[1]!)).OrderBy(u => u.Id, StringComparer.Ordinal).ToList();
        return TypedResults.Ok(new SessionView(
            viewer.Account, viewer.Name, LoopbackOnly: true, demo, demo ? DemoDistrict.Name : District.Unnamed, policy.Version, ModelEnabled: false,
            units.Count, seen.Sum(g => (long)g[3]!), now,
            [.. policy.Levels.Select(l => new LevelName(l.Rank, l.Word, $"{l.Word}色", l.Key))],
            [.. policy.Patterns.Select(p => new PatternName(p.Code, p.Name))], units));
    }
}

/// <param name="LoopbackOnly">No accounts yet: the server listens on this machine alone, and the page says so.</param>
/// <param name="Demo">Some of the people are invented for the demonstration.</param>
/// <param name="ModelEnabled">Whether a learned model takes part; the policy alone decides until it does.</param>
public sealed record SessionView(
    string Actor, string ActorName, bool LoopbackOnly, bool Demo, string District, string PolicyVersion, bool ModelEnabled, int UnitCount, long CadreCount,
    DateTimeOffset Now, IReadOnlyList<LevelName> Levels, IReadOnlyList<PatternName> Patterns, IReadOnlyList<UnitView> Units);

public sealed record LevelName(int Rank, string Word, string Name, string Key);

public sealed record PatternName(string Code, string Name);

public sealed record UnitView(string Id, string Name);
