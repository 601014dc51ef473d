using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>Whose page shows the measure as it is now: that of whoever took the last step.</summary>
public sealed class Turn
{
    public MeasureSheet? Last { get; set; }
}

/// <summary>A measure's page as one person of the office has it before them.</summary>
public sealed class MeasureSheet(IPage page, string server, Turn turn)
{
    public ILocator Form => page.GetByTestId("act-form");

    public ILocator Step(string action) => page.GetByTestId($"step-{action}");

    public Task OpenAsync(string id) => page.GotoAsync($"{server}/measures/{id}");

    public Task StandsAsync(string stage) => Expect(page.GetByTestId("measure")).ToHaveAttributeAsync("data-stage", stage);

    /// <summary>Takes one step with its form and waits until the page shows where it came to. The page is opened again where somebody else was at it.</summary>
    public async Task DoAsync(string id, string action, string stage, params (string Field, string Value)[] fields)
    {
        if (turn.Last != this) await OpenAsync(id);
        turn.Last = this;
        await page.GetByTestId($"do-{action}").ClickAsync();
        foreach (var (field, value) in fields) await FillAsync(field, value);
        await page.GetByTestId("submit-act").ClickAsync();
        await Expect(Form).ToHaveCountAsync(0);
        await StandsAsync(stage);
    }

    /// <summary>Drafts from the alert that the panel shows; answers the measure's id.</summary>
    public async Task<string> DraftAsync(ILocator panel, string kind, string code)
    {
        await panel.GetByTestId("action-draft").ClickAsync();
        await ChooseAsync("#draft-kind", kind);
        await ChooseAsync("#draft-codes", code);
        await page.Keyboard.PressAsync("Escape");
        await panel.Locator("#draft-matter").FillAsync("示例事项的办理");
        await panel.GetByTestId("submit-draft").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/measures/[0-9a-f]{32}$"));
        turn.Last = this;
        return page.Url[^32..];
    }

    private async Task FillAsync(string field, string value)
    {
        var entry = page.Locator($"#act-{field}");
        if (field is "agreed" or "outcome" or "mode" or "talker" or "talkerRank" or "recorder") await ChooseAsync($"#act-{field}", value);
        else await entry.FillAsync(value);
    }

    private async Task ChooseAsync(string field, string word)
    {
        await page.Locator(field).ClickAsync();
        await page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").Filter(new() { HasTextRegex = new Regex($"^{Regex.Escape(word)}$") }).ClickAsync();
    }
}
