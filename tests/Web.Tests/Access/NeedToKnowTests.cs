using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Access;

/// <summary>Walks the server as every viewer of a random district and holds each answer against <see cref="Reference"/>: no row too many, none too few.</summary>
public sealed partial class NeedToKnowTests : IDisposable
{
    /// <summary>Endpoints that show cases or are about people: walked below. One that is missing here fails until it is walked.</summary>
    private static readonly string[] Walked =
    [
        "getSession", "listAlerts", "getAlert", "acknowledgeAlert", "assignAlert", "snoozeAlert", "dismissAlert", "closeAlert", "escalateAlert", "mergeAlert", "decideAttribution", "getCadre", "getCadreTimeline", "getSignal",
        "listAccounts", "getAccount", "openAccount", "changeRights", "delegateRights", "endDelegation", "setDeputy", "disableAccount", "enableAccount", "resetAccount",
        "listUnits", "putUnit", "listPeople", "getWall", "listCadres", "exportCadres", "exportAlerts", "getCadrePortrait", "recordPrint",
        "askGate", "recordJudgement", "listMeasures", "getMeasureWords", "getMonth", "recordMonthPrint", "draftMeasure", "getMeasure", "getMeasureActions", "getMeasureLetter",
        "actOnMeasure", "previewMeasureLetter", "getExplanation", "getExplanationFile", "attachScan", "getScan",
        "listReviews", "getReviewSetup", "findReviewPopulation", "openReview", "getReview", "getReviewMatrix", "compareReview", "getReviewTrail", "issueReviewLetters",
        "chaseReview", "changeReviewKnowing", "closeReview", "getReviewColumn", "getReviewCell", "getReviewLetter", "getReviewTable", "importReviewTable", "enterOpinions",
        "confirmOpinions", "returnOpinions", "recuseOpinions", "askReviewExtension", "decideReviewExtension", "replaceReviewLiaison",
        "listPopulations", "savePopulation", "getPopulation", "changePopulation", "discardPopulation", "getReviewChaseLetter", "getOpinionAttachment", "getMeetingFile",
        "listMeetings", "callMeeting", "listMeetingDuties", "getMeeting", "getMeetingCandidates", "getMeetingScreen", "getMeetingStage", "getMeetingMaterial", "getMinutes",
        "actOnMeeting", "getMinutesTemplate", "getMinutesTemplateFile", "replaceMinutesTemplate", "restoreMinutesTemplate", "getReportChoice", "getReport", "getReportFile", "recordReportPrint", "listReportMatters",
        "listModels", "getModel", "getModelReport", "proposeModel", "actOnModel",
        "listPolicies", "proposePolicy", "getPolicy", "getPolicyDocument", "approvePolicy", "rejectPolicy", "getBacktest", "startBacktest", "cancelBacktest",
        "getRanking", "getFactors", "judgeFactor", "listTrail", "exportTrail", "listKeys", "makeKey", "rotateKey", "revokeKey",
    ];

    /// <summary>Endpoints at which everybody meets nobody but themselves.</summary>
    private static readonly string[] Own =
    [
        "signIn", "signOut", "signInByPasskey", "signInElsewhere", "askPasskey", "giveSecondFactor", "changePassword", "listSessions", "endSession", "endOtherSessions",
        "listExternalLinks", "removeExternalLink", "beginTotp", "confirmTotp", "removeTotp", "beginPasskey", "addPasskey", "listPasskeys", "removePasskey", "checkSetup", "useSetup",
    ];

    /// <summary>Endpoints of source systems, which show nothing.</summary>
    private static readonly string[] Sources = ["postSignals", "postCadres"];

    private readonly ServerFixture server = new();

