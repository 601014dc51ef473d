using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Risk.Learning.XGBoost;
using CadreWatch.Silo.Models;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Models;

/// <summary>The register of models: shows it, takes proposals, and passes decisions on to a model's grain.</summary>
internal static class ModelEndpoints
{

    /// <summary>A report is somebody's file: it may style itself and do nothing else.</summary>
    private const string ReportPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IServiceCollection AddModels(this IServiceCollection services) => services
        .AddSingleton(_ => new LearningLibrary(XGBoostLearner.IsInstalled)).AddSingleton<ModelStatus>().AddSingleton<ModelReader>();

    public static void MapModels(this IEndpointRouteBuilder app)
    {
        var models = app.MapGroup("/models").WithTags("models");
        models.MapGet("/", List).WithName("listModels").RequireCapability(Capability.SeeRisk);
        models.MapPost("/", Propose).WithName("proposeModel").RequireCapability(Capability.Policy).Accepts<object>("application/json")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        var one = models.MapGroup("/{version}").ProducesProblem(StatusCodes.Status404NotFound).Trailed("model", "version");
        one.MapGet("/", Get).WithName("getModel").RequireCapability(Capability.SeeRisk);
        one.MapGet("/report", Report).WithName("getModelReport").RequireCapability(Capability.SeeRisk).Produces(StatusCodes.Status200OK, contentType: "text/html");
        one.MapPost("/{action}", Act).WithName("actOnModel").RequireCapability(Capability.Policy).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Ok<RegisterView>> List(ClaimsPrincipal user, IViewerAccess access, ModelReader reader, CancellationToken cancel) =>
        TypedResults.Ok(await reader.AllAsync(access.ViewerOf(user), cancel));

    private static async Task<Results<Ok<ModelDetail>, ProblemHttpResult>> Get(
        string version, ClaimsPrincipal user, IViewerAccess access, ModelReader reader, CancellationToken cancel) =>
        await reader.FindAsync(access.ViewerOf(user), version, cancel) is { } model ? TypedResults.Ok(model) : NoSuchModel();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Report(string version, HttpContext http, ModelFiles files, CancellationToken cancel)
    {
        if (!VersionName.IsValid(version) || await files.ReportAsync(version, cancel) is not { } report) return NoSuchModel();
        http.Response.Headers.ContentSecurityPolicy = ReportPolicy;
        return TypedResults.File(report, "text/html; charset=utf-8");
    }

    /// <summary>Takes the file that <c>cadre-watch train --evaluation</c> writes.</summary>
    private static async Task<Results<Ok<ModelReplyView>, ProblemHttpResult>> Propose(
        HttpRequest request, IViewerAccess access, IGrainRuntime runtime, TimeProvider time, CancellationToken cancel)
    {
        using var body = await RequestBody.ReadAsync(request, cancel);
        if (body is null) return RequestBody.TooLarge();
        (GrainId Grain, ProposeModel Command) put;
        try
        {
            put = ModelProposal.Read(body.Bytes.Span).Put(time.GetUtcNow(), access.ViewerOf(request.HttpContext.User).Account);
        }
        catch (FormatException)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "noProposal", "这不是本版本可用的模型提交文件，请用 cadre-watch train 重新训练并附测评结果。", "file");
        }

        return Answer(await runtime.AskAsync(put.Grain, put.Command, CancellationToken.None));
    }

    private static async Task<Results<Ok<ModelReplyView>, ProblemHttpResult>> Act(
        string version, string action, ModelActRequest request, ClaimsPrincipal user, IViewerAccess access, ModelReader reader, IGrainRuntime runtime, TimeProvider time,
        CancellationToken cancel)
    {
        if (Reasons.Fault(request.Reason) is { } fault) return fault;
        var (at, by) = (time.GetUtcNow(), access.ViewerOf(user).Account);
        var ownerGone = action == "acknowledgeDrift" && await reader.IsOwnerGoneAsync(version, cancel);
        if (!VersionName.IsValid(version) || CommandOf(action, at, by, request, ownerGone) is not { } command) return NoSuchModel();
        return Answer(await runtime.AskAsync(ModelGrain.IdOf(version), command, CancellationToken.None));
    }

    private static ModelCommand? CommandOf(string action, DateTimeOffset at, string by, ModelActRequest request, bool ownerGone)
    {
        var (id, reason) = (Guid.CreateVersion7(at), Reasons.Sealed(request.Reason));
        return action switch
        {
            "approve" => new ApproveModel(id, at, by),
            "reject" => new RejectModel(id, at, by, reason),
            "live" => new TakeModelLive(id, at, by),
            "rollBack" => new RollModelBack(id, at, by, reason),
            "retire" => new RetireModel(id, at, by, reason),
            "acknowledgeDrift" => new AcknowledgeModelDrift(id, at, by, request.Month ?? default, ownerGone),
            _ => null,
        };
    }

    private static Results<Ok<ModelReplyView>, ProblemHttpResult> Answer(object reply) => reply switch
    {
        Refusal { Rule: "unknownModel" } => NoSuchModel(),
        Refusal refusal => Problems.Of(refusal),
        ModelReply done => TypedResults.Ok(new ModelReplyView(done.Version, done.Standing)),
        _ => throw new InvalidOperationException($"A model answered {reply.GetType().Name}."),
    };

    private static ProblemHttpResult NoSuchModel() => Problems.NotFound("这个模型");

}
