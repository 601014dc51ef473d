using CadreWatch.Silo.Anchors;
using CadreWatch.Silo.Hosting;
using CadreWatch.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace CadreWatch.Silo.Tests.Anchors;

public sealed class AnchorKeeperTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-anchors-").FullName;
    private readonly ManualTimeProvider time = new(new(2026, 10, 12, 2, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task NewHead_IsAnchoredOnce()
    {
        await using var silo = await OpenedSilo.OpenAsync(new() { DataFolder = folder, Time = time });
        using var keeper = Keeper(silo);

        Assert.True(await keeper.AnchorAsync(CancellationToken.None));
        Assert.False(await keeper.AnchorAsync(CancellationToken.None));
        await AppendAsync(silo);
        Assert.True(await keeper.AnchorAsync(CancellationToken.None));

        Assert.Equal(2, Lines().Length);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, AnchorKeeper.KeyFile)));
    }

    [Fact]
    public async Task TornLine_IsReplacedByAWholeOne()
    {
        await using var silo = await OpenedSilo.OpenAsync(new() { DataFolder = folder, Time = time });
        using var keeper = Keeper(silo);
        Assert.True(await keeper.AnchorAsync(CancellationToken.None));
        await File.AppendAllTextAsync(Path.Combine(folder, AnchorKeeper.AnchorsFile), "1 torn 12");
        await AppendAsync(silo);

        Assert.True(await keeper.AnchorAsync(CancellationToken.None));

        Assert.Equal(2, Lines().Length);
        Assert.All(Lines(), line => Assert.Equal(6, line.Split(' ').Length));
    }

    [Fact]
    public async Task Failure_IsNotFatal()
    {
        await using var silo = await OpenedSilo.OpenAsync(new() { DataFolder = folder, Time = time });
        Directory.CreateDirectory(Path.Combine(folder, AnchorKeeper.AnchorsFile));
        using var keeper = Keeper(silo);
        Assert.False(await keeper.AnchorAsync(CancellationToken.None));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Task AppendAsync(OpenedSilo silo) =>
        silo.Journal.AppendAsync([new("test/1", 0, [new(Guid.NewGuid(), [new("test.happened", 1, "{}"u8.ToArray())], [])], [])], CancellationToken.None);

    private AnchorKeeper Keeper(OpenedSilo silo) => new(silo, silo.Journal, time, NullLogger<AnchorKeeper>.Instance);

    private string[] Lines() => File.ReadAllLines(Path.Combine(folder, AnchorKeeper.AnchorsFile));
}
