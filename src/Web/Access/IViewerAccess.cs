global using Viewer = CadreWatch.Grains.Access.Viewer;

using System.Collections.Frozen;
using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Web.Access;

/// <summary>
/// The one place that says what a viewer may see. Lists apply it in the store, single things and pushes in memory; both must agree.
/// </summary>
internal interface IViewerAccess
{
    Viewer ViewerOf(ClaimsPrincipal user);

    /// <summary>Conditions on <see cref="ReadTableSet.Alerts"/> that every list and count carries.</summary>
    IReadOnlyList<Condition> Alerts(Viewer viewer);

    /// <summary>Conditions on <see cref="ReadTableSet.Cadres"/> that every list and count carries.</summary>
    IReadOnlyList<Condition> Cadres(Viewer viewer);

    bool SeesAlert(Viewer viewer, AlertMark alert);

    bool SeesCadre(Viewer viewer, string unit);

    bool SeesSignal(Viewer viewer, string unit, Secrecy secrecy);
}

/// <summary>What filters and rights look at in an alert.</summary>
internal sealed record AlertMark(string Id, string Cadre, string Unit, string Pattern, long LevelRank, string State, bool Acknowledged, string? Owner);

/// <summary>Until rights are kept per account, whoever is signed in sees everything.</summary>
internal sealed class LocalAccess : IViewerAccess
{
    private static readonly FrozenSet<string> Everywhere = [CaseFacts.Root];

    private static readonly Grant[] All =
        [.. new[] { Role.DepartmentHead, Role.Administrator, Role.Auditor }.Select(r => new Grant(r, Everywhere, null, Secrecy.Secret, false))];

    public Viewer ViewerOf(ClaimsPrincipal user) =>
        user.FindFirst("sub")?.Value is { } account ? new(account, account, 1, All, FrozenSet<string>.Empty) : Viewer.Nobody("-");

    public IReadOnlyList<Condition> Alerts(Viewer viewer) => [];

    public IReadOnlyList<Condition> Cadres(Viewer viewer) => [];

    public bool SeesAlert(Viewer viewer, AlertMark alert) => true;

    public bool SeesCadre(Viewer viewer, string unit) => true;

    public bool SeesSignal(Viewer viewer, string unit, Secrecy secrecy) => true;
}
