using System.Diagnostics;
using Microsoft.Playwright;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>What comes to an open board without a reload, also over a killed server.</summary>
[Collection(TimedBrowserTests.Name)]
public sealed class LiveBoardTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task PostedAlert_AppearsOnAnOpenBoard()
    {
        var cadre = await Server.CadreAsync();
        var board = await OpenAsync(cadre.Unit);
        var watch = Stopwatch.StartNew();
        await Server.BallotsAsync(cadre, dissatisfied: 60);
        await Assertions.Expect(board.Row(cadre)).ToHaveCountAsync(1);
        Within(BoardPage.Live, watch, "posted alert on an open board");
        await Assertions.Expect(board.Row(cadre)).ToContainTextAsync("待签收");
    }

    [Fact]
    public async Task Acknowledgement_ShowsInAnotherBrowser()
    {
        var cadre = await Server.CadreAsync();
        await Server.BallotsAsync(cadre, dissatisfied: 60);
        var mine = await OpenAsync(cadre.Unit);
        var yours = await OpenAsync(cadre.Unit);
        await Assertions.Expect(yours.Row(cadre)).ToContainTextAsync("待签收");
        await mine.OpenPanelAsync(cadre);
        var watch = Stopwatch.StartNew();
        await mine.Action("acknowledge").ClickAsync();
        await Assertions.Expect(yours.Row(cadre)).ToContainTextAsync("处理中");
        Within(BoardPage.Live, watch, "acknowledgement in another browser");
        await Assertions.Expect(mine.Action("acknowledge")).ToHaveTextAsync("已签收E");
        await Assertions.Expect(yours.Rows).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task KilledServer_ComesBackUnderAnOpenBoard_NothingMissingNothingDoubled()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var before = await server.CadreAsync("U9");
        var after = new[] { await server.CadreAsync("U9"), await server.CadreAsync("U9"), await server.CadreAsync("U9") };
        await server.BallotsAsync(before, dissatisfied: 60);
        var board = await OpenAsync("U9", server: server);
        await Assertions.Expect(board.Rows).ToHaveCountAsync(1);

        await server.KillAsync();
        await board.IsAsync("reconnecting");
        await Assertions.Expect(board.Rows).ToHaveCountAsync(1);
        await server.StartAsync();
        var watch = Stopwatch.StartNew();
        foreach (var cadre in after) await server.BallotsAsync(cadre, dissatisfied: 60);

        await board.IsAsync("live");
        await Assertions.Expect(board.Rows).ToHaveCountAsync(4);
        Print($"live and whole again {watch.ElapsedMilliseconds} ms after the server was ready");
        foreach (var cadre in after) await Assertions.Expect(board.Row(cadre)).ToHaveCountAsync(1);
        Assert.Equal((await server.OpenAlertsAsync("U9")).Order(), (await board.IdsAsync()).Order());
    }

    [Fact]
    public async Task RaisedLevel_MustBeAcknowledgedAgain()
    {
        var cadre = await Server.CadreAsync();
        await Server.BallotsAsync(cadre, dissatisfied: 30);
        var board = await OpenAsync(cadre.Unit);
        await board.OpenPanelAsync(cadre);
        await board.Action("acknowledge").ClickAsync();
        await Assertions.Expect(board.Row(cadre)).ToContainTextAsync("处理中");
        await Assertions.Expect(board.Row(cadre)).ToHaveAttributeAsync("data-level", "2");

        await Server.BallotsAsync(cadre, dissatisfied: 60);
        await Assertions.Expect(board.Row(cadre)).ToHaveAttributeAsync("data-level", "1");
        await Assertions.Expect(board.Row(cadre)).ToContainTextAsync("待签收");
        await Assertions.Expect(board.Panel).ToContainTextAsync("由橙升红，须重新签收");
        await board.Action("acknowledge").ClickAsync();
        await Assertions.Expect(board.Row(cadre)).ToContainTextAsync("处理中");
    }

    private static void Within(TimeSpan limit, Stopwatch watch, string what)
    {
        Print($"{what}: {watch.ElapsedMilliseconds} ms");
        Assert.True(watch.Elapsed < limit, $"{what}: {watch.ElapsedMilliseconds} ms, not under {limit.TotalSeconds} s");
    }
}
