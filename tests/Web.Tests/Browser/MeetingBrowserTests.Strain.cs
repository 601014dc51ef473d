using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CadreWatch.Web.Tests.JointReviews;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>Five units before their own screens, two people who present, and twenty-six who enter at the same time.</summary>
public sealed partial class MeetingBrowserTests
{
    [Fact]
    public async Task FiveUnits_EndAtOneItemWhoeverPresents_AndOneWithoutNetworkHidesWhatItShowed_AndCatchesUp()
    {
        var meeting = meetings.Live;
        string Item(int person) => Meetings.MeetingCase.Item(meeting.Cadres[person]);
        var all = await Task.WhenAll(MeetingServer.InTheRoom.Prepend("recorder").Prepend("convener").Select(a => EnterAsync(meeting.Name(a), $"/meetings/{meeting.Id}", turnClock: a == "third")));
        var (convener, recorder, away) = (all[0], all[1], all[2 + Array.IndexOf(MeetingServer.InTheRoom, "third")]);
        await ShowAsync(all, Item(0));

        await LoseNetworkAsync(away, async () =>
        {
            await convener.GetByTestId("agenda-line").Nth(2).ClickAsync();
            await ShowAsync(all.Except([away]), Item(2));
        });
        await ShowAsync(all, Item(2));

        // The step may reach the server before or after the presenting is handed over; what the second does then is what counts.
        await convener.GetByRole(AriaRole.Button, new() { Name = "测试recorder", Exact = true }).ClickAsync();
        await convener.Keyboard.PressAsync("ArrowLeft");
        await Expect(recorder.GetByTestId("next")).ToBeVisibleAsync();
        await Task.WhenAll(convener.Keyboard.PressAsync("ArrowLeft"), recorder.GetByTestId("agenda-line").First.ClickAsync());
        await ShowAsync(all, Item(0));
        await RefusedAsync(meeting.Name("convener"), meeting.Id, Item(2));

        await Task.WhenAll(recorder.Keyboard.PressAsync("ArrowRight"), convener.GetByRole(AriaRole.Button, new() { Name = "接过主讲" }).ClickAsync());
        await Expect(convener.GetByTestId("next")).ToBeVisibleAsync();
        await convener.GetByTestId("agenda-line").Nth(2).ClickAsync();
        await ShowAsync(all, Item(2));
        await RefusedAsync(meeting.Name("recorder"), meeting.Id, Item(0));
        await ShowAsync(all, Item(2));
    }

    [Fact]
    public async Task TwentySixLiaisonsOfThirteenUnits_EnterAtOnce_AndNothingIsLost()
    {
        var (round, people) = meetings.Asked;
        var liaisons = (from unit in Enumerable.Range(1, MeetingServer.EnteringUnits) from person in new[] { 1, 2 } select (Unit: unit, Person: person, Client: PageOf(MeetingServer.Entering(unit, person)))).ToList();
        // Each of the two enters every second person; the first one of each has an objection with words of its own.
        IEnumerable<string> Own(int person) => people.Where((_, i) => i % 2 == person - 1);
        await Task.WhenAll(liaisons.Select(async l =>
        {
            foreach (var cadre in Own(l.Person))
                await OkAsync(l.Client, $"/api/joint-reviews/{round}/units/e{l.Unit}/opinions", new { entries = new[] { people.Take(2).Contains(cadre) ? ReviewRound.Objection(cadre, $"单位{l.Unit}的意见{l.Person}") : ReviewRound.Clear(cadre) } });
        }));
        using var office = meetings.Process.PageOf(await meetings.Process.CookiesAsync());
        Assert.All(await CellsAsync(office, round), c => Assert.Equal(new string('6', people.Count), c));
        await Task.WhenAll(liaisons.Select(l => OkAsync(
            l.Client, $"/api/joint-reviews/{round}/units/e{l.Unit}/confirm", new { cells = Own(3 - l.Person).Select(cadre => new { cadre, revision = 1 }) })));
        var cells = await CellsAsync(office, round);
        Assert.Equal(MeetingServer.EnteringUnits, cells.Count);
        Assert.All(cells, c => Assert.Equal("22" + new string('1', people.Count - 2), c));
        foreach (var (unit, person, client) in liaisons)
        {
            var cell = await office.GetFromJsonAsync<JsonElement>($"/api/joint-reviews/{round}/units/e{unit}/cells/{people[person - 1]}");
            Assert.Equal($"单位{unit}的意见{person}", Assert.Single(cell.GetProperty("history").EnumerateArray()).GetProperty("facts")[0].GetProperty("text").GetString());
            client.Dispose();
        }
    }

    [Fact]
    public async Task LateInformation_MarksTheOpenPageOfItsOwnerAtOnce_UntilItIsSettled()
    {
        var meeting = meetings.Live;
        var page = await NewPageAsync(1440, 900, meetings.Process, meetings.CookiesOf(meeting.Name("recorder")));
        await page.GotoAsync($"{meetings.Process.Url}/meetings");
        await Expect(page.GetByTestId("watch-row")).ToHaveCountAsync(3);
        await Expect(page.GetByTestId("nav-urgent")).ToHaveCountAsync(0);
        await meetings.Process.BallotsAsync(new(meeting.Cadres[1], "", ""), dissatisfied: 30);
        await Expect(page.GetByTestId("nav-urgent")).ToHaveTextAsync("加急 1");
        await page.GetByTestId("settle").ClickAsync();
        await page.GetByLabel("处置情况").FillAsync("已转核查");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("nav-urgent")).ToHaveCountAsync(0);
    }

    /// <summary>For a minute by the page's own clock. What was shown is hidden within its bound and stays so; when the network is there again the page asks for what is on.</summary>
    private static async Task LoseNetworkAsync(IPage page, Func<Task> meanwhile)
    {
        await page.Context.SetOfflineAsync(true);
        await meanwhile();
        foreach (var passed in new[] { 13_000, 47_000 })
        {
            await page.Clock.FastForwardAsync(passed);
            await Expect(Screen(page)).ToHaveAttributeAsync("data-screen", "hidden");
            await Expect(page.GetByTestId("item-person")).ToHaveCountAsync(0);
            await Expect(page.GetByTestId("agenda-line")).ToHaveCountAsync(0);
        }

        await page.Context.SetOfflineAsync(false);
        await page.Clock.FastForwardAsync(5_000);
    }

    private static async Task ShowAsync(IEnumerable<IPage> pages, string item)
    {
        foreach (var page in pages) await Expect(Screen(page)).ToHaveAttributeAsync("data-item", item);
    }

    private async Task RefusedAsync(string account, string meeting, string item)
    {
        using var client = PageOf(account);
        using var answer = await client.PostAsJsonAsync($"/api/meetings/{meeting}/show", new { item });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("notPresenting", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private HttpClient PageOf(string account) => meetings.Process.PageOf(meetings.CookiesOf(account));

    private static async Task OkAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task<List<string>> CellsAsync(HttpClient office, string round) =>
        [.. (await office.GetFromJsonAsync<JsonElement>($"/api/joint-reviews/{round}/matrix")).GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("cells").GetString()!)];
}
