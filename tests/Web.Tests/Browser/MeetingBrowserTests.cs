using CadreWatch.Web.Tests.Meetings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>A live session before three browsers: the convener's own screen, a participant with a recusal, and the stage of the room.</summary>
public sealed partial class MeetingBrowserTests(BrowserFixture fixture, MeetingServer meetings) : BrowserTest(fixture), IClassFixture<MeetingServer>
{
    [Fact]
    public async Task LiveSession_FollowsThePresenterOnEveryScreen_SurvivesAKilledServer_AndGoesDarkForARevokedAccount()
    {
        var (meeting, server) = (meetings.Frozen, meetings.Process);
        string Item(int person) => MeetingCase.Item(meeting.Cadres[person]);
        var opened = await Task.WhenAll(
            EnterAsync(meeting.Name("convener"), $"/meetings/{meeting.Id}"), EnterAsync(meeting.Name("first"), $"/meetings/{meeting.Id}"),
            EnterAsync(meeting.Name("convener"), $"/meetings/{meeting.Id}/stage"));
        var (convener, participant, stage) = (opened[0], opened[1], opened[2]);
        await Expect(Screen(stage)).ToHaveAttributeAsync("data-screen", "nothing");
        foreach (var page in new[] { participant, convener }) await page.GetByTestId("sign-in").ClickAsync();
        await convener.GetByTestId("start").ClickAsync();
        await Expect(Screen(convener)).ToHaveAttributeAsync("data-screen", "agenda");
        await Expect(Screen(participant)).ToHaveAttributeAsync("data-screen", "agenda");
        await Expect(participant.GetByTestId("agenda-line")).ToHaveCountAsync(2);
        await Expect(convener.GetByTestId("agenda-line")).ToHaveCountAsync(3);

        await convener.GetByTestId("agenda-line").First.ClickAsync();
        foreach (var page in new[] { convener, participant, stage }) await Expect(Screen(page)).ToHaveAttributeAsync("data-item", Item(0));
        await Expect(participant.GetByTestId("convener")).ToHaveCountAsync(0);
        await convener.Keyboard.PressAsync("ArrowRight");
        await Expect(Screen(stage)).ToHaveAttributeAsync("data-item", Item(1));
        await Expect(Screen(participant)).ToHaveAttributeAsync("data-screen", "recused");
        await Expect(participant.GetByTestId("item-person")).ToHaveCountAsync(0);
        await convener.Keyboard.PressAsync("ArrowRight");
        foreach (var page in new[] { convener, participant, stage }) await Expect(Screen(page)).ToHaveAttributeAsync("data-item", Item(2));

        foreach (var (key, item) in new[] { ("ArrowLeft", Item(0)), ("ArrowRight", Item(2)) })
        {
            await convener.Keyboard.PressAsync(key);
            await convener.Keyboard.PressAsync(key);
            foreach (var page in new[] { convener, stage }) await Expect(Screen(page)).ToHaveAttributeAsync("data-item", item);
        }

        await convener.Keyboard.PressAsync("b");
        foreach (var page in new[] { convener, participant, stage })
        {
            await Expect(Screen(page)).ToHaveAttributeAsync("data-screen", "masked");
            await Expect(page.GetByTestId("item-person")).ToHaveCountAsync(0);
        }

        await convener.Keyboard.PressAsync("b");
        await Expect(Screen(stage)).ToHaveAttributeAsync("data-item", Item(2));
        await convener.GetByTestId("conclusion-verify").ClickAsync();
        await convener.GetByTestId("reason").FillAsync("待核查结果");
        await convener.GetByTestId("record").ClickAsync();
        await Expect(convener.GetByTestId("concluded")).ToContainTextAsync("继续核实");

        await server.KillAsync();
        foreach (var page in new[] { convener, participant, stage }) await Expect(Screen(page)).Not.ToHaveAttributeAsync("data-state", "live");
        await server.StartAsync();
        foreach (var page in new[] { convener, participant, stage })
        {
            await Expect(Screen(page)).ToHaveAttributeAsync("data-state", "live");
            await Expect(Screen(page)).ToHaveAttributeAsync("data-item", Item(2));
        }

        await Expect(convener.GetByTestId("concluded")).ToContainTextAsync("继续核实");

        await server.DisableAsync(meeting.Name("first"));
        await Expect(participant.GetByTestId("item-person")).ToHaveCountAsync(0);
        await Expect(participant.GetByTestId("agenda-line")).ToHaveCountAsync(0);
        await Expect(Screen(stage)).ToHaveAttributeAsync("data-item", Item(2));
    }

    private static ILocator Screen(IPage page) => page.Locator("[data-testid=screen], [data-testid=stage]");

    private async Task<IPage> EnterAsync(string account, string path, bool turnClock = false)
    {
        var page = await NewPageAsync(1440, 900, meetings.Process, meetings.CookiesOf(account));
        if (turnClock) await page.Clock.InstallAsync();
        await page.GotoAsync(meetings.Process.Url + path);
        await Expect(page.Locator("[data-testid=meeting], [data-testid=screen], [data-testid=stage]")).ToBeVisibleAsync();
        return page;
    }
}
