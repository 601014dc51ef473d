namespace CadreWatch.Web.JointReviews.Populations;

/// <param name="Name">1 to 40 characters; it says what the people have in common, never what for.</param>
/// <param name="Units">Ids of units that are looked through for whoever joined since.</param>
/// <param name="Ranks">Ranks as the roster has them.</param>
/// <param name="People">Numbers: the whole list.</param>
/// <param name="Seen">The version that the person looked at; none for a new population.</param>
public sealed record PopulationSaveRequest(string? Name, IReadOnlyList<string>? Units, IReadOnlyList<string>? Ranks, IReadOnlyList<string>? People, int? Seen = null);

/// <param name="Seen">The version that the person looked at.</param>
public sealed record PopulationDiscardRequest(int? Seen);

/// <param name="Version">From 1.</param>
/// <param name="People">How many are on the list.</param>
public sealed record PopulationItem(string Id, string Name, int Version, int People, DateTimeOffset SavedAt, ReviewAccount SavedBy);

/// <summary>The populations of which the viewer may meet everybody, by name.</summary>
public sealed record PopulationList(IReadOnlyList<PopulationItem> Items);

/// <summary>One saving.</summary>
public sealed record PopulationVersion(int Version, DateTimeOffset At, ReviewAccount By);

/// <summary>A saved population with everybody on it.</summary>
/// <param name="Joined">Whom its units and ranks find today and who is not on it.</param>
/// <param name="History">The latest first.</param>
public sealed record SavedPopulation(
    PopulationItem Item, IReadOnlyList<string> Units, IReadOnlyList<string> Ranks, IReadOnlyList<ReviewPerson> People, IReadOnlyList<ReviewPerson> Joined,
    IReadOnlyList<PopulationVersion> History);
