using CadreWatch.Journal;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Tests.Hosting;

public sealed class OpenedSiloTests
{
    [Fact]
    public async Task StartThatFails_LetsGoOfTheStore()
    {
        var folder = Directory.CreateTempSubdirectory("cadre-watch-open-").FullName;
        var runtime = new RuntimeOptions { UnknownLimit = TimeSpan.FromMilliseconds(1), UnknownPause = TimeSpan.FromMilliseconds(2) };
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => OpenedSilo.OpenAsync(new()
        {
            DataFolder = folder,
            Runtime = runtime,
            Fault = p => p == FaultPoint.BeforeCommit ? throw new IOException("lost") : Task.CompletedTask,
        }));
        await using (var silo = await OpenedSilo.OpenAsync(new() { DataFolder = folder }))
            Assert.True(await silo.Journal.HeadAsync(CancellationToken.None) > 0);
        Directory.Delete(folder, recursive: true);
    }
}
