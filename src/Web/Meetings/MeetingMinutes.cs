using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Meetings;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.JointReviews.Minutes;
using CadreWatch.Silo.Measures;

namespace CadreWatch.Web.Meetings;

/// <summary>会议纪要 from the journal: written anew whenever asked for. Who was recused from an item has a paper without it.</summary>
internal sealed class MeetingMinutes(MeetingStore store, MeetingScreens screens, LetterHead head, MinutesTemplates templates, OpenedSilo silo, IConfiguration settings)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(silo.Options.Zone);

    /// <summary>The hash of what the draft says, complete and without copy or confirmation.</summary>
    public async Task<string> HashAsync(MeetingState meeting, CancellationToken cancel)
    {
        var fields = Content(meeting, await store.WordsAsync(meeting, null, cancel), []).Fields(zone);
        return Material.Sha256(System.Text.Encoding.UTF8.GetBytes(string.Concat(fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}\n{f.Value}\n"))));
    }

    /// <summary>The paper for one of those who lead, or a numbered copy for its recipient; null where there is none for this viewer.</summary>
    public async Task<(byte[] Bytes, string Name)?> PaperAsync(Viewer viewer, string id, int? copy, CancellationToken cancel)
    {
        if (await store.OfAsync(viewer, id, cancel) is not { Minutes.Sha256: not null } meeting) return null;
        var issued = copy is null ? null : meeting.Copies.Find(c => c.Number == copy);
        if (copy is not null && issued is null) return null;
        if (!meeting.Leads(viewer.Account) && issued?.Recipient != viewer.Account) return null;
        var words = await store.WordsAsync(meeting, null, cancel);
        var content = Content(meeting, words, [viewer.Account, issued?.Recipient ?? viewer.Account]);
        if (issued is not null) content = content with { Copy = issued.Number, Recipient = words.Text("", $"copy.{issued.Number}") ?? issued.Recipient };
        if (meeting.Phase == MeetingPhase.Final) content = content with { ConfirmedBy = [.. meeting.Minutes.ConfirmedBy.Select(store.NameOf)] };
        return (MinutesPaper.Write(content, zone, await templates.OwnAsync(cancel)), $"{MeetingStore.TitleOf(meeting)}纪要{(copy is null ? "" : $"（{copy}号）")}.docx");
    }

    /// <param name="readers">Items that one of these accounts is recused from are left out.</param>
    private MinutesContent Content(MeetingState meeting, MeetingWords words, IReadOnlyList<string> readers)
    {
        var items = meeting.Items.Where(i => !readers.Any(i.Recused.Contains)).ToList();
        var on = Days.Of(meeting.StartedAt ?? meeting.CalledAt!.Value, zone);
        var people = meeting.Attendances.Values.ToList();
        return new(
            head.Issuer, meeting.Year, meeting.Number, on, Place(), store.NameOf(meeting.Convener), store.NameOf(meeting.Recorder),
            [.. people.Where(a => a.Attended).Select(a => store.NameOf(a.Participant.Account))],
            [.. people.Where(a => !a.Attended && a.Presence != Presence.Removed).Select(a => store.NameOf(a.Participant.Account))],
            meeting.FrozenAt!.Value, meeting.MaterialSha256!, [.. items.Select(i => Item(meeting, words, i))],
            [.. meeting.Matters.Values.Where(m => m.Item is null || items.Exists(i => i.Id == m.Item))
                .Select(m => new MinutesMatter((words.Text(m.Item ?? "", $"matter.{m.Id}") ?? "").TrimEnd('。'), store.NameOf(m.Owner), m.DueOn))])
        {
            Secrecy = Word(meeting.Frozen.Values.SelectMany(f => f.Pieces).Select(p => p.Secrecy).DefaultIfEmpty(Secrecy.Internal).Max()),
        };
    }

    private MinutesItem Item(MeetingState meeting, MeetingWords words, AgendaItem item)
    {
        var line = screens.Line(meeting, words, item.Id, leads: true);
        return new(
            item.Kind == ItemKind.Person ? $"{line.Title}（{line.Detail}）" : line.Title, line.Conclusion ?? "", words.Text(item.Id, "reason") ?? "",
            [.. MeetingScreens.Dissents(meeting, words, i => i == item.Id).Select(d => (d.Name, d.Text))], [.. item.Recused.Where(a => meeting.Attendances.TryGetValue(a, out var at) && at.Attended).Select(store.NameOf)]);
    }

    private string Place() => settings["letters:meetingPlace"] is { Length: > 0 } place ? place : "机关会议室";

    private static string Word(Secrecy secrecy) => secrecy switch { Secrecy.Secret => "机密", Secrecy.Confidential => "秘密", _ => "" };
}
