using Microsoft.Playwright;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>Drafting from the panel, and the gate, as a department head sees them.</summary>
public sealed class MeasurePagesTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task Draft_ByWhoMayNot_StaysOnThePage_AndSaysWhoMay()
    {
        var cadre = await Server.CadreAsync();
        await Server.BallotsAsync(cadre, dissatisfied: 60);
        var board = await OpenAsync(cadre.Unit);
        await board.OpenPanelAsync(cadre);
        await board.Panel.GetByTestId("action-draft").ClickAsync();
        await board.Panel.Locator("#draft-matter").FillAsync("测试事项");
        await board.Panel.GetByTestId("submit-draft").ClickAsync();
        await Assertions.Expect(board.Panel.GetByTestId("draft-form")).ToContainTextAsync("起草由干部监督机构承办人办理");
    }

    [Fact]
    public async Task Gate_WithoutABar_SaysThatNoneWasFound_AndLeavesTheChecklistToAPerson()
    {
        var cadre = await Server.CadreAsync();
        var page = await NewPageAsync(1440, 900, Server);
        await page.GotoAsync($"{Server.Url}/cadres/{cadre.Number}");
        await page.GetByTestId("to-gate").ClickAsync();
        await Assertions.Expect(page.GetByTestId("verdict")).ToContainTextAsync("未发现硬性限制");
        await Assertions.Expect(page.GetByTestId("gate")).ToContainTextAsync("干部档案必审");
        await Assertions.Expect(page.GetByTestId("gate")).Not.ToContainTextAsync("可以提拔");
    }
}
