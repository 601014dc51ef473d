using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews.Populations;

/// <summary>What may be put to a saved population. Closed. Each answers <see cref="PopulationReply"/> or a refusal.</summary>
public abstract record PopulationCommand(Guid Id, DateTimeOffset At, string By) : Command(Id, At, By);

/// <summary>Saves a new version, the first one too. Refusals: <c>peopleMissing</c>, <c>changedMeanwhile</c>, <c>unknownPopulation</c>. That everybody on it is there for the account is for the edge to say.</summary>
/// <param name="Seen">The version that the person looked at; 0 for a new population.</param>
public sealed record SavePopulation(
    Guid Id, DateTimeOffset At, string By, SealedText Name, IReadOnlyList<string> Units, IReadOnlyList<string> Ranks, IReadOnlyList<string> People, int Seen)
    : PopulationCommand(Id, At, By);

/// <summary>Takes it out of every list, for good. Refusals: <c>unknownPopulation</c>, <c>changedMeanwhile</c>.</summary>
/// <param name="Seen">The version that the person looked at.</param>
public sealed record DiscardPopulation(Guid Id, DateTimeOffset At, string By, int Seen) : PopulationCommand(Id, At, By);

public sealed record PopulationReply(string Population, int Version);

/// <summary>Every rule about a saved population.</summary>
public static class PopulationDecider
{
    public static Decision Decide(PopulationState state, PopulationCommand command) => command switch
    {
        _ when state.Discarded || (command is DiscardPopulation && state.Version == 0) => Decision.Refuse("unknownPopulation", "没有找到该群体。"),
        SavePopulation c when c.Seen == state.Version => Save(state, c),
        DiscardPopulation c when c.Seen == state.Version => Decision.Of(new PopulationReply(state.Id, state.Version), new PopulationDiscarded(c.At, c.By)),
        SavePopulation or DiscardPopulation => Decision.Refuse("changedMeanwhile", "该群体已有新的版本，请刷新后重试。"),
        _ => Decision.Refuse("unknownCommand", "干部群体不支持该操作。"),
    };

    private static Decision Save(PopulationState state, SavePopulation command)
    {
        var people = Ordered(command.People);
        if (people.Length == 0)
            return Decision.Refuse("peopleMissing", "名单为空，请先选定干部。", "people");
        var version = state.Version + 1;
        return Decision.Of(
            new PopulationReply(state.Id, version),
            new PopulationSaved(version, command.Name.Hash, Ordered(command.Units), Ordered(command.Ranks), people, command.At, command.By)).With([new(0, "name", command.Name)]);
    }

    private static string[] Ordered(IEnumerable<string> names) =>
        [.. names.Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
