using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Access;

/// <summary>Signs a request in as the account that its header names, so that rights are tested apart from passwords.</summary>
internal sealed class TestSignIn : IStartupFilter
{
    public const string Header = "X-Test-Account";

    /// <summary>Marks the session as a phone's.</summary>
    public const string PhoneHeader = "X-Test-Phone";

    public static void Add(IServiceCollection services) => services.AddSingleton<IStartupFilter, TestSignIn>();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, rest) =>
        {
            if (http.Request.Headers[Header] is [{ } account, ..])
            {
                var claims = new List<Claim> { new("sub", account), new("sid", $"test-{account}") };
                if (http.Request.Headers.ContainsKey(PhoneHeader)) claims.Add(new("phone", "1"));
                http.User = new(new ClaimsIdentity(claims, "test"));
            }

            return rest(http);
        });
        next(app);
    };
}
