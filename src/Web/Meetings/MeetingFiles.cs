using CadreWatch.Grains.Access;
using CadreWatch.Grains.Meetings;
using CadreWatch.Silo.Attachments;

namespace CadreWatch.Web.Meetings;

/// <summary>Files beside the pieces of a meeting's material: for whoever is shown the piece, as long as it is shown.</summary>
internal sealed class MeetingFiles(MeetingStore store, AttachmentStore attachments)
{
    /// <param name="hash">As the frozen piece has it.</param>
    /// <returns>Null where no piece that the viewer is shown now has such a file.</returns>
    public async Task<(byte[] Bytes, string MediaType)?> FindAsync(Viewer viewer, string id, string hash, CancellationToken cancel)
    {
        if (await store.OfAsync(viewer, id, cancel) is not { MaterialSha256: not null } meeting) return null;
        var words = await store.WordsAsync(meeting, null, cancel);
        // Who leads reads the frozen material outside the session too.
        var views = meeting.Items.Select(i => MeetingView.Prepared(meeting, viewer.Account, i.Id)).Prepend(MeetingView.For(meeting, viewer.Account));
        return views.Any(view => Has(view, words, hash)) ? await attachments.FindAsync(hash, cancel) : null;
    }

    private static bool Has(MeetingView view, MeetingWords words, string hash) =>
        view.Item is { } item && words.Material.GetValueOrDefault(item, []).Any(p => p.Files?.Contains(hash) == true && view.Pieces.Contains(p.Piece.Id));
}
