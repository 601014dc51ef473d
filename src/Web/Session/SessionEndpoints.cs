using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Demo;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Silo.Scoring;
using CadreWatch.Web.Access;
using CadreWatch.Web.Meetings;
using CadreWatch.Web.Models;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Session;

/// <summary>What a page needs to know before it shows anything: who acts, and the words of the policy in force.</summary>
internal static class SessionEndpoints
{
    public static IServiceCollection AddSessionWords(this IServiceCollection services) => services.AddSingleton<District>().AddScoped<SignInState>();

    public static void MapSession(this IEndpointRouteBuilder app) => app.MapGroup("/session").WithTags("session").MapGet("/", Get).WithName("getSession").AllowAnonymous();

    private static async Task<Ok<SessionView>> Get(
        HttpContext http, IAntiforgery antiforgery, IViewerAccess access, IJudgementSource judgements, IJournal journal, District district, SignInState state, PeopleDirectory people,
        MeetingReader meetings, ModelsInForce models, ModelReader register, TimeProvider time, CancellationToken cancel)
    {
        var invented = await district.IsInventedAsync(cancel);
        var anybody = new SessionView
        {
            SignedIn = http.User.Identity?.IsAuthenticated == true,
            SetupNeeded = await state.SetupNeededAsync(cancel),
            Demo = invented,
            District = invented ? DemoDistrict.Name : District.Unnamed,
            Antiforgery = antiforgery.GetAndStoreTokens(http).RequestToken!,
            External = state.External,
            SecondStep = await state.SecondStepAsync(http),
        };
        if (!anybody.SignedIn) return TypedResults.Ok(anybody);
        var viewer = access.ViewerOf(http.User);
        var name = await state.NameAsync(viewer.Account, cancel);
        var now = time.GetUtcNow();
        var policy = judgements.Capture(now).Policy;
        var seen = await journal.Tables.CountAsync(ReadTableSet.Cadres, access.Cadres(viewer), ["unit", "unit_name"], cancel);
        var units = seen.GroupBy(g => (string)g[0]!).Select(g => new UnitView(g.Key, (string)g.Last()[1]!)).OrderBy(u => u.Id, StringComparer.Ordinal).ToList();
        return TypedResults.Ok(anybody with
        {
            Actor = viewer.Account,
            ActorName = name,
            Name = name,
            PolicyVersion = policy.Version,
            ModelEnabled = models.Live is not null,
            UnitCount = units.Count,
            CadreCount = seen.Sum(g => (long)g[2]!),
            Now = now,
            Levels = [.. policy.Levels.Select(l => new LevelName(l.Rank, l.Word, $"{l.Word}色", l.Key))],
            Patterns = [.. policy.Patterns.Select(p => new PatternName(p.Code, p.Name))],
            Units = units,
            Roles = [.. viewer.Grants.Select(g => g.Role).Distinct()],
            Capabilities = [.. Enum.GetValues<Capability>().Where(c => CaseAccess.Has(viewer, c))],
            Phone = viewer.Phone,
            SecondFactors = await state.SecondFactorsAsync(viewer.Account),
            Offices = [.. viewer.Grants.SelectMany(g => g.Offices).Distinct().Order(StringComparer.Ordinal).Select(o => new UnitView(o, people.OfficeName(o)))],
            RightsVersion = viewer.RightsVersion,
            Meetings = await meetings.AnyAsync(viewer, cancel),
            Purposes = Purposes.Asked(http.RequestServices),
            ModelConcerns = await register.ConcernsAsync(viewer, cancel),
        });
    }
}

/// <summary>What a page needs before it shows anything. What follows <see cref="SecondStep"/> is there for whoever is signed in.</summary>
public sealed record SessionView
{
    public bool SignedIn { get; init; }

    /// <summary>No account exists yet: the server's log has a link with which the first is made.</summary>
    public bool SetupNeeded { get; init; }

    /// <summary>Some of the people are invented for the demonstration.</summary>
    public bool Demo { get; init; }

    public string District { get; init; } = "";

    /// <summary>Goes back as <c>X-Antiforgery</c> with whatever changes something; another one after signing in or out.</summary>
    public string Antiforgery { get; init; } = "";

    public IReadOnlyList<ExternalView> External { get; init; } = [];

    /// <summary>This browser gave the first proof and owes the second step: totp, recovery, passkey. Null where it does not.</summary>
    public IReadOnlyList<string>? SecondStep { get; init; }

    public string? Actor { get; init; }

    public string? ActorName { get; init; }

    public string? Name { get; init; }

    public string? PolicyVersion { get; init; }

    /// <summary>Whether a learned model takes part; the policy alone decides until it does.</summary>
    public bool? ModelEnabled { get; init; }

    public int? UnitCount { get; init; }

    public long? CadreCount { get; init; }

    public DateTimeOffset? Now { get; init; }

    public IReadOnlyList<LevelName>? Levels { get; init; }

    public IReadOnlyList<PatternName>? Patterns { get; init; }

    public IReadOnlyList<UnitView>? Units { get; init; }

    public IReadOnlyList<Role>? Roles { get; init; }

    public IReadOnlyList<Capability>? Capabilities { get; init; }

    /// <summary>The session began on a phone and has fewer capabilities.</summary>
    public bool? Phone { get; init; }

    /// <summary>totp and passkey, as far as the account has them.</summary>
    public IReadOnlyList<string>? SecondFactors { get; init; }

    public IReadOnlyList<UnitView>? Offices { get; init; }

    public long? RightsVersion { get; init; }

    /// <summary>The viewer calls meetings, takes part in one, or owes something after one.</summary>
    public bool? Meetings { get; init; }

    /// <summary>What the policy in force lets be opened only with a purpose.</summary>
    public IReadOnlyList<PurposeView>? Purposes { get; init; }

    /// <summary>Models that the viewer proposed or approved and that have drifted, until their owner took notice.</summary>
    public int? ModelConcerns { get; init; }
}

/// <summary>Another server that signs people in.</summary>
public sealed record ExternalView(string Scheme, string Name);

public sealed record LevelName(int Rank, string Word, string Name, string Key);

public sealed record PatternName(string Code, string Name);

public sealed record UnitView(string Id, string Name);
