using System.Text.Json;
using CadreWatch.Grains.Access;

namespace CadreWatch.Web.Tests.Access;

/// <summary>An alert as the one who sees everything was told, with its causes found among what was fed.</summary>
internal sealed record WorldAlert(string Id, string Cadre, string Pattern, int Level, string State, bool Acknowledged, string? Owner, string? Outcome, int Secrecy);

/// <summary>
/// Who sees what, written down again from the rules and from nothing else: loops over plain lists. It shares no code with what it is held against.
/// </summary>
internal sealed class Reference(World world)
{
    public bool SeesCadre(string account, WorldCadre cadre) => Sees(account, cadre, 1, caseRole: null);

    /// <summary>Who only takes in complaints looks, and carries nothing away.</summary>
    public bool Exports(string account, WorldCadre cadre) => Sees(account, cadre, 1, caseRole: r => r != Role.ComplaintOfficer);

    /// <summary>What a unit answered of the person, as far as its secrecy goes.</summary>
    public bool Reads(string account, WorldCadre cadre, int secrecy) => Sees(account, cadre, secrecy, caseRole: r => r != Role.ComplaintOfficer);

    /// <summary>Signals that may be true or not and that the account, in a role that sees hints of a model, may know of.</summary>
    public int Received(string account, WorldCadre cadre) =>
        world.Signals.Count(s => s.Cadre == cadre.Number && s.Kind == "discipline" && Sees(account, cadre, s.Secrecy, caseRole: r => r != Role.ComplaintOfficer));

    /// <summary>The account, in a role that decides on policy, may know that there is something of this secrecy.</summary>
    public bool Tries(string account, WorldCadre cadre, int secrecy) => Sees(account, cadre, secrecy, caseRole: r => r is Role.DeputyHead or Role.DepartmentHead);

    public bool Sees(string account, WorldCadre cadre, int secrecy) => Sees(account, cadre, secrecy, caseRole: null);

    public bool Sees(string account, WorldAlert alert) => Sees(account, Cadre(alert.Cadre), alert.Secrecy, caseRole: null);

    public bool Opens(string account, WorldSignal signal) => Sees(account, Cadre(signal.Cadre), signal.Secrecy, caseRole: null);

    public bool ActsOn(string account, WorldAlert alert) => Sees(account, Cadre(alert.Cadre), alert.Secrecy, caseRole: r => r != Role.ComplaintOfficer);

    public bool Attributes(string account, WorldSignal signal) => Sees(account, Cadre(signal.Cadre), signal.Secrecy, caseRole: r => r != Role.ComplaintOfficer);

    public WorldCadre Cadre(string number) => world.Cadres.Single(c => c.Number == number);

    /// <summary>The alerts by what the all-seeing board says of them; secrecy is taken from the signals that were fed.</summary>
    public List<WorldAlert> Alerts(IEnumerable<JsonElement> cards)
    {
        var alerts = new List<WorldAlert>();
        foreach (var card in cards)
        {
            var (cadre, secrecy) = (card.GetProperty("cadre").GetString()!, 0);
            foreach (var cause in card.GetProperty("causes").EnumerateArray())
                foreach (var signal in world.Signals)
                    if (signal.Cadre == cadre && signal.Kind == cause.GetProperty("kind").GetString() && signal.Secrecy > secrecy)
                        secrecy = signal.Secrecy;
            alerts.Add(new(
                card.GetProperty("id").GetString()!, cadre, card.GetProperty("pattern").GetProperty("code").GetString()!, card.GetProperty("level").GetProperty("rank").GetInt32(),
                card.GetProperty("state").GetString()!, card.GetProperty("acknowledged").GetBoolean(), card.GetProperty("owner").GetString(),
                card.TryGetProperty("outcome", out var outcome) ? outcome.GetString() : null, secrecy));
        }

        return alerts;
    }

    private bool Sees(string name, WorldCadre cadre, int secrecy, Func<Role, bool>? caseRole)
    {
        var account = world.Account(name);
        if (account.Disabled || IsRecused(account, cadre)) return false;
        foreach (var assignment in account.Rights.Assignments)
            if (Covers(assignment, cadre, secrecy, caseRole)) return true;
        foreach (var other in world.Accounts)
        {
            if (other.Disabled || other.Name == name || !Lends(other, account) || IsRecused(other, cadre)) continue;
            foreach (var assignment in other.Rights.Assignments)
                if (Covers(assignment, cadre, secrecy, caseRole)) return true;
        }

        return false;
    }

    private static bool Lends(WorldAccount from, WorldAccount to)
    {
        foreach (var role in to.Rights.Assignments)
            if (role.Role is Role.Administrator or Role.Auditor) return false;
        foreach (var delegation in from.Rights.Delegations)
            if (delegation.To == to.Name && delegation.From <= World.Today && World.Today <= delegation.Until) return true;
        return from.Rights.Deputy == to.Name && to.Rights.Deputy == from.Name;
    }

    private static bool IsRecused(WorldAccount account, WorldCadre cadre) =>
        account.Rights.SelfCadre == cadre.Number || account.Rights.Relatives.Contains(cadre.Number);

    private bool Covers(CadreWatch.Grains.Accounts.Assignment a, WorldCadre cadre, int secrecy, Func<Role, bool>? caseRole)
    {
        if (a.Role is Role.AgencyLiaison or Role.IdentityCustodian or Role.Auditor or Role.Administrator) return false;
        if (caseRole?.Invoke(a.Role) == false) return false;
        if (a.From > World.Today || a.Until < World.Today) return false;
        if (a.OwnStaff != cadre.OwnStaff || (int)a.Clearance < secrecy) return false;
        if (a.Units is not null && !a.Units.Contains(cadre.Unit)) return false;
        if (a.Offices.Contains("district")) return true;
        for (var office = cadre.Authority; office is not null; office = world.Offices.GetValueOrDefault(office))
            if (a.Offices.Contains(office)) return true;
        return false;
    }
}
