using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using CadreWatch.Journal.Contract;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Meetings;

/// <summary>Whom a meeting still watches, as one viewer may see it: for the person's owner while the person is the owner's to see, for who leads the meeting as far as the own agenda goes.</summary>
internal sealed class MeetingWatches(IJournal journal, IViewerAccess access, MeetingStore store)
{
    /// <param name="news">Late facts that the viewer may see.</param>
    public async Task<IReadOnlyList<WatchView>> OfAsync(
        Viewer viewer, MeetingState meeting, MeetingWords words, IReadOnlyList<LateView> news, Func<Watch, bool> which, CancellationToken cancel)
    {
        var found = new List<WatchView>();
        foreach (var watch in meeting.Watches.Values.Where(which))
        {
            if (await PersonAsync(viewer, meeting, watch.Cadre, cancel) is not { } row) continue;
            found.Add(new(
                meeting.Id, MeetingStore.TitleOf(meeting), watch.Cadre, AlertReader.PersonOf(row), store.NameOf(watch.Owner), meeting.FrozenAt!.Value, StateOf(watch), watch.AppointedOn, watch.Until,
                news.Count(f => f.Cadre == watch.Cadre && f.SettledAt is null), watch.GivenUp is { } given ? store.NameOf(given.By) : null,
                watch.Ended ? watch.GivenUp?.At ?? watch.EndsAt : null, watch.GivenUp is null ? null : words.Text(watch.Cadre, "watch")));
        }

        return found;
    }

    /// <summary>The decider asks the same of owner and leaders; here also of whoever is related to the person by now, or sees the person no more.</summary>
    public async Task<bool> MayActAsync(Viewer viewer, MeetingState meeting, string? cadre, CancellationToken cancel) =>
        cadre is not null && await PersonAsync(viewer, meeting, cadre, cancel) is not null;

    private async Task<object?[]?> PersonAsync(Viewer viewer, MeetingState meeting, string cadre, CancellationToken cancel)
    {
        var leads = meeting.Leads(viewer.Account);
        if (!meeting.Watches.TryGetValue(cadre, out var watch) || !(leads || watch.Owner == viewer.Account) || viewer.Recused.Contains(cadre)
            || meeting.Items.Exists(i => i.Cadre == cadre && i.Recused.Contains(viewer.Account))) return null;
        return await journal.Tables.FindAsync(ReadTableSet.Cadres, [cadre], cancel) is { } row && (leads || access.SeesCadre(viewer, row.Facts())) ? row : null;
    }

    private static string StateOf(Watch watch) => watch switch
    {
        { GivenUp: not null } => "givenUp",
        { Ended: true } => "over",
        { AppointedOn: not null } => "probation",
        _ => "waiting",
    };
}
