using CadreWatch.Silo.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(KillsFirst))]

namespace CadreWatch.Silo.Tests;

/// <summary>Servers that are killed take longest: they begin first, side by side, and the others run when they are through.</summary>
public sealed class KillsFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => c.TestCollectionDisplayName.Contains(".Kill.", StringComparison.Ordinal) ? 0 : 1)];
}
