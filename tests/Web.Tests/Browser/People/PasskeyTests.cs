using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CadreWatch.Web.Tests.Browser.People;

/// <summary>Passkeys in a real browser, with an authenticator that it makes up: the ceremonies, their origin and their signatures are real.</summary>
public sealed class PasskeyTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task Passkey_IsAdded_SignsIn_AndIsRefusedOnceItOrItsAccountIsRevoked()
    {
        var page = await NewStrangerAsync();
        await AddAuthenticatorAsync(page);
        var (door, account) = (new DoorPage(page), new OwnAccountPage(page));
        await page.GotoAsync($"{Named(Server.Url)}/me");
        await door.SignInAsync(ServerProcess.Keyed, ServerFixture.PasswordOf(ServerProcess.Keyed));
        await account.AddPasskeyAsync("办公室电脑");
        await Expect(account.RecoveryCodes.Locator("li")).ToHaveCountAsync(10);
        await account.KeepCodesAsync();
        await Expect(account.Passkeys).ToContainTextAsync("办公室电脑");

        await account.LeaveAsync();
        await door.Passkey.ClickAsync();
        await Expect(account.Passkeys).ToContainTextAsync("办公室电脑");

        await Server.DisableAsync(ServerProcess.Keyed);
        await page.ReloadAsync();
        await door.Passkey.ClickAsync();
        await Expect(door.Refusal).ToContainTextAsync("登录未成功");

        await Server.EnableAsync(ServerProcess.Keyed);
        await door.Passkey.ClickAsync();
        await account.RemovePasskeyAsync();
        await account.LeaveAsync();
        await door.Passkey.ClickAsync();
        await Expect(door.Refusal).ToContainTextAsync("登录未成功");
    }

    private static string Named(string url) => new UriBuilder(url) { Host = "localhost" }.Uri.GetLeftPart(UriPartial.Authority);

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("WebAuthn.enable");
        var options = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2",
            ["transport"] = "internal",
            ["hasResidentKey"] = true,
            ["hasUserVerification"] = true,
            ["isUserVerified"] = true,
            ["automaticPresenceSimulation"] = true,
        };
        await tools.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = options });
    }
}
