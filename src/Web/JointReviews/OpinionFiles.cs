using System.Security.Claims;
using CadreWatch.Silo.Attachments;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.JointReviews;

/// <summary>Files beside the facts of opinions. They are seen by whoever reads the revision that they hang on, and by nobody else.</summary>
internal sealed class OpinionFiles(AttachmentStore store, RoundFinder finder, CellReader cells)
{
    /// <summary>Null once all are kept.</summary>
    public async Task<ProblemHttpResult?> KeepAsync(IReadOnlyList<byte[]> files, CancellationToken cancel)
    {
        try
        {
            foreach (var file in files) await store.PutAsync(file, cancel);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "storeUnavailable", "附件未能保存，意见没有填报，请稍后重试；仍不成功的，请告知管理员。");
        }
    }

    /// <summary>The file, or null where the viewer reads no revision of the person that has it.</summary>
    public async Task<(byte[] Bytes, string MediaType)?> FindAsync(ClaimsPrincipal user, string id, string unit, string cadre, string hash, CancellationToken cancel) =>
        await finder.FindAsync(user, id, cancel) is { } round && round.UnitOf(unit) is { } standing && await cells.FindAsync(round, standing, cadre, cancel) is { } cell
        && cell.History.SelectMany(r => r.Facts).SelectMany(f => f.Attachments).Any(a => a.Hash == hash)
            ? await store.FindAsync(hash, cancel)
            : null;
}
