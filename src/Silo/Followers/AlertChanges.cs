using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Silo.Followers;

/// <summary>Which alerts an event changed.</summary>
public static class AlertChanges
{
    /// <summary>Ids of the alerts that these events changed, each once, in the order of their last change.</summary>
    public static IReadOnlyList<string> Ids(IEnumerable<Event> events)
    {
        var ids = new List<string>();
        foreach (var e in events.OfType<AlertEvent>())
        {
            var id = e.Id.ToString();
            ids.Remove(id);
            ids.Add(id);
        }

        return ids;
    }
}
