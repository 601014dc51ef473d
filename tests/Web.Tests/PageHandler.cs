using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CadreWatch.Web.Tests;

/// <summary>
/// What a browser does below the pages: keeps cookies and sends the antiforgery token with whatever changes something. With an account it signs in before its
/// first request, once, however many clients share it.
/// </summary>
/// <param name="account">Null for somebody who does not sign in.</param>
/// <param name="enter">Takes the place of signing in by password, such as a first account's link.</param>
public sealed class PageHandler(Uri server, string? account = null, string? password = null, Func<PageHandler, Task>? enter = null) : DelegatingHandler
{
    public const string Token = "X-Antiforgery";

    private readonly SemaphoreSlim entering = new(1);
    private volatile bool entered = account is null && enter is null;
    private volatile string? token;

    public CookieContainer Cookies { get; } = new();

    /// <summary>For whoever speaks past this handler: the hub, a browser.</summary>
    public async Task<string> CookieHeaderAsync()
    {
        await EnterAsync(default);
        return Cookies.GetCookieHeader(server);
    }

    /// <summary>The same within the server's own process.</summary>
    public Task<string> PrepareAsync(ServerFixture fixture)
    {
        fixture.Client(this).Dispose();
        return CookieHeaderAsync();
    }

    public async Task<string> TokenAsync(CancellationToken cancel = default)
    {
        if (token is { } known) return known;
        using var answer = await PassAsync(new(HttpMethod.Get, new Uri(server, "/api/session")), cancel);
        answer.EnsureSuccessStatusCode();
        return token = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("antiforgery").GetString()!;
    }

    /// <summary>Posts before anybody is signed in, and forgets the token: it is bound to who asks.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, object body, CancellationToken cancel = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, path)) { Content = JsonContent.Create(body) };
        request.Headers.Add(Token, await TokenAsync(cancel));
        var answer = await PassAsync(request, cancel);
        token = null;
        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        if (request.Method != HttpMethod.Get && !request.Headers.Contains(Token)) request.Headers.Add(Token, await TokenAsync(cancellationToken));
        return await PassAsync(request, cancellationToken);
    }

    private async Task EnterAsync(CancellationToken cancel)
    {
        if (entered) return;
        await entering.WaitAsync(cancel);
        try
        {
            if (entered) return;
            if (enter is not null) await enter(this);
            else
            {
                using var answer = await PostAsync("/api/session/sign-in", new { account, password }, cancel);
                Assert.True(answer.IsSuccessStatusCode, $"{account} could not sign in: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
            }

            entered = true;
        }
        finally
        {
            entering.Release();
        }
    }

    private async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        if (!request.Headers.Contains("Cookie") && Cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } cookies) request.Headers.Add("Cookie", cookies);
        var answer = await base.SendAsync(request, cancel);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set) Cookies.SetCookies(server, cookie);
        return answer;
    }
}
