using CadreWatch.Silo.JointReviews;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Silo.Reactors;

internal static class ReactorServices
{
    public static IServiceCollection AddReactors(this IServiceCollection services) => services
        .AddSingleton<IReaction, LettersToSheets>()
        .AddSingleton<IReaction, OpinionsToSignals>()
        .AddSingleton<IReaction, NewsToMeetings>()
        .AddSingleton<IReaction, RightsToMeetings>()
        .AddSingleton<Reactor>()
        .AddHostedService(provider => provider.GetRequiredService<Reactor>());
}
