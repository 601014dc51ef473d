using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.JointReviews;

/// <summary>An open round of invented people whose letters went out: units u1 to u8, each with a liaison and a second person of its own.</summary>
internal sealed class ReviewRound(ServerFixture server, string id, IReadOnlyList<string> people)
{
    public const int Units = 8;
    public const string Unit = "u1";
    public const string OtherUnit = "u2";

    /// <summary>The liaison and the second person of each unit, those of u1 first.</summary>
    public static readonly string[] Accounts = [.. Enumerable.Range(1, Units).SelectMany(i => new[] { $"liaison.{i}", $"second.{i}" })];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Id => id;

    /// <summary>Numbers, ascending.</summary>
    public IReadOnlyList<string> People => people;

    public string Path => $"/api/joint-reviews/{id}";

    public string UnitPath => $"{Path}/units/{Unit}";

    /// <summary>Who opened it, sees everything and may approve.</summary>
    public Access.Session Office { get; } = new(server, ServerFixture.Account);

    public Access.Session Liaison { get; } = new(server, "liaison.1");

    public Access.Session Second { get; } = new(server, "second.1");

    public Access.Session Stranger { get; } = new(server, "liaison.2");

    public static async Task<ReviewRound> OpenAsync(ServerFixture server, int people = 3, params string[] knowing)
    {
        foreach (var account in Accounts) await server.OpenHolderAsync(account, Role.AgencyLiaison);
        var office = new Access.Session(server, ServerFixture.Account);
        var numbers = new List<string>();
        for (var i = 0; i < people; i++) numbers.Add(await server.CadreAsync());
        var (status, body) = await office.PostAsync("/api/joint-reviews", new { people = numbers.AsEnumerable().Reverse(), units = Members(), knowing });
        Assert.True(status == HttpStatusCode.OK, body);
        var round = new ReviewRound(server, JsonSerializer.Deserialize<JsonElement>(body).GetProperty("round").GetString()!, [.. numbers.Order(StringComparer.Ordinal)]);
        (status, body) = await office.PostAsync($"{round.Path}/letters", new { });
        Assert.True(status == HttpStatusCode.OK, body);
        await UntilSheetsAsync(server, round.Id, Enumerable.Range(1, Units).Select(i => $"u{i}"));
        return round;
    }

    public static IEnumerable<object> Members() => Enumerable.Range(1, Units).Select(i => new
    {
        id = $"u{i}",
        name = $"测试单位{i}",
        liaison = $"liaison.{i}",
        deputy = $"second.{i}",
        kind = "audit",
        secrecy = "confidential",
        asked = new[] { "specialSupervision" },
    });

    public static object Clear(string cadre, int? seen = null) => new { cadre, answer = "noObjection", seen };

    public static object Objection(string cadre, string text, string? secrecy = null, params object[] attachments) => new
    {
        cadre,
        answer = "objection",
        secrecy,
        facts = new[] { new { @class = "specialSupervision", from = "2025-11-20", status = "substantiated", responsibility = "leadership", text, basis = "审计报告", attachments } },
    };

    public async Task<JsonElement> OkAsync(Access.Session who, string path, object body)
    {
        var (status, said) = await who.PostAsync(path, body);
        Assert.True(status == HttpStatusCode.OK, $"{id} {who.Account} {path}: {(int)status} {said}");
        return JsonSerializer.Deserialize<JsonElement>(said);
    }

    public Task<JsonElement> EnterAsync(Access.Session who, params object[] entries) => OkAsync(who, $"{UnitPath}/opinions", new { entries });

    public Task<JsonElement> ConfirmAsync(Access.Session who, int revision, params string[] cadres) =>
        OkAsync(who, $"{UnitPath}/confirm", new { cells = cadres.Select(cadre => new { cadre, revision }) });

    public async Task<string> CellsAsync(Access.Session who, string unit = Unit) => (await who.JsonAsync($"{Path}/units/{unit}")).GetProperty("cells").GetString()!;

    public async Task<(HttpStatusCode Status, byte[] Bytes)> FileAsync(string account, string path)
    {
        using var answer = await server.As(account).GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
    }

    public async Task<(HttpStatusCode Status, string Body)> UploadAsync(string account, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        using var answer = await server.As(account).PostAsync($"{UnitPath}/table", content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The letters reach the sheets by a reaction; waits for appends, not for time.</summary>
    public static async Task UntilSheetsAsync(ServerFixture server, string round, IEnumerable<string> units)
    {
        foreach (var unit in units) await UntilAsync(server, round, unit, s => s.Unit is not null);
    }

    /// <summary>What a round decides reaches its sheets by a reaction; waits for appends, not for time.</summary>
    public static async Task UntilAsync(ServerFixture server, string round, string unit, Func<SheetState, bool> reached)
    {
        var silo = server.Services.GetRequiredService<OpenedSilo>();
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var head = await silo.Journal.HeadAsync(limit.Token);
            if (reached(await silo.Engine.StateAsync<SheetState>(SheetGrain.IdOf(round, unit), limit.Token))) return;
            await silo.Journal.WaitForAppendAsync(head, Patience, limit.Token);
        }
    }
}
