namespace CadreWatch.Grains.Meetings;

/// <summary>What is known of one person when an agenda is drawn up.</summary>
/// <param name="Owner">Account responsible for the person.</param>
/// <param name="AlertRank">Rank of the worst open alert, 1 the worst; null without one.</param>
/// <param name="Rectifications">Rectifications that run or are late.</param>
/// <param name="Recused">Accounts that must leave for the person.</param>
public sealed record AgendaCandidate(
    string Cadre, string Owner, int Objections, int Verifying, int? AlertRank, int Rectifications, IReadOnlyList<string> Recused);

/// <summary>Draws up an agenda: who has an objection, a verification, an open alert or a rectification, the gravest first.</summary>
public static class Agenda
{
    /// <param name="matters">Ids of matters to follow up; they come last.</param>
    public static IReadOnlyList<AgendaItem> From(IEnumerable<AgendaCandidate> people, IEnumerable<(string Id, string Owner)> matters) =>
    [
        .. people.Where(p => p.Objections > 0 || p.Verifying > 0 || p.AlertRank is not null || p.Rectifications > 0)
            .OrderByDescending(p => p.Objections).ThenBy(p => p.AlertRank ?? int.MaxValue).ThenByDescending(p => p.Verifying)
            .ThenByDescending(p => p.Rectifications).ThenBy(p => p.Cadre, StringComparer.Ordinal)
            .Select(p => new AgendaItem($"p-{p.Cadre}", ItemKind.Person, p.Cadre, p.Owner, [.. p.Recused.Order(StringComparer.Ordinal)])),
        .. matters.Select(m => new AgendaItem($"m-{m.Id}", ItemKind.Matter, null, m.Owner, [])),
    ];
}
