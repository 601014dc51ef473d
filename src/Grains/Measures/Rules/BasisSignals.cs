using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Measures.Rules;

/// <summary>The signals below a basis: those it names, and the causes of the alerts it names.</summary>
public static class BasisSignals
{
    /// <summary>Each once, in the order of the basis; what is no id or is not there is passed over.</summary>
    public static IReadOnlyList<SignalKey> Of(IEnumerable<BasisItem> basis, CadreState cadre) => [.. All(basis, cadre).Distinct()];

    private static IEnumerable<SignalKey> All(IEnumerable<BasisItem> basis, CadreState cadre)
    {
        foreach (var item in basis)
            if (item.Source == BasisSource.Signal && SignalKey.TryParse(item.Id, null, out var key))
                yield return key;
            else if (item.Source == BasisSource.Alert && AlertId.TryParse(item.Id, null, out var id))
                foreach (var cause in cadre.Alerts.Find(id)?.Finding.Causes ?? [])
                    yield return cause.Signal;
    }
}
