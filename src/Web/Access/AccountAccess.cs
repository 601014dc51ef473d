using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.People;

namespace CadreWatch.Web.Access;

/// <summary>Rights of accounts: claims say who, the directory says what they may do now.</summary>
internal sealed class AccountAccess(PeopleDirectory people, TimeProvider time) : IViewerAccess
{
    /// <summary>Claim of the account's name.</summary>
    public const string AccountClaim = "sub";

    /// <summary>Claim of a session that began on a phone: <c>1</c>.</summary>
    public const string PhoneClaim = "phone";

    public Viewer ViewerOf(ClaimsPrincipal user)
    {
        if (user.FindFirstValue(AccountClaim) is not { } account) return Viewer.Nobody("-");
        var viewer = people.ViewerOf(account, time.GetUtcNow()) ?? Viewer.Nobody(account);
        return user.FindFirstValue(PhoneClaim) == "1" ? viewer with { Phone = true } : viewer;
    }

    public Viewer? Find(string account) => people.ViewerOf(account, time.GetUtcNow());

    public Viewer? Current(Viewer viewer)
    {
        var now = Find(viewer.Account);
        return viewer.Phone && now is not null ? now with { Phone = true } : now;
    }

    public IReadOnlyList<Condition> Alerts(Viewer viewer) => RightsFilter.Alerts(viewer);

    public IReadOnlyList<Condition> Cadres(Viewer viewer) => RightsFilter.Cadres(viewer);

    public bool SeesAlert(Viewer viewer, AlertMark alert) => CaseAccess.Sees(viewer, alert.Case, alert.Secrecy);

    public bool SeesCadre(Viewer viewer, CaseFacts cadre) => CaseAccess.SeesCadre(viewer, cadre);

    public bool SeesSignal(Viewer viewer, CaseFacts cadre, Secrecy secrecy) => CaseAccess.Sees(viewer, cadre, secrecy);

    public bool OpensSignal(Viewer viewer, CaseFacts cadre, Secrecy secrecy) => CaseAccess.May(viewer, Capability.OpenSignals, cadre, secrecy);
}
