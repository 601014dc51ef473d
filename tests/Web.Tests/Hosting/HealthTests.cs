using System.Net;
using System.Text.Json;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Reactors;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Hosting;

public sealed class HealthTests : IDisposable
{
    private readonly ServerFixture server = new() { Replace = services => services.AddSingleton<IReaction, Broken>() };

    [Fact]
    public async Task StoppedReactor_IsNotReady_AndSaysSo()
    {
        await server.CadreAsync();
        await server.Services.GetRequiredService<Reactor>().ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));

        using var answer = await server.Stranger.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("reactorStopped", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }

    public void Dispose() => server.Dispose();

    private sealed class Broken : IReaction
    {
        public string Name => "broken";

        public bool Concerns(string eventName) => eventName == "cadre.rosterRecorded";

        public ValueTask<IReadOnlyList<Errand>> ReactAsync(FollowedEvent followed, CancellationToken cancel) => throw new InvalidDataException("broken on purpose");
    }
}
