using System.Security.Claims;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Templates;
using CadreWatch.Silo.JointReviews.Minutes;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Meetings;

/// <param name="Own">The office's own counts; else the one that ships.</param>
/// <param name="Lost">The office's own is not in its folder, or is another than was taken: minutes are written with the one that ships.</param>
/// <param name="By">Name of who changed it last; null since ever.</param>
public sealed record TemplateView(bool Own, bool Lost, DateTimeOffset? At, string? By);

/// <summary>The office's own template of 会议纪要, for whoever may call a meeting; it holds for all meetings of the office.</summary>
internal sealed class MeetingTemplates(IGrainRuntime runtime, IViewerAccess access, MinutesTemplates templates, MeetingStore store, TimeProvider time)
{
    public async Task<TemplateView?> FindAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        if (!May(user)) return null;
        var state = await runtime.StateAsync<TemplateState>(TemplateGrain.Minutes, cancel);
        return new(state.Sha256 is not null, state.Sha256 is not null && await templates.OwnAsync(cancel) is null, state.At, state.By is { } by ? store.NameOf(by) : null);
    }

    /// <param name="shipped">The one that ships, whichever counts.</param>
    public async Task<byte[]?> FileAsync(ClaimsPrincipal user, bool shipped, CancellationToken cancel) =>
        !May(user) ? null : (shipped ? null : await templates.OwnAsync(cancel)) ?? MinutesTemplate.Build();

    public async Task<Results<Ok<TemplateView>, ProblemHttpResult>> ReplaceAsync(ClaimsPrincipal user, HttpRequest request, CancellationToken cancel)
    {
        if (!May(user)) return NoSuchTemplate();
        using var body = await RequestBody.ReadAsync(request, cancel);
        if (body is null) return RequestBody.TooLarge();
        if (MinutesTemplates.Fault(body.Bytes) is { } fault) return Problems.Of(new Refusal("templateFault", fault, "file"));
        string hash;
        try
        {
            hash = await templates.KeepAsync(body.Bytes, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "storeUnavailable", "模板未能保存，请稍后重试；仍不成功的，请告知管理员。");
        }

        return await AskAsync(user, (id, at, by) => new ReplaceTemplate(id, at, by, hash, body.Bytes.Length), cancel);
    }

    public async Task<Results<Ok<TemplateView>, ProblemHttpResult>> RestoreAsync(ClaimsPrincipal user, CancellationToken cancel) =>
        May(user) ? await AskAsync(user, (id, at, by) => new DropTemplate(id, at, by), cancel) : NoSuchTemplate();

    public static ProblemHttpResult NoSuchTemplate() => Problems.NotFound("纪要模板");

    private async Task<Results<Ok<TemplateView>, ProblemHttpResult>> AskAsync(ClaimsPrincipal user, Func<Guid, DateTimeOffset, string, TemplateCommand> command, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var reply = await runtime.AskAsync(TemplateGrain.Minutes, command(Guid.CreateVersion7(now), now, access.ViewerOf(user).Account), CancellationToken.None);
        return reply is Refusal refusal ? Problems.Of(refusal) : TypedResults.Ok((await FindAsync(user, cancel))!);
    }

    private bool May(ClaimsPrincipal user) => access.ViewerOf(user) is { Phone: false } viewer && MeetingReader.MayCall(viewer);
}
