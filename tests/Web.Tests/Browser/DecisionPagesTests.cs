using System.Text;
using CadreWatch.Silo.Demo.Learning;
using CadreWatch.Web.Tests.Browser.People;
using CadreWatch.Web.Tests.Policies;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>政策 and 风险模型: what one person puts up and a second one decides.</summary>
public sealed class DecisionPagesTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const string Proposer = "office.deputy";

    [Fact]
    public async Task Policy_IsProposedByOne_TriedOnThePast_AndApprovedByAnother()
    {
        await Server.BallotsAsync(await Server.CadreAsync(), dissatisfied: 60);
        var mine = await EnterAsync(Proposer, "/policies");
        await mine.GetByTestId("propose-policy").SetInputFilesAsync(FileOf("policy.yaml", PolicyText.Of("2031-01", ("黄色起算件数, value: 3", "黄色起算件数, value: 4"))));
        var proposed = mine.GetByTestId("policy");
        await Expect(proposed).ToContainTextAsync("2031-01　待审定");
        await Expect(proposed).ToContainTextAsync("与现行版本有 1 处不同");
        await Expect(proposed).ToContainTextAsync("须由提交人以外的另一人审定");
        await Expect(Button(proposed, "审定")).ToHaveCountAsync(0);

        var theirs = await NewPageAsync(1280, 800, Server);
        await theirs.GotoAsync($"{Server.Url}/policies?version=2031-01");
        await theirs.GetByTestId("to-backtest").ClickAsync();
        await theirs.GetByTestId("start-backtest").ClickAsync();
        await Expect(theirs.GetByTestId("backtest")).ToContainTextAsync("用时");
        await theirs.GetByText("返回政策").ClickAsync();
        await Button(theirs.GetByTestId("policy"), "审定").ClickAsync();
        await theirs.Locator("#policy-from").FillAsync("2031-01-01");
        await theirs.Keyboard.PressAsync("Enter");
        await theirs.GetByTestId("decide-policy").ClickAsync();
        await Expect(theirs.GetByTestId("policy")).ToContainTextAsync("已审定，待施行");
        await Expect(theirs.GetByTestId("policy")).ToContainTextAsync("2031-01-01");
        await FitsAsync(theirs, "policies");
    }

    [Fact]
    public async Task Model_IsPutUpByOne_ComparedWithAnother_AndDecidedByASecondPerson()
    {
        var mine = await EnterAsync(Proposer, "/models");
        var proposal = DemoModel.Proposal();
        foreach (var version in new[] { "M-2026-06", "M-2031-01" })
        {
            var file = proposal with { Model = proposal.Model.Replace("M-2026-06", version, StringComparison.Ordinal) };
            await mine.Locator(".models-upload input").SetInputFilesAsync(FileOf("model.json", Encoding.UTF8.GetString(file.Write())));
            await Expect(Row(mine, version)).ToContainTextAsync("待审定");
        }

        await Expect(Button(mine.GetByTestId("models"), "审定进入试运行")).ToHaveCountAsync(0);
        foreach (var version in new[] { "M-2026-06", "M-2031-01" }) await Row(mine, version).GetByRole(AriaRole.Checkbox).CheckAsync();
        await Expect(mine.GetByTestId("compare").GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(["指标", "M-2026-06", "M-2031-01"]);

        var theirs = await NewPageAsync(1280, 800, Server);
        await theirs.GotoAsync($"{Server.Url}/models?model=M-2026-06");
        await Button(theirs.GetByTestId("models"), "审定进入试运行").ClickAsync();
        await Expect(Row(theirs, "M-2026-06")).ToContainTextAsync("试运行");
        await Row(theirs, "M-2031-01").ClickAsync();
        await Button(theirs.GetByTestId("models"), "不予通过").ClickAsync();
        await theirs.Locator("#model-reason").FillAsync("与在册模型相同");
        await Button(theirs.GetByTestId("models"), "不予通过").ClickAsync();
        await Expect(Row(theirs, "M-2031-01")).ToContainTextAsync("未通过");
        await Expect(theirs.GetByTestId("models")).ToContainTextAsync("与在册模型相同");
        await FitsAsync(theirs, "models");
    }

    private static ILocator Row(IPage page, string version) => page.GetByTestId("models").GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Button, new() { Name = version, Exact = true }) });

    private static ILocator Button(ILocator within, string name) => within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static FilePayload FileOf(string name, string text) => new() { Name = name, MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(text) };

    private async Task FitsAsync(IPage page, string name)
    {
        var looks = new BoardPage(page, Server.Url, null);
        await looks.ShotAsync($"{name}-1280");
        Assert.True(await looks.OverflowAsync() <= 0, $"{name} is wider than the window");
        Assert.Equal([], await looks.CutOffAsync());
    }

    private async Task<IPage> EnterAsync(string account, string path)
    {
        var page = await NewStrangerAsync();
        await page.GotoAsync(Server.Url + path);
        await new DoorPage(page).SignInAsync(account, ServerFixture.PasswordOf(account));
        return page;
    }
}
