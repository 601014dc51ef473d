using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.InForce;
using CadreWatch.Silo.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Backtests;

internal static class BacktestServices
{
    public static IServiceCollection AddBacktests(this IServiceCollection services, OpenedSilo silo)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(silo.Options.Zone);
        services.AddSingleton(_ => new PolicyRegister(silo.Journal, silo.Codec));
        services.AddSingleton(_ => BacktestInput.Of(silo.Journal, silo.Codec));
        services.AddSingleton(s => new BacktestDesk(
            s.GetRequiredService<BacktestInput>(), s.GetRequiredService<RulesInForce>(), zone, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<BacktestDesk>>()));
        return services.AddSingleton<IHostedService>(s => s.GetRequiredService<BacktestDesk>());
    }
}
