using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Web.Access;

/// <summary>
/// The one place that says what a viewer may see. Lists apply it in the store, single things and pushes in memory; both ask <see cref="CaseAccess"/> or say the
/// same in conditions.
/// </summary>
internal interface IViewerAccess
{
    /// <summary>Whoever is signed in, with the rights of this moment; one that sees nothing where the account is unknown or disabled.</summary>
    Viewer ViewerOf(ClaimsPrincipal user);

    /// <summary>Another account with the rights of this moment; null where there is none or it is disabled.</summary>
    Viewer? Find(string account);

    /// <summary>The same viewer with the rights of this moment; null once the account is disabled.</summary>
    Viewer? Current(Viewer viewer);

    /// <summary>Conditions on <see cref="ReadTableSet.Alerts"/> that every list and count carries.</summary>
    IReadOnlyList<Condition> Alerts(Viewer viewer);

    /// <summary>Conditions on <see cref="ReadTableSet.Cadres"/> that every list and count carries.</summary>
    IReadOnlyList<Condition> Cadres(Viewer viewer);

    bool SeesAlert(Viewer viewer, AlertMark alert);

    bool SeesCadre(Viewer viewer, CaseFacts cadre);

    /// <summary>That there is such a signal, in lists and timelines.</summary>
    bool SeesSignal(Viewer viewer, CaseFacts cadre, Secrecy secrecy);

    /// <summary>The signal with its text.</summary>
    bool OpensSignal(Viewer viewer, CaseFacts cadre, Secrecy secrecy);
}

/// <summary>What filters and rights look at in an alert.</summary>
internal sealed record AlertMark(
    string Id, CaseFacts Case, Secrecy Secrecy, string Pattern, long LevelRank, string State, bool Acknowledged, string? Owner)
{
    /// <summary>Null while it has not ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public string Cadre => Case.Cadre;

    public string Unit => Case.Unit;
}
