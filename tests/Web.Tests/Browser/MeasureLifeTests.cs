using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>Measures from alert to archive, each person of the office signed in with a browser of their own at the same time.</summary>
public sealed class MeasureLifeTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private static readonly (string, string)[] Agreed = [("agreed", "同意"), ("text", "同意。")];
    private static readonly (string, string)[] Replied = [("counterSigner", "T9999"), ("text", "有关情况说明如下（示例）。")];
    private readonly Turn turn = new();

    [Fact]
    public async Task Reminder_GoesFromAlertToArchive_ThroughThreePeople()
    {
        var (staff, page) = await SignInAsync("office.staff");
        var (deputy, _) = await SignInAsync("office.deputy");
        var (head, _) = await SignInAsync("office.head");
        var id = await DraftAsync(staff, page, "提醒", "履行职责", proven: false);
        await staff.DoAsync(id, "submit", "underReview");
        await deputy.DoAsync(id, "opine", "pendingApproval", Agreed);
        await head.DoAsync(id, "opine", "approved", Agreed);
        await Expect(page.GetByTestId("paper")).ToContainTextAsync("收到关于你在履行职责方面的反映");
        await staff.DoAsync(id, "issue", "issued");
        await staff.DoAsync(id, "receive", "followUpDue");
        await staff.DoAsync(id, "visit", "concluded", ("outcome", "已改正"), ("text", "已改正（示例）。"));
        await staff.DoAsync(id, "archive", "archived");
        await head.OpenAsync(id);
        await head.StandsAsync("archived");
    }

    [Fact]
    public async Task Inquiry_IsAskedASecondTime_AndArchivedOnceExplained()
    {
        var (staff, page) = await SignInAsync("office.staff");
        var (deputy, _) = await SignInAsync("office.deputy");
        var (head, _) = await SignInAsync("office.head");
        var id = await DraftAsync(staff, page, "函询", "工作作风", proven: false);
        await staff.DoAsync(id, "submit", "underReview");
        await deputy.DoAsync(id, "opine", "pendingApproval", Agreed);
        await head.DoAsync(id, "opine", "approved", Agreed);
        foreach (var (outcome, stage) in new[] { ("再次函询", "approved"), ("说明清楚·了结", "concluded") })
        {
            await staff.DoAsync(id, "issue", "issued");
            await staff.DoAsync(id, "receive", "received");
            await staff.DoAsync(id, "requestExtension", "received", ("count", "3"), ("text", "本人外出参加培训（示例）。"));
            await deputy.DoAsync(id, "decideExtension", "received", ("agreed", "同意"));
            await staff.DoAsync(id, "reply", "replied", Replied);
            await Expect(page.GetByTestId("deadlines")).ToContainTextAsync("已延期 3个工作日");
            await deputy.DoAsync(id, "conclude", stage, ("outcome", outcome), ("text", "研究后认定（示例）。"));
        }

        await staff.DoAsync(id, "archive", "archived");
        await Expect(page.GetByTestId("papers").GetByText("下载 docx")).ToHaveCountAsync(2);
        await page.GetByTestId("explain").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("所依据的事实");
    }

    [Fact]
    public async Task Admonition_NeedsTheMeetingAndThePrincipal()
    {
        var (staff, page) = await SignInAsync("office.staff");
        var (deputy, _) = await SignInAsync("office.deputy");
        var (head, headPage) = await SignInAsync("office.head");
        var (principal, _) = await SignInAsync("office.principal");
        var id = await DraftAsync(staff, page, "诫勉", "纪律松弛、监管不力", proven: true);
        await staff.DoAsync(id, "submit", "underReview");
        await deputy.DoAsync(id, "opine", "pendingApproval", Agreed);
        await head.OpenAsync(id);
        await Expect(head.Step("opine")).ToContainTextAsync("须先经部务会研究");
        await staff.DoAsync(id, "study", "pendingApproval", ("number", "12"));
        await head.DoAsync(id, "opine", "pendingApproval", Agreed);
        await principal.DoAsync(id, "opine", "approved", Agreed);
        await staff.DoAsync(id, "issue", "issued");
        await Expect(page.GetByTestId("paper")).ToContainTextAsync("经查，你存在");
        await staff.DoAsync(id, "receive", "received");
        await staff.DoAsync(id, "selfExamination", "followUpDue", ("text", "书面检查（示例）。"));
        await staff.DoAsync(id, "visit", "concluded", ("outcome", "已改正"), ("text", "已改正（示例）。"));
        await staff.DoAsync(id, "archive", "archived");
        await headPage.GotoAsync($"{Server.Url}/measures?state=archived");
        await Expect(headPage.Locator($"a[href='/measures/{id}']")).ToBeVisibleAsync();
    }

    private async Task<(MeasureSheet Sheet, IPage Page)> SignInAsync(string account)
    {
        var page = await NewStrangerAsync();
        await page.GotoAsync($"{Server.Url}/measures");
        await new People.DoorPage(page).SignInAsync(account, ServerFixture.PasswordOf(account));
        await Expect(page.GetByTestId("state-running")).ToBeVisibleAsync();
        return (new(page, Server.Url, turn), page);
    }

    /// <summary>From the panel of an alert: of ballots, or of a proven finding that was not put right in time.</summary>
    private async Task<string> DraftAsync(MeasureSheet staff, IPage page, string kind, string code, bool proven)
    {
        var cadre = await Server.CadreAsync();
        if (proven) await Server.LateRectificationAsync(cadre);
        else await Server.BallotsAsync(cadre, dissatisfied: 60);
        var board = new BoardPage(page, Server.Url, cadre.Unit);
        await board.OpenAsync();
        await board.OpenPanelAsync(cadre);
        return await staff.DraftAsync(board.Panel, kind, code);
    }
}
