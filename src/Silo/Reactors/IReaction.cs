using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;

namespace CadreWatch.Silo.Reactors;

/// <summary>A command that follows from an event.</summary>
public readonly record struct Errand(GrainId Grain, Command Command);

/// <summary>Turns events of some grains into commands to others. It answers the same for the same event, however often it is asked.</summary>
public interface IReaction
{
    /// <summary>Enters the ids of its commands; never changes.</summary>
    string Name { get; }

    /// <summary>Whether events of this stored name are of interest; others are passed over.</summary>
    bool Concerns(string eventName);

    /// <summary>Called before the first event, again where the store was lost meanwhile.</summary>
    ValueTask StartAsync(CancellationToken cancel) => ValueTask.CompletedTask;

    ValueTask<IReadOnlyList<Errand>> ReactAsync(FollowedEvent followed, CancellationToken cancel);
}

internal static class Reactions
{
    /// <summary>The id of the command that a reaction derives from an event for a grain: repeated, it takes effect once.</summary>
    public static Guid IdOf(string reaction, StoredEvent e, GrainId grain, string part = "") =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{reaction}\n{e.Stream}\n{e.StreamVersion}\n{grain}\n{part}")).AsSpan(0, 16));
}
