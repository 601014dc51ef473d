using Microsoft.Playwright;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>Nothing beside the window, nothing cut off, nothing untranslated, on a desk and on a phone.</summary>
public sealed class LayoutTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(1280, 720)]
    [InlineData(390, 844)]
    public async Task ListPanelAndForms_FitTheWindow_AndAreChinese(int width, int height)
    {
        var unit = $"U{width}";
        var first = await Server.CadreAsync(unit);
        await Server.BallotsAsync(first, dissatisfied: 60);
        await Server.BallotsAsync(await Server.CadreAsync(unit), dissatisfied: 30);
        var board = await OpenAsync(unit, width, height);
        await Assertions.Expect(board.Rows).ToHaveCountAsync(2);
        await LooksRightAsync(board, $"list-{width}");

        await board.OpenPanelAsync(first);
        await Assertions.Expect(board.Panel).ToContainTextAsync("该模式的准确情况");
        await LooksRightAsync(board, $"panel-{width}");

        await board.Action("acknowledge").ClickAsync();
        await Assertions.Expect(board.Panel).ToContainTextAsync("本机用户 签收");
        await board.Action("snooze").ClickAsync();
        await Assertions.Expect(board.Submit("snooze")).ToBeVisibleAsync();
        await LooksRightAsync(board, $"snooze-{width}");
        if (width < 768) return;

        await board.PressAsync("Escape");
        await Assertions.Expect(board.Submit("snooze")).ToHaveCountAsync(0);
        await board.PressAsync("?");
        await Assertions.Expect(board.Keys).ToContainTextAsync("启用单键操作");
        await LooksRightAsync(board, $"keys-{width}");
    }

    private static async Task LooksRightAsync(BoardPage board, string name)
    {
        await board.ShotAsync(name);
        Assert.True(await board.OverflowAsync() <= 0, $"{name}: the page is wider than the window");
        Assert.Equal([], await board.CutOffAsync());
        Assert.Equal([], await board.LatinWordsAsync());
    }
}
