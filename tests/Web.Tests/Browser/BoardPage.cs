using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>The board as a viewer has it before them: list, side panel, forms.</summary>
/// <param name="unit">The unit it is narrowed to, or null.</param>
public sealed class BoardPage(IPage page, string server, string? unit)
{
    /// <summary>Under this every push has to come.</summary>
    public static readonly TimeSpan Live = TimeSpan.FromSeconds(5);

    public ILocator Rows => page.GetByTestId("alert-row");

    public ILocator Panel => page.GetByTestId("panel");

    public ILocator LiveState => page.GetByTestId("live-state");

    public ILocator Reason => page.GetByTestId("action-reason");

    public ILocator Mistake => page.Locator(".field-mistake");

    public string Path => new Uri(page.Url).AbsolutePath;

    public async Task OpenAsync(string path = "/")
    {
        await page.GotoAsync($"{server}{path}{(unit is null ? "" : $"?unit={unit}")}");
        await IsAsync("live");
    }

    public ILocator Row(TestCadre cadre) => Rows.Filter(new() { HasText = cadre.Name });

    public ILocator Row(string alert) => page.Locator($"[data-testid=alert-row][data-alert-id='{alert}']");

    public ILocator Action(string name) => Panel.GetByTestId($"action-{name}");

    /// <summary>An entry of the menu that is open.</summary>
    public ILocator Entry(string words) => page.GetByRole(AriaRole.Menuitem, new() { Name = words });

    public ILocator Submit(string name) => page.GetByTestId($"submit-{name}");

    /// <summary>Waits until the board says this of its connection: live, reconnecting or lost.</summary>
    public Task IsAsync(string state) => Assertions.Expect(LiveState).ToHaveAttributeAsync("data-state", state);

    public async Task<string> OpenPanelAsync(TestCadre cadre)
    {
        var id = await Row(cadre).GetAttributeAsync("data-alert-id");
        await Row(cadre).ClickAsync();
        await Assertions.Expect(Panel).ToHaveAttributeAsync("data-alert-id", id!);
        return id!;
    }

    /// <summary>The help that lists all keys, opened by its own key.</summary>
    public ILocator Keys => page.GetByRole(AriaRole.Dialog);

    public Task PressAsync(string key) => page.Keyboard.PressAsync(key);

    public Task BackAsync() => page.GoBackAsync();

    /// <summary>The ids of the shown cards, in their order.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync() => await Rows.EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.alertId)");

    public Task ShotAsync(string name) => page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(Repository.Results, name + ".png"), Animations = ScreenshotAnimations.Disabled });

    /// <summary>How many pixels the page is wider than the window.</summary>
    public Task<int> OverflowAsync() =>
        page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - window.innerWidth");

    /// <summary>Sentences, names, figures and buttons of which a part is hidden.</summary>
    public async Task<IReadOnlyList<string>> CutOffAsync() => await page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll('.row-sentence, .row-post, .card-sentence, .panel-sentence, .counter-figure, .counter-label, .person-name, .level-mark, button, th, td')]
          .filter(e => e.checkVisibility() && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2) && getComputedStyle(e).overflow !== 'visible')
          .map(e => `${e.className}: ${e.textContent}`)
        """);

    /// <summary>Words in Latin letters that a viewer sees or hears. Names of keys stand in <c>kbd</c> and are no words; codes are capitals with digits.</summary>
    public async Task<IReadOnlyList<string>> LatinWordsAsync()
    {
        var texts = await page.EvaluateAsync<string[]>(
            """
            () => {
              const found = []
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
              for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
                const parent = node.parentElement
                if (parent.closest('kbd, script, style') === null && parent.checkVisibility({ visibilityProperty: true })) found.push(node.data)
              }
              for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
                if (element.checkVisibility()) found.push(...['aria-label', 'title', 'placeholder'].map(name => element.getAttribute(name) ?? ''))
              return found
            }
            """);
        return [.. texts.SelectMany(t => Regex.Matches(t, "[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*").Select(m => m.Value)).Where(w => w.Any(char.IsAsciiLetterLower)).Distinct()];
    }
}
