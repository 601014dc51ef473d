using CadreWatch.Silo.Demo;
using CadreWatch.Silo.Hosting;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Board;
using CadreWatch.Web.Cadres;
using CadreWatch.Web.Session;
using CadreWatch.Web.Signals;
using CadreWatch.Web.Wall;

namespace CadreWatch.Web.Hosting;

/// <summary>Puts the server together.</summary>
internal static class Server
{
    public static void AddServer(this WebApplicationBuilder builder, ServerOptions options, OpenedSilo silo)
    {
        // A line per request says what the journal says better, and may carry what a person typed.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.UseUrls(options.Url);
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = RequestBody.Limit;
        });
        builder.Services.AddSingleton(options).AddSilo(silo);
        if (options.Demo) builder.Services.AddDemo(options.Data, TimeZoneInfo.FindSystemTimeZoneById(silo.Options.Zone));
        builder.Services.AddSingleton(new ApiKey(options));
        builder.Services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails().AddExceptionHandler<ProblemExceptionHandler>();
        builder.Services.AddApiDescription();
        builder.Services.AddSessionWords().AddAlerts().AddCadres().AddWall().AddSignals().AddBoard();
    }

    public static void UseServer(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages(Problems.ForEmptyAnswer);
        app.UseLoopbackGuard();
        app.UsePages();
        var api = app.MapGroup("/api");
        api.MapSession();
        api.MapAlerts();
        api.MapCadres();
        api.MapSignals();
        api.MapWall();
        app.MapBoard();
        app.MapHealth();
        app.MapOpenApi();
    }
}
