using Microsoft.Playwright;

namespace CadreWatch.Web.Tests.Browser.People;

/// <summary>The door: stands in the place of any page until somebody has signed in.</summary>
public sealed class DoorPage(IPage page)
{
    public ILocator Form => page.GetByTestId("sign-in");

    public ILocator Refusal => page.Locator(".refused");

    public ILocator Passkey => page.GetByRole(AriaRole.Button, new() { Name = "使用通行密钥" });

    public async Task SignInAsync(string account, string password)
    {
        await page.Locator("#account").FillAsync(account);
        await page.Locator("#password").FillAsync(password);
        await page.GetByTestId("enter").ClickAsync();
    }
}

/// <summary>我的会话: what belongs to the own account.</summary>
public sealed class OwnAccountPage(IPage page)
{
    public ILocator Passkeys => page.GetByTestId("passkeys");

    public ILocator RecoveryCodes => page.GetByTestId("recovery-codes");

    public async Task AddPasskeyAsync(string name)
    {
        await Passkeys.GetByRole(AriaRole.Textbox).FillAsync(name);
        await Passkeys.GetByRole(AriaRole.Button, new() { Name = "添加通行密钥" }).ClickAsync();
    }

    public Task KeepCodesAsync() => RecoveryCodes.GetByRole(AriaRole.Button).ClickAsync();

    public async Task RemovePasskeyAsync()
    {
        await Passkeys.GetByRole(AriaRole.Button, new() { Name = "删除" }).ClickAsync();
        await Assertions.Expect(Passkeys.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
    }

    public Task LeaveAsync() => page.GetByTestId("sign-out").ClickAsync();
}

/// <summary>The roster with its one search field.</summary>
public sealed class RosterPage(IPage page)
{
    public ILocator Rows => page.GetByTestId("roster-row");

    public Task SearchAsync(string text) => page.GetByTestId("roster-search").FillAsync(text);
}

/// <summary>One cadre as known on a day.</summary>
public sealed class PortraitPage(IPage page)
{
    public ILocator Axis => page.GetByTestId("axis");

    public ILocator Signals => page.GetByTestId("signal-row");

    public ILocator Later => page.Locator("[data-testid=signal-row][data-later=true]");

    public ILocator Standing => page.GetByTestId("standing");

    public ILocator Marks => page.GetByTestId("axis-signal");

    public ILocator ShowLater => page.GetByRole(AriaRole.Checkbox);

    public Task BackAsync() => page.GetByTestId("before").ClickAsync();

    public Task ForwardAsync() => page.GetByTestId("after").ClickAsync();

    public Task TodayAsync() => page.GetByTestId("today").ClickAsync();

    public Task PressAsync(string key) => page.Keyboard.PressAsync(key);
}

/// <summary>An opened account: its roles, and the reason without which nothing changes.</summary>
public sealed class AccountPanel(IPage page)
{
    public ILocator Panel => page.GetByTestId("account-panel");

    public ILocator Mistake => page.Locator(".field-mistake");

    public ILocator Form => page.GetByTestId("rights-form");

    public Task RemoveFirstRoleAsync() => Form.GetByRole(AriaRole.Button, new() { Name = "移除" }).First.ClickAsync();

    public Task ReasonAsync(string text) => page.GetByTestId("rights-reason").FillAsync(text);

    public Task SaveAsync() => page.GetByTestId("save-rights").ClickAsync();
}

/// <summary>The trail as an auditor reads it.</summary>
public sealed class TrailPage(IPage page)
{
    public ILocator Rows => page.GetByTestId("trail-row");

    public async Task OfAsync(string account)
    {
        await page.GetByTestId("trail-account").FillAsync(account);
        await page.GetByTestId("trail-account").PressAsync("Enter");
    }
}
