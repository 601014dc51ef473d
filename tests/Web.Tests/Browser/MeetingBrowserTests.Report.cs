using System.IO.Compression;
using static Microsoft.Playwright.Assertions;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>A report on its page, and as the two files that leave from there.</summary>
public sealed partial class MeetingBrowserTests
{
    [Fact]
    public async Task Report_StandsOnItsPage_AndLeavesAsWordAndExcelThatSayTheSame()
    {
        var month = meetings.Past.Month;
        var page = await NewPageAsync(1440, 900, meetings.Process);
        await page.GotoAsync($"{meetings.Process.Url}/reports?view=month&year={month.Year}&number={month.Month}");
        await Expect(page.GetByTestId("report-total")).ToHaveTextAsync("8");
        var agencies = page.GetByTestId("report-agencies");
        await Expect(agencies).ToContainTextAsync("示例一单位");
        await Expect(agencies.Locator("tr.report-sum td").Nth(-3)).ToHaveTextAsync("8");
        // Seven of one agency and one of the other: nobody may work the one out.
        await Expect(agencies.Locator("tr:not(.report-sum) td[data-hidden=true]").First).ToHaveTextAsync("—");
        foreach (var (button, part) in new[] { ("report-docx", "word/document.xml"), ("report-xlsx", "xl/worksheets/sheet1.xml") })
        {
            var file = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId(button).ClickAsync());
            using var zip = new ZipArchive(File.OpenRead(await file.PathAsync()));
            using var reader = new StreamReader(await zip.GetEntry(part)!.OpenAsync());
            var said = await reader.ReadToEndAsync();
            Assert.All(new[] { "示例一单位", "各单位反映情况8人次", "—", "导出人：本机用户" }, word => Assert.Contains(word, said, StringComparison.Ordinal));
        }

        await page.GetByText("年通报").ClickAsync();
        await Expect(page.GetByTestId("report-total")).ToHaveTextAsync("8");
    }
}
