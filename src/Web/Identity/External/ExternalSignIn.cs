using System.Net.Http.Headers;
using System.Text.Json;
using CadreWatch.Grains.Trail;
using CadreWatch.Web.Identity.SignIn;
using CadreWatch.Web.Identity.Store;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace CadreWatch.Web.Identity.External;

/// <summary>
/// Signs in whom another server vouches for. Nobody gets an account by it: a person who is signed in links it first, and the link is what signs in later. The
/// session's own cookie does not come along from another site, so who links travels sealed in the request itself.
/// </summary>
internal static class ExternalSignIn
{
    private const string LinkTo = "linkTo";
    private const string LinkedBy = "linkedBy";
    private const string SignInRefused = "/?signIn=refused";
    private const string LinkRefused = "/me?link=refused";

    public static AuthenticationBuilder AddExternal(this AuthenticationBuilder builder, IReadOnlyList<ExternalProvider> providers)
    {
        foreach (var provider in providers) builder.AddOAuth(provider.Scheme, provider.Name, o => Configure(o, provider));
        return builder;
    }

    /// <summary>Sends the browser to the other server. Whoever is signed in links; whoever is not signs in.</summary>
    public static Results<ChallengeHttpResult, ProblemHttpResult> Challenge(string scheme, string? @return, HttpContext http, IReadOnlyList<ExternalProvider> providers)
    {
        if (providers.All(p => p.Scheme != scheme)) return Hosting.Problems.NotFound("这种登录方式");
        var properties = new AuthenticationProperties { RedirectUri = IsOwn(@return) ? @return : "/" };
        if (http.User.FindFirst("sub")?.Value is { } account) (properties.Items[LinkTo], properties.Items[LinkedBy]) = (account, http.User.FindFirst("sid")!.Value);
        return TypedResults.Challenge(properties, [scheme]);
    }

    private static void Configure(OAuthOptions options, ExternalProvider provider)
    {
        options.SignInScheme = SessionCookie.Scheme;
        (options.ClientId, options.ClientSecret) = (provider.ClientId, provider.ClientSecret);
        (options.AuthorizationEndpoint, options.TokenEndpoint, options.UserInformationEndpoint) =
            (provider.AuthorizationEndpoint, provider.TokenEndpoint, provider.UserInformationEndpoint);
        options.CallbackPath = $"/signed-in/{provider.Scheme}";
        options.UsePkce = true;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        foreach (var scope in provider.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries)) options.Scope.Add(scope);
        options.Events = new()
        {
            OnCreatingTicket = context => ReadAsync(context, provider),
            OnTicketReceived = context => ReceivedAsync(context, provider.Scheme),
            OnRemoteFailure = context => FailedAsync(context, provider.Scheme),
        };
    }

    private static async Task ReadAsync(OAuthCreatingTicketContext context, ExternalProvider provider)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        using var answer = await context.Backchannel.SendAsync(request, context.HttpContext.RequestAborted);
        answer.EnsureSuccessStatusCode();
        using var person = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(context.HttpContext.RequestAborted));
        if (person.RootElement.TryGetProperty(provider.IdField, out var id)) context.Identity!.AddClaim(new("external", id.ToString()));
    }

    private static async Task ReceivedAsync(TicketReceivedContext context, string scheme)
    {
        var http = context.HttpContext;
        context.HandleResponse();
        var id = context.Principal?.FindFirst("external")?.Value ?? "";
        var links = context.Properties?.Items.ContainsKey(LinkTo) == true;
        var done = links ? await LinkAsync(http, context.Properties!, scheme, id) : await SignInAsync(http, scheme, id);
        http.Response.Redirect(!done ? RefusalOf(links) : IsOwn(context.ReturnUri) ? context.ReturnUri! : "/");
    }

    /// <summary>The other server refused, or what came back is not what this browser was sent for.</summary>
    private static async Task FailedAsync(RemoteFailureContext context, string scheme)
    {
        context.HandleResponse();
        await context.HttpContext.RequestServices.GetRequiredService<SignInFlow>().RefuseVouchedAsync(context.HttpContext, null, scheme, context.HttpContext.RequestAborted);
        context.Response.Redirect(RefusalOf(context.Properties?.Items.ContainsKey(LinkTo) == true));
    }

    /// <summary>Links only while the session that asked for it is still open, and its account in use.</summary>
    private static async Task<bool> LinkAsync(HttpContext http, AuthenticationProperties asked, string scheme, string id)
    {
        var (services, account) = (http.RequestServices, asked.Items[LinkTo]!);
        var open = (await services.GetRequiredService<Sessions>().OfAsync(account, http.RequestAborted)).Any(s => s.Id == asked.Items[LinkedBy]);
        var users = services.GetRequiredService<UserManager<Credential>>();
        if (id.Length == 0 || !open || !await services.GetRequiredService<AccountHolders>().IsActiveAsync(account, http.RequestAborted) || await users.FindByIdAsync(account) is not { } user) return false;
        var note = new TrailNote(TrailKind.Session, "account") { Account = account, Target = account, Verb = "externalLinked" };
        await services.GetRequiredService<Trail.Trail>().EnterAsync(http, note, http.RequestAborted);
        return (await users.AddLoginAsync(user, new(scheme, id, scheme))).Succeeded;
    }

    private static async Task<bool> SignInAsync(HttpContext http, string scheme, string id)
    {
        var flow = http.RequestServices.GetRequiredService<SignInFlow>();
        var user = id.Length == 0 ? null : await http.RequestServices.GetRequiredService<UserManager<Credential>>().FindByLoginAsync(scheme, id);
        if (user is not null) return (await flow.VouchedAsync(http, user, scheme, http.RequestAborted)).Result is Ok<SignInAnswer>;
        await flow.RefuseVouchedAsync(http, null, scheme, http.RequestAborted);
        return false;
    }

    private static string RefusalOf(bool links) => links ? LinkRefused : SignInRefused;

    /// <summary>A path of this server, and nothing that a browser would take for another's.</summary>
    private static bool IsOwn(string? path) => path is ['/'] or ['/', not ('/' or '\\'), ..] && !path.Any(char.IsControl);
}
