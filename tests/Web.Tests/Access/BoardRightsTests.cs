using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Web.Tests.Board;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Access;

/// <summary>Boards of several viewers while everything moves: each ends with what its viewer sees, and no message ever names what they never saw.</summary>
public sealed class BoardRightsTests : IDisposable
{
    private readonly ServerFixture server = new();

    [Fact]
    public async Task Boards_FollowWhatTheirViewersSee_LiveAndAfterAPause()
    {
        var world = new World(server, 11);
        await world.BuildAsync();
        var reference = new Reference(world);
        var everything = new Session(server, World.All);
        var random = new Random(11);
        string[] viewers = [World.All, "viewer.0", "viewer.1", "viewer.2", "viewer.3", "viewer.5"];
        var boards = new List<Shown>();
        foreach (var viewer in viewers.Where(v => world.Account(v).Rights.Assignments.Any(a => a.Role is not (Role.AgencyLiaison or Role.IdentityCustodian))))
            foreach (var state in new[] { "all", "open" })
                boards.Add(await Shown.OpenAsync(server, viewer, state));
        await NoteAsync(reference, everything, boards);

        for (var i = 0; i < 24; i++)
        {
            await MutateAsync(world, everything, random, i);
            await NoteAsync(reference, everything, boards);
        }

        await Task.WhenAll(boards.Select(board => board.ListenAsync(Caught())));
        await CompareAsync(reference, everything, boards);

        foreach (var board in boards) await board.LeaveAsync();
        for (var i = 0; i < 16; i++)
        {
            await MutateAsync(world, everything, random, i);
            await NoteAsync(reference, everything, boards);
        }

        foreach (var board in boards)
        {
            await board.ResumeAsync(server);
            Assert.DoesNotContain("Reset", board.Heard);
        }

        await CompareAsync(reference, everything, boards);
        foreach (var board in boards) await board.LeaveAsync();
    }

    [Fact]
    public async Task ChangedRights_StartTheBoardAfresh_AndOldCursorsToo()
    {
        var world = new World(server, 12);
        await world.BuildAsync();
        var reference = new Reference(world);
        var everything = new Session(server, World.All);
        var all = new Assignment(Role.Supervisor, [CaseFacts.Root], null, Secrecy.Secret);
        await world.OpenAsync("mover", [all]);
        await world.OpenAsync("leaver", [all]);
        await world.Silo.People.RefreshAsync(CancellationToken.None);
        var live = await Shown.OpenAsync(server, "mover", "open");
        var away = await Shown.OpenAsync(server, "mover", "open");
        await away.ListenAsync(Caught());
        await away.LeaveAsync();

        await world.ChangeAsync("mover", AccountRights.None with { Assignments = [all with { Units = ["UA"] }] });
        await live.UntilAsync("Reset");
        Assert.Equal("rights", live.Reason);
        await away.ResumeAsync(server);
        Assert.Equal("rights", away.Reason);
        await NoteAsync(reference, everything, [live, away]);
        Assert.Equal(away.Seen["open"].Order(), live.Ids.Order());
        Assert.Equal(away.Seen["open"].Order(), away.Ids.Order());

        await world.PutOfficeAsync("office-6", "office-0");
        await world.ChangeAsync("mover", AccountRights.None with { Assignments = [all with { Offices = ["office-0"] }] });
        await live.UntilAsync("Reset");
        await world.PutOfficeAsync("office-6", null);
        await live.UntilAsync("Reset");
        await NoteAsync(reference, everything, [live]);
        Assert.Equal(live.Seen["open"].Order(), live.Ids.Order());

        var gone = await Shown.OpenAsync(server, "leaver", "open");
        await world.Silo.Engine.AskAsync(
            AccountGrain.IdOf("leaver"), new DisableAccount(Guid.NewGuid(), TimeProvider.System.GetUtcNow(), "admin", CadreWatch.Grains.Contracts.SealedText.Of("离任", new byte[16])));
        await gone.UntilClosedAsync();
        await live.LeaveAsync();
        await away.LeaveAsync();
    }

    public void Dispose() => server.Dispose();

    private static async Task MutateAsync(World world, Session everything, Random random, int i)
    {
        var cadre = world.Pick(world.Cadres);
        switch (i % 4)
        {
            case 0:
                await world.MoveAsync(cadre, world.Authority(), world.Unit(), random.Next(5) == 0);
                break;
            case 1:
                var lower = world.Signals.Where(s => s.Secrecy < 3 && s.Revision < 4 && s.Kind is "evaluation" or "discipline").ToList();
                var signal = world.Pick(lower);
                await world.ReviseAsync(signal, random.Next(signal.Secrecy + 1, 4));
                break;
            case 2:
                await world.AddSignalsAsync(await world.AddCadreAsync(world.Authority(), world.Unit(), random.Next(5) == 0));
                break;
            default:
                var open = (await everything.AllAsync("/api/alerts", 500)).Select(a => a.GetProperty("id").GetString()!).ToList();
                if (open.Count > 0) await everything.PostAsync($"/api/alerts/{world.Pick(open)}/{(random.Next(2) == 0 ? "dismiss" : "acknowledge")}", new { reason = "重复" });
                break;
        }
    }

