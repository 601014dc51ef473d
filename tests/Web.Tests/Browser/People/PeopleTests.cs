using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace CadreWatch.Web.Tests.Browser.People;

/// <summary>The pages of people and access, as their users have them before them.</summary>
public sealed class PeopleTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task SignIn_IsAskedForWhereTheViewerStands_AndLeadsBackThere()
    {
        var cadre = await Server.CadreAsync();
        var page = await NewStrangerAsync();
        await page.GotoAsync($"{Server.Url}/cadres/{cadre.Number}");
        var door = new DoorPage(page);
        await door.SignInAsync(ServerFixture.Account, "not the password");
        await Expect(door.Refusal).ToBeVisibleAsync();
        await Expect(page.GetByText(cadre.Name)).ToHaveCountAsync(0);

        // Browsers bind passkeys to a domain: where the server goes by an address, no button offers what cannot work.
        await Expect(door.Passkey).ToHaveCountAsync(0);

        await door.SignInAsync(ServerFixture.Account, ServerFixture.PasswordOf(ServerFixture.Account));
        await Expect(page.GetByText(cadre.Name).First).ToBeVisibleAsync();
        Assert.EndsWith($"/cadres/{cadre.Number}", page.Url, StringComparison.Ordinal);

        await page.GetByTestId("viewer").ClickAsync();
        await page.GetByText("退出登录").ClickAsync();
        await Expect(door.Form).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Roster_IsFoundByNameInitialsNumberAndUnit_AndLeadsToThePortrait()
    {
        var cadre = await Server.CadreAsync();
        var page = await NewPageAsync(1440, 900, Server);
        await page.GotoAsync($"{Server.Url}/cadres");
        var roster = new RosterPage(page);
        foreach (var search in new[] { cadre.Name, cadre.Number, cadre.Number.ToLowerInvariant(), $"cs{cadre.Number.TrimStart('T', '0')}", $"测试单位{cadre.Unit[1..]}" })
        {
            await roster.SearchAsync(search);
            await Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(Uri.EscapeDataString(search))));
            await Expect(roster.Rows.Filter(new() { HasText = cadre.Number })).ToHaveCountAsync(1);
        }

        await roster.SearchAsync("没有这个人");
        await Expect(page.GetByText("没有符合条件的干部")).ToBeVisibleAsync();
        await roster.SearchAsync(cadre.Number);
        await roster.Rows.Filter(new() { HasText = cadre.Number }).ClickAsync();
        await Expect(new PortraitPage(page).Axis).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Portrait_ShowsTheDaysKnowledge_AndLaterOnesOnlyWhenAskedFor()
    {
        var cadre = await Server.CadreAsync();
        await Server.BallotsAsync(cadre, dissatisfied: 30);
        var page = await NewPageAsync(1440, 900, Server);
        await page.GotoAsync($"{Server.Url}/cadres/{cadre.Number}");
        var portrait = new PortraitPage(page);
        await Expect(portrait.Signals).ToHaveCountAsync(1);
        await Expect(portrait.Standing).ToContainTextAsync("测评不满意");

        // The change before: the post was taken up, and no ballot was known.
        await portrait.BackAsync();
        await Expect(portrait.Signals).ToHaveCountAsync(0);
        await Expect(portrait.Standing).ToContainTextAsync("截至该日没有未办结预警");
        await Expect(portrait.Marks).ToHaveCountAsync(0);
        await portrait.ShowLater.CheckAsync();
        await Expect(portrait.Later).ToHaveCountAsync(1);
        await Expect(portrait.Later).ToContainTextAsync("今日所知，当时未知");
        await Expect(portrait.Marks).ToHaveAttributeAsync("data-later", "true");

        await portrait.PressAsync("ArrowRight");
        await Expect(portrait.Signals).ToHaveCountAsync(1);
        await Expect(portrait.Later).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(1280, 720)]
    [InlineData(390, 844)]
    public async Task Pages_FitTheWindow_AndAreChinese(int width, int height)
    {
        var cadre = await Server.CadreAsync();
        await Server.BallotsAsync(cadre, dissatisfied: 30);
        var page = await NewPageAsync(width, height, Server);
        var looks = new BoardPage(page, Server.Url, null);
        foreach (var (path, shown) in new[] { ("/cadres", "roster"), ($"/cadres/{cadre.Number}", "axis"), ("/wall", "wall") })
        {
            await page.GotoAsync(Server.Url + path);
            await Expect(page.GetByTestId(shown)).ToBeVisibleAsync();
            await looks.ShotAsync($"{shown}-{width}");
            Assert.True(await looks.OverflowAsync() <= 0, $"{path} is wider than the window");
            Assert.Equal([], await looks.CutOffAsync());
            Assert.Equal([], await looks.LatinWordsAsync());
        }
    }

    [Fact]
    public async Task RightsTakenAway_EndAnOpenBoard_AndStandInTheTrail()
    {
        var cadre = await Server.CadreAsync();
        await Server.BallotsAsync(cadre, dissatisfied: 60);
        var theirs = await NewStrangerAsync();
        await theirs.GotoAsync($"{Server.Url}/?unit={cadre.Unit}");
        await new DoorPage(theirs).SignInAsync(ServerProcess.Leaving, ServerFixture.PasswordOf(ServerProcess.Leaving));
        var board = new BoardPage(theirs, Server.Url, cadre.Unit);
        await Expect(board.Row(cadre)).ToHaveCountAsync(1);
        await board.IsAsync("live");

        var admin = await NewStrangerAsync();
        await admin.GotoAsync($"{Server.Url}/accounts/of/{ServerProcess.Leaving}");
        await new DoorPage(admin).SignInAsync(ServerProcess.Admin, ServerFixture.PasswordOf(ServerProcess.Admin));
        var account = new AccountPanel(admin);
        await account.RemoveFirstRoleAsync();
        await account.SaveAsync();
        await Expect(account.Mistake).ToContainTextAsync("请写明理由");
        await Expect(board.Row(cadre)).ToHaveCountAsync(1);
        await account.ReasonAsync("调离监督岗位");
        await account.SaveAsync();
        await Expect(account.Form).ToContainTextAsync("没有角色");
        await Expect(board.Row(cadre)).ToHaveCountAsync(0);
        await Expect(theirs.GetByText(cadre.Name)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Trail_ShowsTheAuditorWhoLookedAtWhat_AndNoCase()
    {
        var cadre = await Server.CadreAsync();
        var viewer = await NewPageAsync(1440, 900, Server);
        await viewer.GotoAsync($"{Server.Url}/cadres/{cadre.Number}");
        await Expect(new PortraitPage(viewer).Axis).ToBeVisibleAsync();

        var page = await NewStrangerAsync();
        await page.GotoAsync($"{Server.Url}/trail");
        await new DoorPage(page).SignInAsync(ServerProcess.Auditor, ServerFixture.PasswordOf(ServerProcess.Auditor));
        var trail = new TrailPage(page);
        await trail.OfAsync(ServerFixture.Account);
        await Expect(trail.Rows.Filter(new() { HasText = cadre.Number }).First).ToContainTextAsync("查看");
        await Expect(page.GetByText(cadre.Name)).ToHaveCountAsync(0);
        await page.GotoAsync($"{Server.Url}/cadres/{cadre.Number}");
        await Expect(page.GetByText("未找到该页面或内容")).ToBeVisibleAsync();
    }
}
