using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.JointReviews.Minutes;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Silo.JointReviews.Rounds;

public static class RoundServices
{
    /// <summary>Adds what rounds are opened, sent out and answered with. Needs the runtime, the journal and ingest.</summary>
    public static IServiceCollection AddRounds(this IServiceCollection services, string dataFolder) => services
        .AddSingleton(new MemberUnits(dataFolder))
        .AddSingleton(new ReviewLetters(Path.Combine(dataFolder, "templates")))
        .AddSingleton(s => new MinutesTemplates(s.GetRequiredService<IGrainRuntime>(), Path.Combine(dataFolder, "templates")))
        .AddSingleton(s => new OpinionContents(s.GetRequiredService<ContentKey>()))
        .AddSingleton(s => new OpinionTables(s.GetRequiredService<ContentKey>()))
        .AddSingleton<RoundDesk>();
}
