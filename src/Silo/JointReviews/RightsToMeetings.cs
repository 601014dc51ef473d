using System.Text;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Reactors;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.JointReviews;

/// <summary>
/// What becomes of an account becomes of it in its meetings: revoked, it is removed; with less rights it sees less; with a new relative it leaves for that
/// person's item. Nothing is widened: whoever may see more is invited again by a person.
/// </summary>
internal sealed class RightsToMeetings(IGrainRuntime runtime, IJournal journal) : IReaction
{
    private const string Called = "meeting.called";
    private const string Invited = "meeting.participantInvited";
    private const int Page = 500;

    /// <summary>Meetings by account; only ever grows, so that an event read again finds whom it found the first time.</summary>
    private readonly Dictionary<string, HashSet<string>> invited = new(StringComparer.Ordinal);

    public string Name => "rights-to-meetings";

    public bool Concerns(string eventName) => eventName is "account.disabled" or "account.rightsChanged" or Called or Invited;

    public async ValueTask StartAsync(CancellationToken cancel)
    {
        IReadOnlyList<object?>? last = null;
        while (true)
        {
            var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Meetings, [], [], Page, last), cancel).ConfigureAwait(false);
            foreach (var row in rows)
            {
                using var body = JsonDocument.Parse(row[^1] is byte[] bytes ? bytes : Encoding.UTF8.GetBytes((string)row[^1]!));
                foreach (var one in body.RootElement.GetProperty("attendance").EnumerateArray()) Invite(one.GetProperty("account").GetString()!, (string)row[0]!);
            }

            if (rows.Count < Page) return;
            last = [rows[^1][0]];
        }
    }

    public async ValueTask<IReadOnlyList<Errand>> ReactAsync(FollowedEvent followed, CancellationToken cancel)
    {
        var key = GrainId.Parse(followed.Stored.Stream, null).Key;
        switch (followed.Event)
        {
            case MeetingCalled e:
                foreach (var participant in e.Participants) Invite(participant.Account, key);
                return [];
            case ParticipantInvited e:
                Invite(e.Participant.Account, key);
                return [];
            case AccountDisabled or AccountRightsChanged { Assignments.Count: 0 }:
                return [.. Meetings(key).Select(m => new Errand(m, new RemoveParticipant(Id(followed, m), followed.Stored.RecordedAt, "system", key)))];
            case AccountRightsChanged e:
                var errands = new List<Errand>();
                foreach (var meeting in Meetings(key)) errands.AddRange(await NarrowAsync(followed, e, key, meeting, cancel).ConfigureAwait(false));
                return errands;
            default:
                return [];
        }
    }

    private async Task<IEnumerable<Errand>> NarrowAsync(FollowedEvent followed, AccountRightsChanged e, string account, GrainId meeting, CancellationToken cancel)
    {
        var (at, errands) = (followed.Stored.RecordedAt, new List<Errand>());
        var clearance = e.Assignments.Select(a => a.Clearance).DefaultIfEmpty(Secrecy.Internal).Max();
        var opens = e.Assignments.Any(a => Roles.Of(a.Role).Contains(Capability.OpenSignals));
        errands.Add(new(meeting, new NarrowParticipant(Id(followed, meeting), at, "system", account, clearance, opens)));
        var recused = e.Relatives.Append(e.SelfCadre).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (recused.Count == 0) return errands;
        var state = await runtime.StateAsync<MeetingState>(meeting, cancel).ConfigureAwait(false);
        foreach (var item in state.Items.Where(i => i.Cadre is { } cadre && recused.Contains(cadre)))
            errands.Add(new(meeting, new RecordItemRecusal(Id(followed, meeting, item.Id), at, "system", item.Id, [account])));
        return errands;
    }

    private Guid Id(FollowedEvent followed, GrainId meeting, string part = "") => Reactions.IdOf(Name, followed.Stored, meeting, part);

    private IEnumerable<GrainId> Meetings(string account) => invited.TryGetValue(account, out var meetings) ? meetings.Select(MeetingGrain.IdOf) : [];

    private void Invite(string account, string meeting)
    {
        if (!invited.TryGetValue(account, out var meetings)) invited[account] = meetings = [];
        meetings.Add(meeting);
    }
}
