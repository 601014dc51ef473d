using Microsoft.Playwright;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>The side panel: its address, and what it refuses.</summary>
public sealed class PanelTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task Dismissal_IsRefusedWithoutAReason_AndWithOneTheAlertLeavesTheList()
    {
        var cadre = await Server.CadreAsync();
        await Server.BallotsAsync(cadre, dissatisfied: 60);
        var board = await OpenAsync(cadre.Unit);
        var alert = await board.OpenPanelAsync(cadre);
        await board.Action("dismiss").ClickAsync();
        await board.Submit("dismiss").ClickAsync();
        await Assertions.Expect(board.Mistake).ToContainTextAsync("请写明理由");
        Assert.Equal("open", await Server.StateAsync(alert));
        await Assertions.Expect(board.Rows).ToHaveCountAsync(1);

        await board.Reason.FillAsync("票数录入有误，已由区委组织部更正");
        await board.Submit("dismiss").ClickAsync();
        await Assertions.Expect(board.Rows).ToHaveCountAsync(0);
        await Assertions.Expect(board.Panel).ToContainTextAsync("本预警已排除");
        Assert.Equal("dismissed", await Server.StateAsync(alert));
    }

    [Fact]
    public async Task AlertMergedIntoTheOtherOneOfThePerson_LeavesTheList()
    {
        var cadre = await Server.CadreAsync();
        await Server.BallotsAsync(cadre, dissatisfied: 60);
        await Server.LateRectificationAsync(cadre);
        var board = await OpenAsync(cadre.Unit);
        await Assertions.Expect(board.Rows).ToHaveCountAsync(2);
        var (merged, other) = await board.IdsAsync() is [var first, var second] ? (first, second) : default;
        await board.Row(merged!).ClickAsync();
        await board.Action("more").ClickAsync();
        await board.Entry("并案…").ClickAsync();
        await board.Reason.FillAsync("同一事项，一并办理");
        await board.Submit("merge").ClickAsync();
        await Assertions.Expect(board.Panel).ToContainTextAsync("本预警已并入另一条预警");
        await Assertions.Expect(board.Rows).ToHaveCountAsync(1);
        Assert.Equal(("merged", "open"), (await Server.StateAsync(merged!), await Server.StateAsync(other!)));
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Panel_HasItsOwnAddress_AndBackClosesIt(int width, int height)
    {
        var cadre = await Server.CadreAsync();
        await Server.BallotsAsync(cadre, dissatisfied: 60);
        var board = await OpenAsync(cadre.Unit, width, height);
        var alert = await board.OpenPanelAsync(cadre);
        Assert.Equal($"/alerts/{alert}", board.Path);
        await board.BackAsync();
        await Assertions.Expect(board.Panel).ToHaveCountAsync(0);
        Assert.Equal("/", board.Path);

        await board.OpenAsync($"/alerts/{alert}");
        await Assertions.Expect(board.Panel).ToContainTextAsync(cadre.Name);
    }
}
