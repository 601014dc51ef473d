using System.Security.Cryptography;

namespace CadreWatch.Bench.Hosts;

/// <summary>
/// Somebody who sees everything, for boards: made over the product's own addresses, from the link that a new server prints. The password is kept in the
/// benchmark's data folder for the next run on the same store.
/// </summary>
internal static class BenchAccount
{
    private const string Name = "bench";

    /// <summary>The cookies of a signed-in session, as a header.</summary>
    public static async Task<string> CookieAsync(string url, string data, string output)
    {
        var file = Path.Combine(data, "bench-account.txt");
        if (!File.Exists(file)) await File.WriteAllTextAsync(file, await MakeAsync(url, output));
        using var browser = new Browser(url);
        await browser.PostAsync("/api/session/sign-in", new { account = Name, password = await File.ReadAllTextAsync(file) });
        return browser.Cookies;
    }

    /// <summary>The first account of a new server, signed in.</summary>
    public static async Task<Browser> AdministratorAsync(string url, string output)
    {
        var link = output.Split('\n').Select(l => l.Split("/setup#")).FirstOrDefault(l => l.Length == 2)?[1].Trim()
            ?? throw new BenchFailedException("The server printed no link for a first account: its store is not new.");
        var admin = new Browser(url);
        await admin.PostAsync("/api/setup", new { token = link, account = "bench-admin", name = "Bench", password = RandomNumberGenerator.GetHexString(32, true) });
        return admin;
    }

    /// <summary>Another account over the whole district, opened by its invitation and signed in.</summary>
    /// <param name="units">Those it sees; null for all.</param>
    public static async Task<Browser> OpenAsync(Browser admin, string url, string account, string role, string clearance, string[]? units = null)
    {
        object[] assignments = [new { role, offices = new[] { "district" }, units, clearance, ownStaff = false }];
        var invited = await admin.PostAsync("/api/accounts", new { account, name = account, assignments });
        var browser = new Browser(url);
        await browser.PostAsync("/api/setup", new { token = invited.GetProperty("setupPath").GetString()!.Split('#')[1], password = RandomNumberGenerator.GetHexString(32, true) });
        return browser;
    }

    /// <summary>The administrator and somebody who sees everything; answers the latter's password.</summary>
    private static async Task<string> MakeAsync(string url, string output)
    {
        var password = RandomNumberGenerator.GetHexString(32, true);
        using var admin = await AdministratorAsync(url, output);
        object[] assignments = [new { role = "departmentHead", offices = new[] { "district" }, units = (string[]?)null, clearance = "secret", ownStaff = false }];
        var invited = await admin.PostAsync("/api/accounts", new { account = Name, name = "Bench", assignments });
        using var holder = new Browser(url);
        await holder.PostAsync("/api/setup", new { token = invited.GetProperty("setupPath").GetString()!.Split('#')[1], password });
        return password;
    }
}
