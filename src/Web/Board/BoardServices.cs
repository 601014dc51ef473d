using CadreWatch.Grains.Access;
using CadreWatch.Silo.Followers;
using CadreWatch.Web.Access;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CadreWatch.Web.Board;

internal static class BoardServices
{
    public static IServiceCollection AddBoard(this IServiceCollection services)
    {
        services.TryAddSingleton<IViewerAccess, AccountAccess>();
        services.AddSingleton<CursorSeal>();
        services.AddSingleton<Cursors>();
        services.AddSingleton<BoardChanges>();
        services.AddSingleton<ChangedAlerts>();
        services.AddSingleton<BoardOpening>();
        services.AddSingleton<AlertBroadcaster>();
        services.AddSingleton<IJournalSubscriber>(s => s.GetRequiredService<AlertBroadcaster>());
        services.AddHostedService(s => s.GetRequiredService<AlertBroadcaster>());
        services.AddSignalR(o =>
            {
                o.MaximumReceiveMessageSize = 8 * 1024;
                o.AddFilter<Identity.HubSessions>();
            })
            .AddJsonProtocol(o => Hosting.Json.Configure(o.PayloadSerializerOptions));
        return services;
    }

    public static void MapBoard(this IEndpointRouteBuilder app) => app.MapHub<AlertHub>("/hubs/alerts").RequireCapability(Capability.SeeCases);
}
