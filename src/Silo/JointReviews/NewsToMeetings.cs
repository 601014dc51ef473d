using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Reactors;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.JointReviews;

/// <summary>
/// 会后新情况: what a listed person's grain records goes to the meetings that listed them, and an appointment too. Whether it is late is the meeting's decision;
/// here only those are asked who may care.
/// </summary>
internal sealed class NewsToMeetings(IGrainRuntime runtime, IJournal journal, OpenedSilo silo) : IReaction
{
    private const string Agendas = "meeting.agendaSet";
    private const int Page = 5_000;

    /// <summary>Meetings by listed person; only ever grows, so that an event read again finds whom it found the first time.</summary>
    private readonly Dictionary<string, HashSet<string>> listed = new(StringComparer.Ordinal);

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(silo.Options.Zone);

    public string Name => "news-to-meetings";

    public bool Concerns(string eventName) => eventName is "cadre.signalRecorded" or "cadre.signalRevised" or "cadre.rosterRecorded" or Agendas;

    public async ValueTask StartAsync(CancellationToken cancel)
    {
        IReadOnlyList<object?>? last = null;
        while (true)
        {
            var rows = await journal.Tables.QueryAsync(
                new(ReadTableSet.Matters, [new("kind", Comparison.Equal, "watch")], [], Page, last), cancel).ConfigureAwait(false);
            foreach (var row in rows) List((string)row[3]!, (string)row[0]!);
            if (rows.Count < Page) return;
            last = [rows[^1][0], rows[^1][1]];
        }
    }

    public async ValueTask<IReadOnlyList<Errand>> ReactAsync(FollowedEvent followed, CancellationToken cancel)
    {
        if (followed.Stored.Name == Agendas)
        {
            foreach (var item in ((AgendaSet)followed.Event).Items)
                if (item.Cadre is { } person) List(person, GrainId.Parse(followed.Stored.Stream, null).Key);
            return [];
        }
        var cadre = GrainId.Parse(followed.Stored.Stream, null).Key;
        if (!listed.TryGetValue(cadre, out var meetings)) return [];
        var errands = new List<Errand>();
        foreach (var meeting in meetings)
            if (await CommandAsync(meeting, cadre, followed, cancel).ConfigureAwait(false) is { } command) errands.Add(new(MeetingGrain.IdOf(meeting), command));
        return errands;
    }

    private async Task<MeetingCommand?> CommandAsync(string meeting, string cadre, FollowedEvent followed, CancellationToken cancel)
    {
        var id = Reactions.IdOf(Name, followed.Stored, MeetingGrain.IdOf(meeting));
        switch (followed.Event)
        {
            case SignalRecorded e:
                return new NoteLateInformation(id, followed.Stored.RecordedAt, "system", cadre, e.Key, e.Facts.KnownOn);
            case SignalRevised e:
                return new NoteLateInformation(id, followed.Stored.RecordedAt, "system", cadre, e.Key, e.Facts.KnownOn);
            case RosterRecorded e:
                var state = await runtime.StateAsync<MeetingState>(MeetingGrain.IdOf(meeting), cancel).ConfigureAwait(false);
                if (state.FrozenAt is not { } frozen) return null;
                var from = Days.Of(frozen, zone);
                var appointed = e.Roster.Posts?.Where(p => p.From >= from && p.To is null).Select(p => (DateOnly?)p.From).Max();
                return appointed is { } on ? new NoteAppointment(id, followed.Stored.RecordedAt, "system", cadre, on) : null;
            default:
                return null;
        }
    }

    private void List(string cadre, string meeting)
    {
        if (!listed.TryGetValue(cadre, out var meetings)) listed[cadre] = meetings = [];
        meetings.Add(meeting);
    }
}
