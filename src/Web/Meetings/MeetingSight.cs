using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Meetings;
using CadreWatch.Web.Access;

namespace CadreWatch.Web.Meetings;

/// <summary>
/// A meeting with the rights of this moment laid over it: whoever is revoked is out of the room, whoever sees less sees less, whoever has a new relative has
/// left for the item. The journal follows by <c>RightsToMeetings</c>; a screen does not wait for it.
/// </summary>
internal sealed class MeetingSight(IViewerAccess access)
{
    public MeetingState Of(MeetingState meeting)
    {
        foreach (var (account, attendance) in meeting.Attendances)
        {
            if (attendance.Presence == Presence.Removed) continue;
            meeting = access.Find(account) is { Grants.Count: > 0 } viewer
                ? Held(meeting.Recusing(account, viewer.Recused), attendance, viewer)
                : meeting with { Attendances = meeting.Attendances.SetItem(account, attendance with { Presence = Presence.Removed }) };
        }

        return meeting;
    }

    /// <summary>The rights with which an account takes part: those of its roles, whatever they cover.</summary>
    public static (Secrecy Clearance, bool SeesComplaints) RightsOf(Viewer viewer) => (
        viewer.Grants.Select(g => g.Clearance).DefaultIfEmpty(Secrecy.Internal).Max(), viewer.Grants.Any(g => Roles.Of(g.Role).Contains(Capability.OpenSignals)));

    private static MeetingState Held(MeetingState meeting, Attendance attendance, Viewer viewer)
    {
        var (clearance, complaints) = RightsOf(viewer);
        var before = attendance.Participant;
        if (before.Clearance <= clearance && (complaints || !before.SeesComplaints)) return meeting;
        var held = before with { Clearance = clearance < before.Clearance ? clearance : before.Clearance, SeesComplaints = before.SeesComplaints && complaints };
        return meeting with { Attendances = meeting.Attendances.SetItem(before.Account, attendance with { Participant = held }) };
    }
}
