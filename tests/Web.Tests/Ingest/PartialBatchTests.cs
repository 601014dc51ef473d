using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Ingest;

/// <summary>Batches of which a part goes wrong below the edge.</summary>
public sealed class PartialBatchTests
{
    private const string Bad = "T0002";

    [Fact]
    public async Task BugInOneCommand_CostsItsRowAlone()
    {
        await using var server = Server(_ => throw new InvalidOperationException("secret"));
        var (good, bad) = (await server.CadreAsync(), await server.CadreAsync());
        var result = await server.PostAsync("/api/signals", new[] { ServerFixture.Ballots(good), ServerFixture.Ballots(bad) });
        Assert.Equal(1, result.GetProperty("accepted").GetInt32());
        var rejected = Assert.Single(result.GetProperty("rejected").EnumerateArray());
        Assert.Equal((1, "internal"), (rejected.GetProperty("row").GetInt32(), rejected.GetProperty("rule").GetString()));
        Assert.DoesNotContain("secret", rejected.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "storeUnavailable")]
    [InlineData(true, "unknownOutcome")]
    public async Task StoreAway_StaysAnAnswerForTheWholeBatch(bool unknown, string code)
    {
        await using var server = Server(_ => throw (unknown ? new OutcomeUnknownException("lost") : new JournalUnavailableException("away")));
        var (good, bad) = (await server.CadreAsync(), await server.CadreAsync());
        using var answer = await server.Source.PostAsJsonAsync("/api/signals", new[] { ServerFixture.Ballots(good), ServerFixture.Ballots(bad) });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task RefusalForOneSubject_NamesIt_AndSaysThatTheOtherWasTaken()
    {
        await using var server = Server(_ => Task.FromResult<object>(new Refusal("contentDiffers", "内容不同。", "knownOn")));
        var (good, bad) = (await server.CadreAsync(), await server.CadreAsync());
        var row = $$"""
            {"source":"s","externalId":"1","kind":"complaint","category":"other","severity":2,"status":"reported","occurredOn":"2026-01-02","knownOn":"2026-01-03",
            "subjects":[{"cadre":"{{good}}","responsibility":"direct"},{"cadre":"{{bad}}","responsibility":"direct"}]}
            """.ReplaceLineEndings("");
        using var answer = await server.SendAsync("/api/signals", row);
        var rejected = Assert.Single((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("rejected").EnumerateArray());
        Assert.Equal("subjects[1].knownOn", rejected.GetProperty("field").GetString());
        Assert.Contains("1 人已受理", rejected.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    /// <summary>A server where signals about the second cadre meet <paramref name="trouble"/>; the roster passes.</summary>
    private static ServerFixture Server(Func<Command, Task<object>> trouble) => new()
    {
        Replace = services => services.AddSingleton<IGrainRuntime>(s => new TroubledRuntime(s.GetRequiredService<OpenedSilo>().Engine, trouble)),
    };

    private sealed class TroubledRuntime(LocalEngine inner, Func<Command, Task<object>> trouble) : IGrainRuntime
    {
        public Task<object> AskAsync(GrainId grain, Command command, CancellationToken cancel = default) => inner.AskAsync(grain, command, cancel);

        public IReservation Reserve(int commands) => new TroubledReservation(inner.Reserve(commands), trouble);

        public Task<TState> StateAsync<TState>(GrainId grain, CancellationToken cancel = default)
            where TState : class => inner.StateAsync<TState>(grain, cancel);
    }

    private sealed class TroubledReservation(IReservation inner, Func<Command, Task<object>> trouble) : IReservation
    {
        public async Task<object> AskAsync(GrainId grain, Command command) =>
            grain.Key == Bad && command is Grains.Cadres.RecordSignal ? await trouble(command) : await inner.AskAsync(grain, command);

        public void Dispose() => inner.Dispose();
    }
}
