using CadreWatch.Silo.Attachments;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Letters;
using CadreWatch.Silo.Measures.FollowUps;
using CadreWatch.Silo.Reactors;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Silo.Measures;

public static class MeasureServices
{
    /// <summary>Adds the letter desk and what works behind measures. An office's templates lie in the folder <c>templates</c> of the data folder.</summary>
    public static IServiceCollection AddMeasures(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton(new LetterTemplates(Path.Combine(dataFolder, "templates")));
        services.AddSingleton<LetterDesk>();
        services.AddSingleton<MeasureDebts>();
        services.AddSingleton<IReaction, CalendarToMeasures>();
        services.AddSingleton<IReaction, RosterToMeasures>();
        services.AddSingleton<FollowUpErrands>();
        services.AddSingleton<IReaction, PromotionsToFollowUps>();
        services.AddSingleton<IReaction, SanctionsToFollowUps>();
        services.AddSingleton(new AttachmentStore(Path.Combine(dataFolder, "attachments")));
        services.AddSingleton<MeasureReactor>();
        services.AddSingleton<IJournalSubscriber>(provider => provider.GetRequiredService<MeasureReactor>());
        services.AddHostedService(provider => provider.GetRequiredService<MeasureReactor>());
        return services;
    }
}
