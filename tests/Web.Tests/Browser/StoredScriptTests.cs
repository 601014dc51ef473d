using Microsoft.Playwright;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>Script in every text that a source or a user can put in: shown as text, run by nothing.</summary>
public sealed class StoredScriptTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const string Script = "<img src=x onerror=window.ran=1><svg onload=window.ran=2>";

    [Fact]
    public async Task ScriptInEveryText_IsShownAsText_AndRunsNowhere()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var cadre = await server.HostileCadreAsync(Script);
        var page = await NewPageAsync(1440, 900, server);
        var refused = new List<string>();
        page.Dialog += (_, dialog) => refused.Add(dialog.Message);
        var board = new BoardPage(page, server.Url, cadre.Unit);
        await board.OpenAsync();
        await Assertions.Expect(board.Rows).ToHaveCountAsync(1);
        await board.Rows.First.ClickAsync();
        await Assertions.Expect(board.Panel).ToContainTextAsync("该模式的准确情况");
        await board.Action("dismiss").ClickAsync();
        await board.Reason.FillAsync(Script);
        await board.Submit("dismiss").ClickAsync();
        await Assertions.Expect(board.Panel).ToContainTextAsync("本预警已排除");
        await Assertions.Expect(board.Panel).ToContainTextAsync("onerror");
        Assert.Equal("none", await page.EvaluateAsync<string>("() => String(window.ran ?? 'none')"));
        Assert.Empty(refused);
    }

    [Fact]
    public async Task InlineScript_IsRefusedByThePolicyItself()
    {
        var page = await NewPageAsync(1280, 720, Server);
        await page.GotoAsync(Server.Url);
        var ran = await page.EvaluateAsync<string>(
            """
            () => new Promise(done => {
              document.addEventListener('securitypolicyviolation', e => done(e.effectiveDirective), { once: true })
              const script = document.createElement('script')
              script.textContent = 'window.ran = 1'
              document.head.append(script)
              setTimeout(() => done(String(window.ran ?? 'nothing')), 2000)
            })
            """);
        Assert.StartsWith("script-src", ran, StringComparison.Ordinal);
    }
}
