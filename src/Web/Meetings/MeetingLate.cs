using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Signals;

namespace CadreWatch.Web.Meetings;

/// <summary>会后新情况 as one viewer may see it: that there is one, of what kind and when; its text is opened like any other signal's.</summary>
internal sealed class MeetingLate(IJournal journal, IGrainRuntime runtime, IJudgementSource judgements, IViewerAccess access, MeetingStore store, TimeProvider time)
{
    public async Task<IReadOnlyList<LateView>> OfAsync(
        Viewer viewer, MeetingState meeting, MeetingWords words, Func<Grains.Meetings.Watch, bool> which, CancellationToken cancel)
    {
        var found = new List<LateView>();
        var policy = judgements.Capture(time.GetUtcNow()).Policy;
        foreach (var watch in meeting.Watches.Values.Where(w => !w.Late.IsEmpty && which(w)))
        {
            if (await journal.Tables.FindAsync(ReadTableSet.Cadres, [watch.Cadre], cancel) is not { } row) continue;
            var state = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(watch.Cadre), cancel);
            foreach (var key in watch.Late.Distinct())
            {
                if (state.Signals.Find(key) is not { } signal || !access.SeesSignal(viewer, row.Facts(), signal.Secrecy)) continue;
                var settled = watch.Settled.GetValueOrDefault(key);
                var noted = watch.Noted.GetValueOrDefault(key);
                found.Add(new(
                    SignalHandle.Of(watch.Cadre, key.ToString()), meeting.Id, MeetingStore.TitleOf(meeting), watch.Cadre, AlertReader.PersonOf(row),
                    policy.Kind(signal.Kind)?.Name ?? signal.Kind, signal.Category, MeetingScreens.Word(signal.Status), noted.KnownOn, noted.RecordedAt, store.NameOf(watch.Owner),
                    settled is null ? null : store.NameOf(settled.By), settled?.At, settled is null ? null : words.Text(watch.Cadre, $"late.{key}")));
            }
        }

        return [.. found.OrderBy(f => f.SettledAt is not null).ThenByDescending(f => f.RecordedAt)];
    }
}
