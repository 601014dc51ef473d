using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Web.Tests.Identity;

/// <summary>A server that vouches for people, as strict as OAuth 2.0 with PKCE asks: codes are good once, for one redirect and one verifier.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    private const string Client = "cadre-watch";
    private const string Secret = "of-both-servers";

    private readonly ConcurrentDictionary<string, (string Person, string Redirect, string Challenge)> codes = new();
    private readonly ConcurrentDictionary<string, string> tokens = new();
    private readonly WebApplication app;

    private IdentityProvider(WebApplication app) => this.app = app;

    public static async Task<IdentityProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new IdentityProvider(builder.Build());
        provider.app.MapPost("/token", provider.TokenAsync);
        provider.app.MapGet("/person", provider.Person);
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>What the server under test is told of this one.</summary>
    public IReadOnlyDictionary<string, string> Settings
    {
        get
        {
            var url = app.Urls.Single();
            return new Dictionary<string, string>
            {
                ["External:0:Scheme"] = "unity",
                ["External:0:Name"] = "统一认证（示例）",
                ["External:0:ClientId"] = Client,
                ["External:0:ClientSecret"] = Secret,
                ["External:0:AuthorizationEndpoint"] = $"{url}/authorize",
                ["External:0:TokenEndpoint"] = $"{url}/token",
                ["External:0:UserInformationEndpoint"] = $"{url}/person",
            };
        }
    }

    /// <summary>What a browser does there that was sent by the server under test: the person signs in, and is sent back with a code.</summary>
    public Uri Vouch(Uri sent, string person)
    {
        Assert.StartsWith(app.Urls.Single(), sent.ToString(), StringComparison.Ordinal);
        var asked = HttpUtility.ParseQueryString(sent.Query);
        Assert.Equal((Client, "code", "S256"), (asked["client_id"], asked["response_type"], asked["code_challenge_method"]));
        var code = RandomNumberGenerator.GetHexString(32);
        codes[code] = (person, asked["redirect_uri"]!, asked["code_challenge"]!);
        return new($"{asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(asked["state"]!)}");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var good = codes.TryRemove(form["code"].ToString(), out var code) && (form["client_id"], form["client_secret"]) == (Client, Secret) && form["redirect_uri"] == code.Redirect
            && Base64(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == code.Challenge;
        if (!good) return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        var token = RandomNumberGenerator.GetHexString(32);
        tokens[token] = code.Person;
        return Results.Json(new { access_token = token, token_type = "Bearer", expires_in = 60 });
    }

    private IResult Person(HttpRequest request) =>
        tokens.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var person) ? Results.Json(new { sub = person }) : Results.Unauthorized();

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
