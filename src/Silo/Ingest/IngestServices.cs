using CadreWatch.Journal.Contract;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CadreWatch.Silo.Ingest;

public static class IngestServices
{
    /// <summary>Adds <see cref="IIngest"/>. Needs the runtime, the journal and the judgement source.</summary>
    /// <param name="dataFolder">Where the key of content digests is kept; made at first use.</param>
    public static IServiceCollection AddIngest(this IServiceCollection services, string dataFolder)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => ContentKey.FromFolder(dataFolder));
        services.TryAddSingleton(s => new KnownCadres(s.GetRequiredService<IJournal>()));
        services.TryAddSingleton<IIngest, Ingest>();
        return services;
    }
}
