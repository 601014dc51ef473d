using CadreWatch.Web.Tests.Browser.People;
using CadreWatch.Web.Tests.JointReviews;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>A matrix that is open while a unit answers.</summary>
public sealed class ReviewPagesTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task OpenMatrix_ShowsWhatALiaisonEnters_AndASecondConfirms_WithoutReading()
    {
        var (id, cadre) = await Server.ReviewAsync();
        var path = $"{Server.Url}/joint-reviews/{id}";
        var office = await NewPageAsync(1440, 900, Server);
        await office.GotoAsync(path);
        var cell = office.Locator($"[data-cadre='{cadre}'] [data-unit='{ReviewRound.Unit}']");
        await Expect(cell).ToHaveAttributeAsync("data-state", "notDue");
        await Expect(office.GetByTestId("live-state")).ToHaveAttributeAsync("data-state", "live");
        await office.EvaluateAsync("() => { window.kept = true }");

        var liaison = await SignedInAsync(path, "liaison.1");
        await RowOf(liaison, cadre).ClickAsync();
        await liaison.GetByTestId("answer-noObjection").ClickAsync();
        await liaison.GetByTestId("submit-opinion").ClickAsync();
        await Expect(cell).ToHaveAttributeAsync("data-state", "awaiting");

        var second = await SignedInAsync(path, "second.1");
        await RowOf(second, cadre).ClickAsync();
        await Expect(second.GetByTestId("matrix")).ToHaveCountAsync(0);
        await second.GetByTestId("confirm-one").ClickAsync();
        await Expect(cell).ToHaveAttributeAsync("data-state", "noObjection");
        await Expect(cell).ToHaveTextAsync("无");
        await Expect(RowOf(liaison, cadre)).ToHaveAttributeAsync("data-state", "noObjection");
        Assert.True(await office.EvaluateAsync<bool>("() => window.kept === true"));
    }

    [Fact]
    public async Task SavedPopulation_IsTakenForANewRound()
    {
        var cadre = await Server.CadreAsync();
        var page = await NewPageAsync(1280, 800, Server);
        await page.GotoAsync($"{Server.Url}/joint-reviews/populations/new");
        await page.Locator("#population-name").FillAsync("重点岗位");
        await page.Locator("#round-numbers").FillAsync(cadre.Number);
        await page.GetByTestId("find-people").ClickAsync();
        await Expect(page.GetByTestId("chosen-people")).ToContainTextAsync(cadre.Name);
        await page.GetByTestId("save-population").ClickAsync();
        await Expect(page.GetByTestId("population-version")).ToHaveCountAsync(1);
        await page.GetByTestId("take-population").ClickAsync();
        await Expect(page.GetByTestId("open-form").GetByTestId("chosen-people")).ToContainTextAsync(cadre.Name);
    }

    private static ILocator RowOf(IPage page, string cadre) => page.Locator($"[data-testid=own-row][data-cadre='{cadre}']");

    private async Task<IPage> SignedInAsync(string path, string account)
    {
        var page = await NewStrangerAsync();
        await page.GotoAsync(path);
        await new DoorPage(page).SignInAsync(account, ServerFixture.PasswordOf(account));
        return page;
    }
}
