using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Reactors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Scoring;

internal static class ScoringServices
{
    public static IServiceCollection AddScoring(this IServiceCollection services, OpenedSilo silo)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(silo.Options.Zone);
        services.AddSingleton(silo.Models);
        services.AddSingleton(silo.Models.Files);
        services.AddSingleton<IJournalSubscriber>(silo.Models);
        services.AddSingleton(_ => new PopulationScoring(silo.Engine, silo.Journal, silo.Codec, silo.Rules, silo.Models, zone, silo.Options.Time));
        services.AddSingleton(s => new ScoringJob(
            s.GetRequiredService<PopulationScoring>(), s.GetRequiredService<IJournal>(), zone, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<ScoringJob>>()));
        services.AddSingleton<IJournalSubscriber>(s => s.GetRequiredService<ScoringJob>());
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<ScoringJob>());
        services.AddSingleton<IReaction, ModelsSucceed>();
        return services;
    }
}
