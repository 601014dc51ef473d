namespace CadreWatch.Grains.Tests;

/// <summary>Tests of time and memory run by themselves, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Figures
{
    public const string Name = "figures";
}
