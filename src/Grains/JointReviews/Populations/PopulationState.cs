namespace CadreWatch.Grains.JointReviews.Populations;

/// <summary>One saved population as its latest version has it. Immutable.</summary>
public sealed record PopulationState(string Id)
{
    /// <summary>0 before it was saved.</summary>
    public int Version { get; init; }

    public IReadOnlyList<string> Units { get; init; } = [];

    public IReadOnlyList<string> Ranks { get; init; } = [];

    /// <summary>Cadre numbers, ascending.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    public DateTimeOffset? SavedAt { get; init; }

    public string? SavedBy { get; init; }

    /// <summary>For good.</summary>
    public bool Discarded { get; init; }

    public static PopulationState Apply(PopulationState state, PopulationEvent @event) => @event switch
    {
        PopulationSaved e => state with { Version = e.Version, Units = e.Units, Ranks = e.Ranks, People = e.People, SavedAt = e.At, SavedBy = e.By },
        PopulationDiscarded => state with { Discarded = true },
        _ => state,
    };
}
