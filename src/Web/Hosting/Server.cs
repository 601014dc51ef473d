using System.Net;
using CadreWatch.Silo.Demo;
using CadreWatch.Silo.Hosting;
using CadreWatch.Web.Access;
using CadreWatch.Web.Accounts;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Board;
using CadreWatch.Web.Cadres;
using CadreWatch.Web.Gates;
using CadreWatch.Web.Identity;
using CadreWatch.Web.Identity.Endpoints;
using CadreWatch.Web.JointReviews;
using CadreWatch.Web.Measures;
using CadreWatch.Web.Meetings;
using CadreWatch.Web.Meetings.Live;
using CadreWatch.Web.Models;
using CadreWatch.Web.Policies;
using CadreWatch.Web.Rankings;
using CadreWatch.Web.Reports;
using CadreWatch.Web.Session;
using CadreWatch.Web.Signals;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.HttpOverrides;
using CadreWatch.Web.Wall;

namespace CadreWatch.Web.Hosting;

/// <summary>Puts the server together.</summary>
internal static class Server
{
    public static void AddServer(this WebApplicationBuilder builder, ServerOptions options, OpenedSilo silo)
    {
        // A line per request says what the journal says better, and may carry what a person typed.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.UseUrls(options.Url);
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = RequestBody.Limit;
        });
        builder.Services.AddSingleton(options).AddSilo(silo);
        if (options.Demo) builder.Services.AddDemo(options.Data, TimeZoneInfo.FindSystemTimeZoneById(silo.Options.Zone), DemoMeetings.PutAsync);
        builder.Services.AddAccounts(options, builder.Configuration).AddProxies(options);
        builder.Services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails().AddExceptionHandler<ProblemExceptionHandler>();
        builder.Services.AddApiDescription();
        builder.Services.AddSessionWords().AddAlerts().AddCadres().AddSignals().AddAccountRights().AddTrail().AddBoard().AddMeasurePages().AddGates().AddReviews().AddMeetings().AddReports().AddModels().AddPolicies().AddRankings();
    }

    /// <summary>Forwarded headers count from the named proxies alone; without one nothing that a request says of its origin is believed.</summary>
    private static void AddProxies(this IServiceCollection services, ServerOptions options) => services.Configure<ForwardedHeadersOptions>(o =>
    {
        o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        o.KnownProxies.Clear();
        o.KnownIPNetworks.Clear();
        foreach (var proxy in options.Proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) o.KnownProxies.Add(address);
            else o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }
    });

    public static void UseServer(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<ServerOptions>();
        if (options.Proxies.Count > 0) app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseHsts();
        app.UseExceptionHandler();
        app.UseStatusCodePages(Problems.ForEmptyAnswer);
        app.UseOriginGuard(options);
        app.UseAuthentication();
        app.UseEndpointRules();
        app.UseAntiforgeryGuard();
        app.UseRateLimiter();
        app.UsePages();
        var api = app.MapGroup("/api");
        api.MapSession();
        api.MapSignIn();
        api.MapFactors();
        api.MapExternal();
        api.MapSetup();
        api.MapKeys();
        api.MapAlerts();
        api.MapCadres();
        api.MapSignals();
        api.MapTrail();
        api.MapAccountRights();
        api.MapPeople();
        api.MapMeasures();
        api.MapGates();
        api.MapReviews();
        api.MapMeetings();
        api.MapReports();
        api.MapModels();
        api.MapPolicies();
        api.MapRankings();
        api.MapWall();
        app.MapBoard();
        app.MapReviewHub();
        app.MapLiveMeetings();
        app.MapHealth();
        app.MapOpenApi();
    }
}
