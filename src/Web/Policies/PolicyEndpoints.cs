using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Silo.Policies;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Policies;

/// <summary>The policy: shows its versions, takes proposals, and passes the decision of a second person on to its grain.</summary>
internal static class PolicyEndpoints
{

    public static IServiceCollection AddPolicies(this IServiceCollection services) => services.AddSingleton<PolicyReader>();

    public static void MapPolicies(this IEndpointRouteBuilder app)
    {
        var policies = app.MapGroup("/policies").WithTags("policies").RequireCapability(Capability.Policy);
        policies.MapGet("/", List).WithName("listPolicies");
        policies.MapPost("/", Propose).WithName("proposePolicy").Accepts<string>("application/yaml")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        var one = policies.MapGroup("/{version}").ProducesProblem(StatusCodes.Status404NotFound);
        var seen = one.MapGroup("").Trailed("policy", "version");
        seen.MapGet("/", Get).WithName("getPolicy");
        seen.MapGet("/document", Document).WithName("getPolicyDocument").Produces(StatusCodes.Status200OK, contentType: "application/yaml");
        seen.MapPost("/approve", Approve).WithName("approvePolicy").ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        seen.MapPost("/reject", Reject).WithName("rejectPolicy").ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        one.MapBacktests();
    }

    public static ProblemHttpResult NoSuchPolicy() => Problems.NotFound("这个政策版本");

    private static async Task<Ok<PolicyListView>> List(ClaimsPrincipal user, IViewerAccess access, PolicyReader reader, CancellationToken cancel) =>
        TypedResults.Ok(await reader.AllAsync(access.ViewerOf(user), cancel));

    private static async Task<Results<Ok<PolicyDetail>, ProblemHttpResult>> Get(
        string version, ClaimsPrincipal user, IViewerAccess access, PolicyReader reader, CancellationToken cancel) =>
        await reader.DetailAsync(access.ViewerOf(user), version, cancel) is { } policy ? TypedResults.Ok(policy) : NoSuchPolicy();

    /// <summary>The document as it was proposed, byte for byte: what the next one is made from.</summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Document(string version, PolicyReader reader, CancellationToken cancel) =>
        await reader.FindAsync(version, cancel) is { } found
            ? TypedResults.File(found.Document.ToArray(), "application/yaml", $"policy-{found.Version}.yaml")
            : NoSuchPolicy();

    private static async Task<Results<Ok<PolicyReplyView>, ProblemHttpResult>> Propose(
        HttpRequest request, IViewerAccess access, IGrainRuntime runtime, PolicyReader reader, TimeProvider time, CancellationToken cancel)
    {
        using var body = await RequestBody.ReadAsync(request, cancel);
        if (body is null) return RequestBody.TooLarge();
        try
        {
            var (at, document) = (time.GetUtcNow(), body.Bytes.ToArray());
            var policy = PolicyYaml.Read(document);
            var command = new ProposePolicy(Guid.CreateVersion7(at), at, access.ViewerOf(request.HttpContext.User).Account, policy.Version, document);
            return Answer(await runtime.AskAsync(PolicyGrain.District, command, CancellationToken.None), reader);
        }
        catch (PolicyDocumentException fault)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "policyFault", $"政策文件 {fault.Path}：{fault.Rule}。请改正后重新提交。", fault.Path);
        }
    }

    private static async Task<Results<Ok<PolicyReplyView>, ProblemHttpResult>> Approve(
        string version, PolicyApproveRequest request, ClaimsPrincipal user, IViewerAccess access, IGrainRuntime runtime, IJudgementSource judgements, PolicyReader reader, TimeProvider time)
    {
        var at = time.GetUtcNow();
        var from = request.InForceFrom ?? judgements.Capture(at).DayOf(at);
        return Answer(await runtime.AskAsync(PolicyGrain.District, new ApprovePolicy(Guid.CreateVersion7(at), at, access.ViewerOf(user).Account, version, from), CancellationToken.None), reader);
    }

    private static async Task<Results<Ok<PolicyReplyView>, ProblemHttpResult>> Reject(
        string version, PolicyRejectRequest request, ClaimsPrincipal user, IViewerAccess access, IGrainRuntime runtime, PolicyReader reader, TimeProvider time)
    {
        if (Reasons.Fault(request.Reason) is { } fault) return fault;
        var at = time.GetUtcNow();
        return Answer(await runtime.AskAsync(PolicyGrain.District, new RejectPolicy(Guid.CreateVersion7(at), at, access.ViewerOf(user).Account, version, Reasons.Sealed(request.Reason)), CancellationToken.None), reader);
    }

    private static Results<Ok<PolicyReplyView>, ProblemHttpResult> Answer(object reply, PolicyReader reader) => reply switch
    {
        Refusal { Rule: "unknownVersion" } => NoSuchPolicy(),
        Refusal refusal => Problems.Of(refusal),
        PolicyReply done => TypedResults.Ok(reader.Reply(done)),
        _ => throw new InvalidOperationException($"The policy answered {reply.GetType().Name}."),
    };
}
