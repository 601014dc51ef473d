using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Hosting;

public sealed class EdgeTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task RowsWithoutTheKey_Are401()
    {
        using var answer = await server.Page.PostAsJsonAsync("/api/signals", Array.Empty<object>());
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task BodyOver32MiB_Is413()
    {
        using var answer = await server.SendAsync("/api/signals", new byte[RequestBody.Limit + 1]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("bodyTooLarge", await CodeAsync(answer));
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "http://evil.example")]
    public async Task ForeignHostOrOrigin_Is403(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/session");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await server.Page.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task EveryAnswer_CarriesSecurityHeaders()
    {
        using var answer = await server.Page.GetAsync("/");
        Assert.DoesNotContain("'unsafe-inline'; img", answer.Headers.GetValues("Content-Security-Policy").Single().Split("style-src")[0]);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/api/alerts/XXXX-XXXX-XXXX")]
    [InlineData("/api/cadres/nobody")]
    [InlineData("/api/signals/bm9ib2R5")]
    public async Task WhatIsNotThere_IsAProblemInChinese(string path)
    {
        using var answer = await server.Page.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("notFound", await CodeAsync(answer));
    }

    [Fact]
    public async Task KeyAndSecretsInTheDataFolder_AreTheirOwnersAlone()
    {
        if (OperatingSystem.IsWindows()) return;
        await server.GetAsync("/api/alerts");
        await server.CadreAsync();
        foreach (var file in new[] { "api-key.txt", "cursor-key.bin", "content-key.bin", "accounts.db", "accounts.db-wal" })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.Data, file)));
    }

    [Fact]
    public async Task ReadyServer_SaysSo()
    {
        Assert.Equal("ready", (await server.GetAsync("/health/ready")).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("urls", "ftp://127.0.0.1:5080")]
    [InlineData("urls", "5080")]
    [InlineData("proxies", "everybody")]
    [InlineData("store", "somewhere")]
    public void SettingThatMeansNothing_IsRefusedAtStart(string name, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();
        Assert.Throws<OptionsRefusedException>(() => ServerOptions.Read(settings));
    }

    [Theory]
    [InlineData("mailboxFull", HttpStatusCode.TooManyRequests, "mailboxFull")]
    [InlineData("unknown", HttpStatusCode.ServiceUnavailable, "unknownOutcome")]
    [InlineData("bug", HttpStatusCode.InternalServerError, "internal")]
    public async Task TroubleBelow_IsNamedWithoutATrace(string trouble, HttpStatusCode status, string code)
    {
        await using var broken = new ServerFixture { Replace = services => services.AddSingleton<IIngest>(new BrokenIngest(trouble)) };
        _ = broken.Server;
        using var answer = await broken.SendAsync("/api/signals", "[]");
        Assert.Equal((status, code), (answer.StatusCode, await CodeAsync(answer)));
        Assert.Equal(status != HttpStatusCode.InternalServerError, answer.Headers.RetryAfter is not null);
        Assert.DoesNotContain("at CadreWatch", await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private sealed class BrokenIngest(string trouble) : IIngest
    {
        public Task<IngestResult> SignalsAsync(ReadOnlyMemory<byte> body, bool judgeAsKnown, string by, IReadOnlySet<string>? sources, CancellationToken cancel) => trouble switch
        {
            "mailboxFull" => throw new MailboxFullException(TimeSpan.FromSeconds(1)),
            "unknown" => throw new OutcomeUnknownException("lost"),
            _ => throw new InvalidOperationException("secret detail at CadreWatch"),
        };

        public Task<IngestResult> CadresAsync(ReadOnlyMemory<byte> body, string by, CancellationToken cancel) => throw new NotSupportedException();
    }
}
