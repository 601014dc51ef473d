using System.Security.Claims;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CadreWatch.Web.Identity;

/// <summary>
/// The cookie: account, session id and the session's stamp, sealed, and nothing that decides anything. Each request is answered by what the session says now.
/// </summary>
internal static class SessionCookie
{
    public const string Scheme = "CadreWatch";
    public const string Name = "cw-session";
    private const string Stamp = "stamp";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.SlidingExpiration = false;
        options.ExpireTimeSpan = TimeSpan.FromDays(30);
        options.Events = new() { OnValidatePrincipal = ValidateAsync, OnRedirectToLogin = Refuse, OnRedirectToAccessDenied = Refuse };
    }

    public static Task IssueAsync(HttpContext http, SessionRow session, string stamp)
    {
        http.Features.Set(new CurrentSession(session));
        var identity = new ClaimsIdentity([new("sub", session.Account), new("sid", session.Id), new(Stamp, stamp)], Scheme, "sub", null);
        return http.SignInAsync(Scheme, new(identity));
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var (account, id, stamp) = (Claim("sub"), Claim("sid"), Claim(Stamp));
        var session = account is null || id is null || stamp is null
            ? null
            : await http.RequestServices.GetRequiredService<Sessions>().FindAsync(id, account, stamp, http.RequestAborted);
        if (session is null || !await http.RequestServices.GetRequiredService<AccountHolders>().IsActiveAsync(session.Account, http.RequestAborted))
        {
            context.RejectPrincipal();
            return;
        }

        http.Features.Set(new CurrentSession(session));
        if (session.Stage != SessionStage.Full) context.RejectPrincipal();
        else context.ReplacePrincipal(PrincipalOf(session));

        string? Claim(string type) => context.Principal?.FindFirst(type)?.Value;
    }

    public static ClaimsPrincipal PrincipalOf(SessionRow session)
    {
        var identity = new ClaimsIdentity([new("sub", session.Account), new("sid", session.Id)], Scheme, "sub", null);
        if (session.Phone) identity.AddClaim(new("phone", "1"));
        return new(identity);
    }

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context) =>
        Problems.Of(StatusCodes.Status401Unauthorized, "signInRequired", "请先登录。").ExecuteAsync(context.HttpContext);
}

/// <summary>The session of this request, also while a step of signing in is still due; then nobody is signed in.</summary>
internal sealed record CurrentSession(SessionRow Row);
