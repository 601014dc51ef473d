using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Letters;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Demo;

public static class DemoServices
{
    /// <summary>Fills an empty store with the demonstration district behind the running server; see <see cref="DemoSeeder"/>.</summary>
    /// <param name="dataFolder">Where it is written down that it was done.</param>
    /// <param name="zone">The district's time zone.</param>
    public static IServiceCollection AddDemo(this IServiceCollection services, string dataFolder, TimeZoneInfo zone) =>
        services.AddHostedService(s => new DemoFilling(
            new(
                s.GetRequiredService<IIngest>(), s.GetRequiredService<IGrainRuntime>(), s.GetRequiredService<IJournal>(), s.GetRequiredService<IJudgementSource>(),
                s.GetRequiredService<LetterTemplates>(), s.GetRequiredService<TimeProvider>(), zone),
            dataFolder,
            s.GetRequiredService<ILogger<DemoFilling>>()));
}

/// <summary>Runs the seeder once. A failure is logged and leaves the server as it is; the next start completes it.</summary>
internal sealed partial class DemoFilling(DemoSeeder seeder, string dataFolder, ILogger<DemoFilling> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await seeder.SeedAsync(dataFolder, stoppingToken))
                Filled(DemoDistrict.Name, DemoDistrict.People);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Interrupted();
        }
#pragma warning disable CA1031 // Whatever hinders the demonstration must not take the server with it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failed(e);
        }
    }

    [LoggerMessage(LogLevel.Information, "Filled the empty store with {District}: {People} invented cadres.")]
    private partial void Filled(string district, int people);

    [LoggerMessage(LogLevel.Information, "The demonstration was not filled in completely; the next start goes on.")]
    private partial void Interrupted();

    [LoggerMessage(LogLevel.Error, "The demonstration could not be filled in.")]
    private partial void Failed(Exception e);
}
