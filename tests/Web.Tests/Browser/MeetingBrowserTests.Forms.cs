using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>What is filled in around a meeting: whose columns a seat sees, the office's template of minutes, and the end of a watch.</summary>
public sealed partial class MeetingBrowserTests
{
    [Fact]
    public async Task Seat_IsLetSeeTheColumnsOfFurtherUnits_AndTheyAreTakenBack()
    {
        var page = await EnterAsync(meetings.Live.Name("convener"), $"/meetings/{meetings.Live.Id}");
        await page.GetByTestId("seats").ClickAsync();
        var seat = page.Locator(".seat").Filter(new() { HasText = "测试fourth" });
        await Expect(seat).ToContainTextAsync("只看本单位意见");
        await seat.GetByTestId("columns").ClickAsync();
        await seat.GetByTestId("all-columns").ClickAsync();
        await seat.GetByTestId("save-columns").ClickAsync();
        await Expect(seat).ToContainTextAsync("可见全部参会单位意见");
        await seat.GetByTestId("columns").ClickAsync();
        foreach (var _ in new[] { "SJ", "XF", "GS", "third" }) await seat.Locator(".ant-select-selection-item-remove").First.ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await seat.GetByTestId("save-columns").ClickAsync();
        await Expect(seat).ToContainTextAsync("只看本单位意见");
    }

    [Fact]
    public async Task TemplateOfMinutes_IsRefusedByWhatItLacks_Taken_AndGivenUp()
    {
        var page = await NewPageAsync(1440, 900, meetings.Process, meetings.CookiesOf(meetings.Live.Name("recorder")));
        await page.GotoAsync($"{meetings.Process.Url}/meetings");
        var box = page.GetByTestId("minutes-template");
        await Expect(box).ToHaveAttributeAsync("data-own", "false");
        var shipped = await page.RunAndWaitForDownloadAsync(() => box.GetByText("下载现用模板").ClickAsync());
        await page.Locator("#template-file").SetInputFilesAsync(new FilePayload { Name = "模板.docx", MimeType = "application/octet-stream", Buffer = "纯文本"u8.ToArray() });
        await Expect(box).ToContainTextAsync("不是 Word 文档（.docx）");
        await Expect(box).ToHaveAttributeAsync("data-own", "false");
        await page.Locator("#template-file").SetInputFilesAsync(new FilePayload { Name = "模板.docx", MimeType = "application/octet-stream", Buffer = await File.ReadAllBytesAsync(await shipped.PathAsync()) });
        await Expect(box).ToHaveAttributeAsync("data-own", "true");
        await Expect(box).ToContainTextAsync("测试recorder");
        await box.GetByTestId("restore-template").ClickAsync();
        await Expect(box).ToHaveAttributeAsync("data-own", "false");
    }

    [Fact]
    public async Task Watch_RunsToTheEndOfProbationOnceAppointed_AndEndsWithAReason()
    {
        var page = await NewPageAsync(1440, 900, meetings.Process, meetings.CookiesOf(meetings.Frozen.Name("recorder")));
        await page.GotoAsync($"{meetings.Process.Url}/meetings");
        var row = page.Locator($"[data-testid=watch-row][data-cadre='{meetings.Frozen.Cadres[0]}']");
        await Expect(row).ToHaveAttributeAsync("data-state", "waiting");
        await row.GetByTestId("appoint").ClickAsync();
        await row.GetByTestId("watch-submit").ClickAsync();
        await Expect(row).ToHaveAttributeAsync("data-state", "probation");
        await Expect(row.GetByTestId("appoint")).ToHaveTextAsync("更正任命");
        await row.GetByTestId("end-watch").ClickAsync();
        await row.GetByTestId("watch-submit").ClickAsync();
        await Expect(row).ToContainTextAsync("原因");
        await row.GetByTestId("watch-reason").FillAsync("未予任用（示例）");
        await row.GetByTestId("watch-submit").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("watch-row")).ToHaveCountAsync(2);
    }
}
