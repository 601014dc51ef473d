using System.Net;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Identity;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Meetings;

/// <summary>A meeting over the interface: a deputy head convenes, a supervisor records, two liaisons and a guest of little clearance take part; three people on the agenda.</summary>
internal sealed class MeetingCase
{
    private static int last;
    private readonly ServerFixture server;
    private readonly string suffix = $"m{Interlocked.Increment(ref last)}";

    private MeetingCase(ServerFixture server) => this.server = server;

    public string Id { get; private set; } = "";

    public List<string> Cadres { get; } = [];

    public List<string> Alerts { get; } = [];

    public Access.Session Convener => As("convener");

    public Access.Session Recorder => As("recorder");

    public string Name(string account) => $"{account}.{suffix}";

    public Access.Session As(string account) => new(server, Name(account));

    public static string Item(string cadre) => $"p-{cadre}";

    /// <summary>Called, with alerts on each of three people; the liaison <c>first</c> is a relative of the second person. The recorder presents too.</summary>
    /// <param name="more">Liaisons of further units, each of one named as the account.</param>
    public static async Task<MeetingCase> CallAsync(ServerFixture server, params string[] more)
    {
        var made = new MeetingCase(server);
        await made.OpenAsync("convener", Role.DeputyHead, Secrecy.Secret);
        await made.OpenAsync("recorder", Role.Supervisor, Secrecy.Secret);
        await made.OpenAsync("first", Role.AgencyLiaison, Secrecy.Confidential);
        await made.OpenAsync("second", Role.AgencyLiaison, Secrecy.Confidential);
        await made.OpenAsync("guest", Role.AgencyLiaison, Secrecy.Internal);
        await made.OpenAsync("outsider", Role.DepartmentHead, Secrecy.Secret);
        foreach (var account in more) await made.OpenAsync(account, Role.AgencyLiaison, Secrecy.Confidential);
        for (var i = 0; i < 3; i++)
        {
            var alert = await server.AlertAsync();
            made.Cadres.Add(alert.GetProperty("cadre").GetString()!);
            made.Alerts.Add(alert.GetProperty("id").GetString()!);
        }

        await made.RelativesAsync("first", made.Cadres[1]);
        var answer = await PostAsync(made.Convener, "/api/meetings", new
        {
            year = 2026,
            number = 4,
            convener = made.Name("convener"),
            recorder = made.Name("recorder"),
            presenters = new[] { made.Name("convener"), made.Name("recorder") },
            participants = new[] { ("first", "SJ"), ("second", "XF"), ("guest", "GS") }.Concat(more.Select(m => (m, m))).Select(p => new { account = made.Name(p.Item1), unit = p.Item2 }),
        });
        made.Id = answer.GetProperty("meeting").GetString()!;
        return made;
    }

    /// <summary>With the three people on the agenda, and frozen.</summary>
    public static async Task<MeetingCase> FrozenAsync(ServerFixture server, params string[] more)
    {
        var made = await CallAsync(server, more);
        await made.DoAsync(made.Recorder, "agenda", new { items = made.Cadres.Select(c => new { cadre = c }) });
        await made.DoAsync(made.Recorder, "freeze", new { });
        return made;
    }

    /// <summary>Live, with these and the convener and recorder in the room, the first item on.</summary>
    public static async Task<MeetingCase> LiveAsync(ServerFixture server, params string[] inRoom)
    {
        var made = await FrozenAsync(server);
        await made.BeginAsync(inRoom);
        return made;
    }

    /// <summary>Everybody named signs in with the convener and the recorder, the convener starts, and the first item is on.</summary>
    public async Task BeginAsync(params string[] inRoom)
    {
        foreach (var account in inRoom.Prepend("recorder").Prepend("convener")) await DoAsync(As(account), "signIn", new { });
        await DoAsync(Convener, "start", new { });
        await ShowAsync(0);
    }

    public Task ShowAsync(int person) => DoAsync(Convener, "show", new { item = Item(Cadres[person]) });

    public Task<(HttpStatusCode Status, string Body)> ActAsync(Access.Session session, string action, object body) => session.PostAsync($"/api/meetings/{Id}/{action}", body);

    public Task<JsonElement> DoAsync(Access.Session session, string action, object body) => PostAsync(session, $"/api/meetings/{Id}/{action}", body);

    public async Task<JsonElement> ScreenAsync(string account) => await As(account).JsonAsync($"/api/meetings/{Id}/screen");

    public async Task<JsonElement> StageAsync() => await Convener.JsonAsync($"/api/meetings/{Id}/stage");

    public Task RelativesAsync(string account, params string[] relatives) => AskAsync(account, (id, at) =>
        new ChangeRights(id, at, "test", [new(Role.AgencyLiaison, [CaseFacts.Root], null, Secrecy.Confidential)], null, relatives, Sealed("测试")));

    public Task DisableAsync(string account) => AskAsync(account, (id, at) => new DisableAccount(id, at, "test", Sealed("离任")));

    public static List<string> Ids(JsonElement screen, string list) => [.. screen.GetProperty(list).EnumerateArray().Select(p => p.GetProperty("id").GetString()!)];

    private async Task OpenAsync(string account, Role role, Secrecy clearance)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var holders = scope.ServiceProvider.GetRequiredService<AccountHolders>();
        Assert.Null(await holders.OpenAsync(Name(account), $"测试{account}", [new Assignment(role, [CaseFacts.Root], null, clearance)], "system", default));
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Credential>>();
        Assert.True((await users.CreateAsync(new() { Id = Name(account), UserName = Name(account), PasswordHash = ServerFixture.HashBy(users) })).Succeeded);
    }

    private async Task AskAsync(string account, Func<Guid, DateTimeOffset, Command> command)
    {
        var runtime = server.Services.GetRequiredService<IGrainRuntime>();
        Assert.IsNotType<Refusal>(await runtime.AskAsync(AccountGrain.IdOf(Name(account)), command(Guid.NewGuid(), TimeProvider.System.GetUtcNow())));
        await server.Services.GetRequiredService<PeopleDirectory>().RefreshAsync(default);
    }

    private static async Task<JsonElement> PostAsync(Access.Session session, string path, object body)
    {
        var (status, said) = await session.PostAsync(path, body);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {(int)status} {said}");
        return JsonSerializer.Deserialize<JsonElement>(said);
    }

    private static SealedText Sealed(string text) => SealedText.Of(text, Guid.NewGuid().ToByteArray());
}
