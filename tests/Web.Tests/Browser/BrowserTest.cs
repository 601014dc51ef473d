using System.Collections.Concurrent;
using System.Net;
using Microsoft.Playwright;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>Opens boards, each as another viewer, and leaves a picture and the console of each where the test failed.</summary>
[Collection(BrowserTests.Name)]
public abstract class BrowserTest(BrowserFixture fixture) : IAsyncLifetime
{
    private readonly List<(IPage Page, ConcurrentQueue<string> Console)> open = [];

    protected ServerProcess Server => fixture.Server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var (page, console) in open)
        {
            if (failed) await KeepAsync(page, console);
            await page.Context.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A board of one unit that is live; of all units where none is named.</summary>
    protected async Task<BoardPage> OpenAsync(string? unit, int width = 1440, int height = 900, ServerProcess? server = null)
    {
        var board = new BoardPage(await NewPageAsync(width, height, server ?? Server), (server ?? Server).Url, unit);
        await board.OpenAsync();
        return board;
    }

    /// <summary>What was printed belongs to the report.</summary>
    protected static void Print(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    /// <param name="cookies">Of somebody who signed in; of whom all boards are where none are given.</param>
    protected async Task<IPage> NewPageAsync(int width, int height, ServerProcess server, CookieCollection? cookies = null)
    {
        var page = await NewStrangerAsync(width, height);
        await page.Context.AddCookiesAsync((cookies ?? await server.CookiesAsync()).Select(c => new Microsoft.Playwright.Cookie { Name = c.Name, Value = c.Value, Url = server.Url, HttpOnly = true }));
        return page;
    }

    /// <summary>A page of a browser that nobody signed in with yet.</summary>
    protected async Task<IPage> NewStrangerAsync(int width = 1440, int height = 900)
    {
        var page = await (await fixture.ContextAsync(width, height)).NewPageAsync();
        var console = new ConcurrentQueue<string>();
        page.Console += (_, message) => console.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => console.Enqueue($"thrown: {error}");
        lock (open) open.Add((page, console));
        return page;
    }

    private async Task KeepAsync(IPage page, ConcurrentQueue<string> console)
    {
        var number = open.FindIndex(o => o.Page == page) + 1;
        var name = Path.Combine(Repository.Results, $"failed-{TestContext.Current.TestMethod?.MethodName}-{TestContext.Current.Test?.UniqueID[..6]}-{number}");
        await page.ScreenshotAsync(new() { Path = name + ".png" });
        await File.WriteAllLinesAsync(name + ".log", [page.Url, .. console]);
    }
}
