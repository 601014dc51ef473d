using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CadreWatch.Silo.Followers;

public static class FollowerServices
{
    /// <summary>Adds the follower; every registered <see cref="IJournalSubscriber"/> is told. Calling it again adds nothing.</summary>
    public static IServiceCollection AddFollower(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FollowerStatus>();
        services.AddHostedService<JournalFollower>();
        return services;
    }
}