    /// <summary>Remembers for every board what its viewer sees now.</summary>
    private static async Task NoteAsync(Reference reference, Session everything, List<Shown> boards)
    {
        var alerts = reference.Alerts(await everything.AllAsync("/api/alerts?state=all", 500));
        foreach (var board in boards)
        {
            var seen = alerts.Where(a => reference.Sees(board.Account, a)).ToList();
            board.Seen["all"] = [.. seen.Select(a => a.Id)];
            board.Seen["open"] = [.. seen.Where(a => a.State == "open").Select(a => a.Id)];
            board.Ever.UnionWith(board.Seen["all"]);
        }
    }

    private static async Task CompareAsync(Reference reference, Session everything, List<Shown> boards)
    {
        await NoteAsync(reference, everything, boards);
        foreach (var board in boards)
        {
            Assert.True(board.Seen[board.State].Order().SequenceEqual(board.Ids.Order()), $"{board.Account} {board.State}: {string.Join(' ', board.Seen[board.State])} | {string.Join(' ', board.Ids)}");
            Assert.Empty(board.Named.Except(board.Ever));
        }
    }

    private Func<bool> Caught()
    {
        var (status, journal) = (server.Services.GetRequiredService<FollowerStatus>(), server.Services.GetRequiredService<IJournal>());
        return () => status.Position >= journal.HeadAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>What stands on one board, kept as the page keeps it.</summary>
    private sealed class Shown(string account, string state)
    {
        private RawBoard? board;
        private string? cursor;

        public string Account => account;

        public string State => state;

        public HashSet<string> Ids { get; } = [];

        /// <summary>Every alert that any message spoke of.</summary>
        public HashSet<string> Named { get; } = [];

        public HashSet<string> Ever { get; } = [];

        public Dictionary<string, List<string>> Seen { get; } = [];

        /// <summary>Names of the messages since the last opening.</summary>
        public List<string> Heard { get; } = [];

        public string? Reason { get; private set; }

        public static async Task<Shown> OpenAsync(ServerFixture server, string account, string state)
        {
            var shown = new Shown(account, state);
            shown.board = await RawBoard.OpenAsync(server, null, new { state }, server.HandlerOf(account));
            shown.Take("Reset", await shown.board.NextAsync("Reset"));
            return shown;
        }

        /// <summary>Until a heartbeat that was said after everything until now was heard of.</summary>
        public async Task ListenAsync(Func<bool> caught)
        {
            DateTimeOffset? since = null;
            for (var sure = false; !sure;)
            {
                if (since is null && caught()) since = TimeProvider.System.GetUtcNow();
                foreach (var (target, argument) in await board!.UntilHeartbeatAsync())
                {
                    Take(target, argument);
                    sure = target == "Heartbeat" && argument.GetProperty("at").GetDateTimeOffset() >= since;
                }
            }
        }

        public async Task UntilAsync(string target) => Take(target, await board!.NextAsync(target));

        public Task UntilClosedAsync() => board!.ClosedAsync();

        public async Task LeaveAsync()
        {
            if (board is not null) await board.DisposeAsync();
        }

        public async Task ResumeAsync(ServerFixture server)
        {
            Heard.Clear();
            board = await RawBoard.OpenAsync(server, cursor, new { state }, server.HandlerOf(account));
            foreach (var (target, argument) in await board.UntilHeartbeatAsync()) Take(target, argument);
        }

        private void Take(string target, JsonElement argument)
        {
            Heard.Add(target);
            switch (target)
            {
                case "Reset":
                    Ids.Clear();
                    Reason = argument.GetProperty("reason").GetString();
                    foreach (var item in argument.GetProperty("page").GetProperty("items").EnumerateArray()) Ids.Add(Name(item));
                    break;
                case "Changed":
                    Ids.Add(Name(argument.GetProperty("alert")));
                    break;
                case "Removed":
                    Ids.Remove(Name(argument));
                    break;
            }

            if (argument.TryGetProperty("cursor", out var next)) cursor = next.GetString();
        }

        private string Name(JsonElement alert)
        {
            var id = alert.GetProperty("id").GetString()!;
            Named.Add(id);
            return id;
        }
    }
}
