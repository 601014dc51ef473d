using CadreWatch.Web.Tests;
using CadreWatch.Web.Tests.Browser;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace CadreWatch.Web.Tests;

/// <summary>The longest collections begin first, so that the others run beside them and none after them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => c.TestCollectionDisplayName == BrowserTests.Name ? 0 : c.TestCollectionDisplayName.Contains(nameof(Access.NeedToKnowTests), StringComparison.Ordinal) ? 1 : 2)];
}
