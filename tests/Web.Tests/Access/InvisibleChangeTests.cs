using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Web.Tests.Board;

namespace CadreWatch.Web.Tests.Access;

/// <summary>Only what a viewer does not see changes: every byte they receive must stay, times and cursors aside.</summary>
public sealed class InvisibleChangeTests : IDisposable
{
    private const string Viewer = "narrow";
    private readonly ServerFixture server = new();

    [Fact]
    public async Task ChangesThatAViewerDoesNotSee_ChangeNoByteOfWhatTheyReceive()
    {
        var world = new World(server, 21);
        await world.BuildAsync();
        var reference = new Reference(world);
        var everything = new Session(server, World.All);
        await world.OpenAsync(Viewer, [new(Role.Supervisor, ["office-0", "office-1"], ["UA", "UB", "UC"], Secrecy.Confidential)]);
        await world.ChangeAsync(Viewer, AccountRights.None with { Assignments = world.Account(Viewer).Rights.Assignments, Relatives = [world.Cadres[3].Number] });
        var session = new Session(server, Viewer);
        var paths = await PathsAsync(world, everything);
        var before = await ReadAsync(session, paths);
        Assert.Contains(before, b => b.Key.StartsWith("/api/alerts/", StringComparison.Ordinal) && b.Value.StartsWith("200", StringComparison.Ordinal));
        await using var board = await RawBoard.OpenAsync(server, null, new { state = "all" }, server.HandlerOf(Viewer));
        await board.NextAsync("Reset");

        await ChangeUnseenAsync(world, reference, everything);

        var after = await ReadAsync(session, paths);
        foreach (var path in paths) Assert.True(before[path] == after[path], $"{path}\n{before[path]}\n{after[path]}");
        var since = TimeProvider.System.GetUtcNow();
        for (var (beat, last) = (DateTimeOffset.MinValue, since.AddSeconds(2)); beat <= last;)
        {
            var said = Assert.Single(await board.UntilHeartbeatAsync());
            Assert.Equal("Heartbeat", said.Target);
            beat = said.Argument.GetProperty("at").GetDateTimeOffset();
        }
    }

    public void Dispose() => server.Dispose();

    /// <summary>Whatever there is to ask for, seen or not.</summary>
    private static async Task<List<string>> PathsAsync(World world, Session everything)
    {
        var alerts = (await everything.AllAsync("/api/alerts?state=all", 500)).Select(a => a.GetProperty("id").GetString()!).ToList();
        var paths = new List<string> { "/api/session", "/api/wall", "/api/people", "/api/people?search=viewer", "/api/units", "/api/accounts", "/api/alerts", "/api/alerts?limit=2" };
        paths.AddRange(new[] { "all", "open", "snoozed", "closed", "dismissed" }.Select(s => $"/api/alerts?state={s}&limit=500"));
        paths.AddRange(new[] { "UA", "UB", "UC", "UD", "UE", "UF" }.Select(u => $"/api/alerts?state=all&unit={u}"));
        paths.AddRange(alerts.Select(a => $"/api/alerts/{a}"));
        foreach (var cadre in world.Cadres)
        {
            paths.Add($"/api/cadres/{cadre.Number}");
            paths.Add($"/api/cadres/{cadre.Number}/timeline");
            var timeline = await everything.JsonAsync($"/api/cadres/{cadre.Number}/timeline");
            paths.AddRange(timeline.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("type").GetString() == "signal").Select(i => $"/api/signals/{i.GetProperty("id").GetString()}"));
        }

        return paths;
    }

    private static async Task<Dictionary<string, string>> ReadAsync(Session session, List<string> paths)
    {
        var said = new Dictionary<string, string>();
        foreach (var path in paths) said[path] = await session.StillAsync(path);
        return said;
    }

    private static async Task ChangeUnseenAsync(World world, Reference reference, Session everything)
    {
        foreach (var unit in new[] { "UD", "UE", "UF" })
            await world.AddSignalsAsync(await world.AddCadreAsync("office-0", unit, false));
        for (var i = 0; i < 3; i++)
        {
            var own = await world.AddCadreAsync("office-0", "UA", ownStaff: true);
            await world.AddSignalAsync(own, "evaluation", 1);
        }

        foreach (var cadre in world.Cadres.Where(c => !reference.SeesCadre(Viewer, c)).ToList())
        {
            var moved = cadre.Number == world.Cadres[3].Number ? cadre : await world.MoveAsync(cadre, world.Authority(), "UF", cadre.OwnStaff);
            await world.AddSignalsAsync(moved);
        }

        // Of the cadres they see, what lies above their clearance and behind no alert.
        foreach (var cadre in world.Cadres.Where(c => reference.SeesCadre(Viewer, c)).ToList()) await world.AddSignalAsync(cadre, "commendation", 3);
        var cards = await everything.AllAsync("/api/alerts", 500);
        foreach (var alert in reference.Alerts(cards).Where(a => !reference.Sees(Viewer, a)).ToList())
            await everything.PostAsync($"/api/alerts/{alert.Id}/{(alert.Level % 2 == 0 ? "dismiss" : "acknowledge")}", new { reason = "重复" });
        await world.OpenAsync("unrelated", [new(Role.Auditor, [], null, Secrecy.Internal)]);
    }
}
