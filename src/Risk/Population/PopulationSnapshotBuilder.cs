using System.Collections.Frozen;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Models;
using CadreWatch.Risk.Features;

namespace CadreWatch.Risk.Population;

/// <summary>
/// Makes the population snapshot of one day from the states of all cadres as known on it. What it makes does not depend on the order they come in.
/// Not thread-safe: give each thread its own and <see cref="Merge"/> them.
/// </summary>
public sealed class PopulationSnapshotBuilder(AsOf asOf)
{
    /// <summary>Decided claims of the whole population that a category's share is drawn towards: as if it had had so many more.</summary>
    private const double Pull = 20;

    private const int YearDays = 365;

    private readonly Dictionary<(string Kind, string Category), (int Decided, int Substantiated)> categories = [];
    private readonly Dictionary<string, PeerRate> units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PeerRate> kinds = new(StringComparer.Ordinal);
    private PeerRate all;

    /// <param name="cadre">As known by the end of the day.</param>
    public void Add(CadreState cadre)
    {
        var posts = PostFacts.Of(cadre.Roster, asOf.Day);
        var (received, substantiated) = (0, 0);
        foreach (var signal in cadre.Signals.NewestFirst())
        {
            if (SignalGroups.Of(signal.Kind) >= SignalGroup.Measure || signal.Status is SignalStatus.Withdrawn or SignalStatus.Recorded || signal.IsCopy)
                continue;
            CountDecided(signal);
            if (signal.Status == SignalStatus.Cleared)
                continue;
            var days = asOf.DaysSince(signal.ReceivedOn);
            if (days < YearDays)
                received++;
            if (days < 2 * YearDays && signal.Status == SignalStatus.Substantiated)
                substantiated++;
        }

        if (!posts.InPost)
            return;
        var own = new PeerRate(1, received, substantiated);
        all = Plus(all, own);
        if (posts.Unit is { } unit)
            units[unit] = Plus(units.GetValueOrDefault(unit), own);
        if (posts.Kind is { } kind)
            kinds[kind] = Plus(kinds.GetValueOrDefault(kind), own);
    }

    public void Merge(PopulationSnapshotBuilder other)
    {
        all = Plus(all, other.all);
        foreach (var (unit, rate) in other.units)
            units[unit] = Plus(units.GetValueOrDefault(unit), rate);
        foreach (var (kind, rate) in other.kinds)
            kinds[kind] = Plus(kinds.GetValueOrDefault(kind), rate);
        foreach (var (category, (decided, substantiated)) in other.categories)
        {
            var known = categories.GetValueOrDefault(category);
            categories[category] = (known.Decided + decided, known.Substantiated + substantiated);
        }
    }

    public PopulationSnapshot Build()
    {
        double decided = 0, substantiated = 0;
        foreach (var (d, s) in categories.Values)
            (decided, substantiated) = (decided + d, substantiated + s);
        var share = decided == 0 ? 0 : substantiated / decided;
        return new(asOf.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), asOf.Day, all)
        {
            FindingShare = (float)share,
            FindingShares = categories.GroupBy(c => c.Key.Kind).ToFrozenDictionary(
                g => g.Key, g => g.ToFrozenDictionary(c => c.Key.Category, c => (float)((c.Value.Substantiated + (Pull * share)) / (c.Value.Decided + Pull)), StringComparer.Ordinal), StringComparer.Ordinal),
            Units = units.ToFrozenDictionary(StringComparer.Ordinal),
            PostKinds = kinds.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }

    private void CountDecided(Signal signal)
    {
        if (signal.Status is not (SignalStatus.Substantiated or SignalStatus.Unsubstantiated or SignalStatus.Cleared))
            return;
        var category = (signal.Kind, signal.Category ?? "");
        var (decided, substantiated) = categories.GetValueOrDefault(category);
        categories[category] = (decided + 1, substantiated + (signal.Status == SignalStatus.Substantiated ? 1 : 0));
    }

    private static PeerRate Plus(PeerRate a, PeerRate b) => new(a.People + b.People, a.Received + b.Received, a.Substantiated + b.Substantiated);
}
