using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Anchors;
using CadreWatch.Silo.Backtests;
using CadreWatch.Silo.Deadlines;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.InForce;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.JointReviews.Meetings;
using CadreWatch.Silo.JointReviews.Rounds;
using CadreWatch.Silo.Measures;
using CadreWatch.Silo.Reactors;
using CadreWatch.Silo.Runtime;
using CadreWatch.Silo.Scoring;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Silo.Hosting;

public static class SiloServices
{
    /// <summary>Adds an opened silo: runtime, journal, ingest, follower, deadlines, anchors. The container does not dispose it; who opened it does, after the host stopped.</summary>
    public static IServiceCollection AddSilo(this IServiceCollection services, OpenedSilo silo)
    {
        services.AddSingleton(silo.Options.Time);
        services.AddSingleton(silo);
        services.AddSingleton<IGrainRuntime>(silo.Engine);
        services.AddSingleton(silo.Engine);
        services.AddSingleton<IJudgementSource>(silo.Rules);
        services.AddSingleton(silo.Rules);
        services.AddSingleton(silo.Codec);
        services.AddSingleton(silo.Writer);
        services.AddSingleton<IJournal>(silo.Journal);
        services.AddSingleton<IJournalSubscriber>(silo.Rules);
        services.AddSingleton(silo.People);
        services.AddSingleton<IJournalSubscriber>(silo.People);
        services.AddSingleton<IJournalSubscriber, ObservedStreams>();
        services.AddFollower();
        services.AddHostedService<DeadlineScanner>();
        services.AddHostedService<Rejudging>();
        services.AddHostedService<AnchorKeeper>();
        services.AddReactors();
        services.AddSingleton<MaterialBuilder>();
        services.AddMeasures(silo.Options.DataFolder);
        services.AddRounds(silo.Options.DataFolder);
        services.AddScoring(silo);
        services.AddBacktests(silo);
        return services.AddIngest(silo.Options.DataFolder);
    }
}
