namespace CadreWatch.Grains.Policies;

/// <summary>One version of the district's policy: its patterns and parameters, as data.</summary>
public sealed record Policy(string Version);
