using Microsoft.Playwright;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>One Chromium and one server for the browser tests of a collection; each test works in units and browser contexts of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>Whatever does not happen by then is taken not to happen.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public ServerProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        Assert.True(File.Exists(chromium), $"There is no Chromium at {chromium}: install the package chromium, or name another by the variable CHROMIUM.");
        Server = await ServerProcess.StartNewAsync();
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async Task<IBrowserContext> ContextAsync(int width, int height)
    {
        var context = await Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "zh-CN", TimezoneId = "Asia/Shanghai", ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        playwright?.Dispose();
        if (Server is not null) await Server.DisposeAsync();
    }
}

/// <summary>One by one, beside the tests without a browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}

/// <summary>Measured times want the machine for themselves: these run after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimedBrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser times";
}
