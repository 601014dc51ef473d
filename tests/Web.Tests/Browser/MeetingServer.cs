using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Silo.Hosting;
using CadreWatch.Web.Tests.Meetings;
using CadreWatch.Web.Tests.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>
/// One server process for the tests of meetings and reports, killed in one of them: a meeting that can begin, one that is on, a round that is asked, one of a month
/// that is over. Whoever takes part signed in before, so that no test waits for a password to be checked.
/// </summary>
public sealed class MeetingServer : IAsyncLifetime
{
    /// <summary>With two people each, all of whom enter.</summary>
    public const int EnteringUnits = 13;

    public const int Listed = 8;

    private readonly ConcurrentDictionary<string, CookieCollection> cookies = new();

    public ServerProcess Process { get; private set; } = null!;

    internal MeetingCase Frozen { get; private set; } = null!;

    /// <summary>On, with five units in the room.</summary>
    internal MeetingCase Live { get; private set; } = null!;

    internal static string[] InTheRoom { get; } = ["first", "second", "guest", "third", "fourth"];

    /// <summary>Id of the round that <see cref="EnteringUnits"/> units are asked in, and whom it lists.</summary>
    internal (string Id, IReadOnlyList<string> People) Asked { get; private set; }

    internal PastRound Past { get; private set; } = null!;

    /// <summary>One of the two people of a unit, from 1.</summary>
    public static string Entering(int unit, int person) => $"entering.{unit}.{person}";

    public CookieCollection CookiesOf(string account) => cookies[account];

    public async ValueTask InitializeAsync() => Process = await ServerProcess.StartNewAsync(PrepareAsync);

    public async ValueTask DisposeAsync()
    {
        if (Process is not null) await Process.DisposeAsync();
    }

    private async Task PrepareAsync(ServerFixture before)
    {
        Frozen = await MeetingCase.FrozenAsync(before);
        foreach (var account in new[] { "convener", "recorder", "first" }) await KeepAsync(before, Frozen.Name(account));
        Live = await MeetingCase.FrozenAsync(before, "third", "fourth");
        await Live.BeginAsync(InTheRoom);
        foreach (var account in InTheRoom.Append("convener").Append("recorder")) await KeepAsync(before, Live.Name(account));
        await AskAsync(before);
        var people = new List<string>();
        for (var i = 0; i < 9; i++) people.Add(await before.CadreAsync());
        Past = await PastRound.PutAsync(
            before.Services.GetRequiredService<OpenedSilo>(), people, [("p1", "示例一单位"), ("p2", "示例二单位")], [ServerFixture.Account],
            [.. people.Take(7).Select(p => ("p1", p, Secrecy.Internal)), ("p2", people[8], Secrecy.Internal)]);
    }

    private async Task AskAsync(ServerFixture before)
    {
        await Task.WhenAll(Units().SelectMany(u => new[] { Entering(u, 1), Entering(u, 2) }).Select(async account =>
        {
            await before.OpenAccountAsync(account, Role.AgencyLiaison);
            await KeepAsync(before, account);
        }));
        var people = new List<string>();
        for (var i = 0; i < Listed; i++) people.Add(await before.CadreAsync());
        var office = new Access.Session(before, ServerFixture.Account);
        var units = Units().Select(u => new { id = $"e{u}", name = $"测试单位{u}", liaison = Entering(u, 1), deputy = Entering(u, 2), kind = "audit", secrecy = "confidential", asked = new[] { "specialSupervision" } });
        var (status, body) = await office.PostAsync("/api/joint-reviews", new { people, units });
        Assert.True(status == HttpStatusCode.OK, body);
        Asked = (JsonDocument.Parse(body).RootElement.GetProperty("round").GetString()!, people);
        (status, body) = await office.PostAsync($"/api/joint-reviews/{Asked.Id}/letters", new { });
        Assert.True(status == HttpStatusCode.OK, body);
        await JointReviews.ReviewRound.UntilSheetsAsync(before, Asked.Id, Units().Select(u => $"e{u}"));
    }

    private static IEnumerable<int> Units() => Enumerable.Range(1, EnteringUnits);

    private async Task KeepAsync(ServerFixture before, string account)
    {
        var page = before.HandlerOf(account);
        await page.PrepareAsync(before);
        cookies[account] = page.Cookies.GetAllCookies();
    }
}