    [Fact]
    public void EveryEndpoint_IsWalked()
    {
        _ = server.Page;
        var names = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is ['/', 'a', 'p', 'i', ..] and not "/api/{**rest}")
            .Select(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? e.RoutePattern.RawText!).Order();
        Assert.Equal(Walked.Concat(Sources).Concat(Own).Order(), names);
    }

    /// <summary>Cases and people in three random districts, and in the first also what stands beside them: measures, opinions, meetings, the order of attention.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    public async Task EveryEndpoint_ShowsEachViewerWhatTheRulesSay_AndNothingElse(int seed, bool wider)
    {
        var (world, reference) = (new World(server, seed), default(Reference));
        await world.BuildAsync();
        reference = new(world);
        var everything = new Session(server, World.All);
        var cards = await ActAsync(world, everything);
        var alerts = reference.Alerts(cards);
        Assert.Equal(world.Cadres.Count, (await everything.JsonAsync("/api/session")).GetProperty("cadreCount").GetInt32());
        Assert.Contains(alerts, a => a.State == "dismissed");
        var signals = await SignalsAsync(world, everything);
        var beside = wider ? await BesideAsync(world, reference, everything, alerts) : _ => Task.CompletedTask;
        foreach (var account in world.Accounts.Where(a => !a.Disabled).Select(a => a.Name))
        {
            var session = new Session(server, account);
            if (await session.HasAsync("seeCases")) await WalkListsAsync(world, reference, session, account, alerts);
            else await WalkClosedAsync(world, reference, session, account, alerts);
            await WalkAlertsAsync(reference, session, account, alerts);
            await WalkCadresAsync(world, reference, session, account, alerts);
            foreach (var (signal, handle) in signals)
                Assert.True(reference.Opens(account, signal) == await session.FindAsync($"/api/signals/{handle}", "/api/signals/forged") is not null, $"{account} {signal}");
            if (wider) await WalkAttributionsAsync(reference, session, account, signals);
            await WalkPeopleAsync(world, session, account);
            await WalkOfficesAsync(session);
            await beside(session);
        }
    }

    /// <summary>Opens one of everything that stands beside a case; answers how one viewer walks it.</summary>
    private async Task<Func<Session, Task>> BesideAsync(World world, Reference reference, Session everything, List<WorldAlert> alerts)
    {
        var measures = await MeasuresWalk.DraftAsync(everything, alerts);
        var review = await WorldReview.OpenAsync(world, server, everything);
        var reports = await ReportsWalk.PutAsync(world, review.Named);
        var meeting = await MeetingsWalk.FreezeAsync(world, everything);
        await RankingWalk.ScoreAsync(server.Services);
        await PolicyWalk.ProposeAsync(server);
        return async session =>
        {
            await MeasuresWalk.WalkAsync(world, reference, session, measures);
            await review.WalkAsync(world, reference, session, await session.HasAsync("matrix"));
            await reports.WalkAsync(world, reference, session, await session.HasAsync("matrix"));
            await MeetingsWalk.WalkAsync(session, meeting, review.Attached);
            await RankingWalk.WalkAsync(world, reference, session);
            await PolicyWalk.WalkAsync(server, world, reference, session);
        };
    }

    public void Dispose() => server.Dispose();

    /// <summary>Handles some alerts, so that there are ended and owned ones. Answers all cards.</summary>
    private static async Task<List<JsonElement>> ActAsync(World world, Session everything)
    {
        var cards = await everything.AllAsync("/api/alerts?state=all", 500);
        for (var i = 0; i < cards.Count; i++)
        {
            var path = $"/api/alerts/{cards[i].GetProperty("id").GetString()}";
            if (i % 5 == 0) await OkAsync(everything, $"{path}/dismiss", new { reason = "重复" });
            if (i % 5 == 1) await OkAsync(everything, $"{path}/close", new { reason = "办结", outcome = i % 2 == 0 ? "substantiated" : "unsubstantiated" });
            if (i % 5 == 2) await OkAsync(everything, $"{path}/acknowledge", new { });
            if (i % 5 == 3) await OkAsync(everything, $"{path}/assign", new { to = "me" });
            if (i % 7 == 4) await everything.PostAsync($"{path}/snooze", new { until = World.Today.AddDays(9) });
        }

        return await everything.AllAsync("/api/alerts?state=all", 500);
    }

    private static async Task OkAsync(Session session, string path, object body)
    {
        var (status, said) = await session.PostAsync(path, body);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {(int)status} {said}");
    }

    private static async Task<List<(WorldSignal Signal, string Handle)>> SignalsAsync(World world, Session everything)
    {
        var found = new List<(WorldSignal, string)>();
        foreach (var cadre in world.Cadres)
        {
            var timeline = await everything.JsonAsync($"/api/cadres/{cadre.Number}/timeline?limit=1000");
            foreach (var item in timeline.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("type").GetString() == "signal"))
            {
                var handle = item.GetProperty("id").GetString()!;
                var external = (await everything.JsonAsync($"/api/signals/{handle}")).GetProperty("externalId").GetString();
                found.Add((world.Signals.Single(s => s.ExternalId == external), handle));
            }
        }

        Assert.Equal(world.Signals.Count, found.Count);
        return found;
    }

    private static async Task WalkAlertsAsync(Reference reference, Session session, string account, List<WorldAlert> alerts)
    {
        foreach (var alert in alerts)
        {
            var path = $"/api/alerts/{alert.Id}";
            const string missing = "/api/alerts/0000-0000-0000";
            var card = await session.FindAsync(path, missing);
            Assert.True(reference.Sees(account, alert) == card is not null, $"{session.Account} {alert}");
            if (card is not null)
            {
                var shown = Json(card);
                var accuracy = shown.GetProperty("accuracy");
                var same = alerts.Where(a => a.Pattern == alert.Pattern && reference.Sees(account, a)).ToList();
                Assert.Equal(same.Count, accuracy.GetProperty("triggered").GetInt32());
                Assert.Equal(same.Count(a => a.Outcome == "substantiated"), accuracy.GetProperty("substantiated").GetInt32());
                await WalkMergingAsync(reference, session, account, alert, shown, alerts);
            }

            if (reference.ActsOn(account, alert)) continue;
            foreach (var (verb, body) in Acts)
                Assert.Equal(await session.MissingAsync($"{missing}/{verb}", body), await session.PostAsync($"{path}/{verb}", body));
        }
    }

    private static readonly (string Verb, object Body)[] Acts =
    [
        ("acknowledge", new { }), ("assign", new { to = "me" }), ("assign", new { to = World.All }), ("snooze", new { until = World.Today.AddDays(3) }),
        ("dismiss", new { reason = "重复" }), ("close", new { reason = "办结" }), ("acknowledge", new { version = 99 }),
        ("escalate", new { to = World.All, reason = "呈报" }), ("merge", new { into = "0000-0000-0000", reason = "并案" }),
    ];

    private static async Task WalkCadresAsync(World world, Reference reference, Session session, string account, List<WorldAlert> alerts)
    {
        foreach (var cadre in world.Cadres)
        {
            var (path, sees) = ($"/api/cadres/{cadre.Number}", reference.SeesCadre(account, cadre));
            var card = await session.FindAsync(path, "/api/cadres/NONE");
            var timeline = await session.FindAsync($"{path}/timeline", "/api/cadres/NONE/timeline");
            var portrait = await session.FindAsync($"{path}/portrait?later=true", "/api/cadres/NONE/portrait");
            Assert.True((card, timeline, portrait) is ({ }, { }, { }) == sees && (card, timeline, portrait) is (null, null, null) == !sees, $"{session.Account} {cadre}");
            if (!sees) continue;
            var own = alerts.Where(a => a.Cadre == cadre.Number && reference.Sees(account, a)).ToList();
            string[] kinds = [.. world.Signals.Where(s => s.Cadre == cadre.Number && reference.Sees(account, cadre, s.Secrecy)).Select(s => s.Kind).Order()];
            Assert.Equal(own.Count(a => a.State is "open" or "snoozed"), Json(card).GetProperty("openAlerts").GetInt32());
            Assert.Equal(own.Select(a => a.Id).Order(), Fields(Json(timeline), "items", "id", i => i.GetProperty("type").GetString() == "alert"));
            Assert.Equal(kinds, Fields(Json(timeline), "items", "code", i => i.GetProperty("type").GetString() == "signal"));
            Assert.Equal(own.Select(a => a.Id).Order(), Fields(Json(portrait), "alerts", "id"));
            Assert.Equal(kinds, Fields(Json(portrait), "signals", "kind"));
        }
    }

    private static JsonElement Json(string? body) => JsonSerializer.Deserialize<JsonElement>(body!);

    /// <summary>One field of each item of a list, in order.</summary>
    private static IEnumerable<string> Fields(JsonElement view, string list, string field, Func<JsonElement, bool>? which = null) =>
        view.GetProperty(list).EnumerateArray().Where(which ?? (_ => true)).Select(i => i.GetProperty(field).GetString()!).Order();

    private static async Task WalkPeopleAsync(World world, Session session, string account)
    {
        var manages = account == "admin" && session.Account == "admin";
        foreach (var path in new[] { "/api/accounts", $"/api/accounts/{World.All}", "/api/accounts/none" })
        {
            var (status, _) = await session.GetAsync(path);
            Assert.Equal(manages && !path.EndsWith("none", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.NotFound, status);
        }

        if (manages) return;
        foreach (var verb in new[] { "rights", "delegate", "delegate/end", "deputy", "disable", "enable", "reset" })
            Assert.Equal(HttpStatusCode.NotFound, (await session.PostAsync($"/api/accounts/{World.All}/{verb}", new { reason = "测试" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await session.PostAsync("/api/units", new { id = "x", name = "x", kind = "unit" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await session.PostAsync("/api/accounts", new { account = "x.y", name = "x" })).Status);
        var people = (await session.JsonAsync("/api/people")).GetProperty("items").EnumerateArray().Select(p => p.GetProperty("account").GetString()!).ToList();
        Assert.DoesNotContain("admin", people);
        Assert.DoesNotContain(people, p => world.Account(p).Disabled);
        if (account == World.All) Assert.Contains(World.All, people);
    }
}
