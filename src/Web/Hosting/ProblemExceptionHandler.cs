using System.Globalization;
using System.Text.Json;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.JointReviews.Rounds;
using CadreWatch.Silo.Runtime;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Hosting;

/// <summary>Turns what is thrown below into a problem: trouble that has a name by its name, a bug into a 500 that tells nothing but its trace id.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested) return true;
        var problem = Named(exception, httpContext);
        if (problem is null)
        {
            Log.Bug(logger, httpContext.TraceIdentifier, exception);
            problem = Problems.Of(StatusCodes.Status500InternalServerError, "internal", "服务内部出错，请稍后重试；若仍出现，请将追踪号告知管理员。",
                null, ("traceId", httpContext.TraceIdentifier));
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static ProblemHttpResult? Named(Exception exception, HttpContext context) => exception switch
    {
        BodyRefusedException e => Problems.Of(StatusCodes.Status400BadRequest, e.Rule, e.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => RequestBody.TooLarge(),
        BadHttpRequestException { InnerException: NullElementException e } => Problems.Of(StatusCodes.Status400BadRequest, "nullElement", "列表中有空值（null），请删除后重新提交。", FieldOf(e)),
        BadHttpRequestException { InnerException: JsonException e } => Problems.Of(StatusCodes.Status400BadRequest, "badRequest", "请求的参数或正文格式不正确。", FieldOf(e)),
        BadHttpRequestException e => Problems.Of(e.StatusCode, "badRequest", "请求的参数或正文格式不正确。"),
        MemberUnitsException e => Problems.Of(StatusCodes.Status400BadRequest, e.Rule, e.Message, e.Field),
        JsonException => Problems.Of(StatusCodes.Status400BadRequest, "badRequest", "请求正文不是有效的 JSON。"),
        MailboxFullException e => Retry(context, e.RetryAfter, StatusCodes.Status429TooManyRequests, "mailboxFull", "系统繁忙，本次请求未受理，请稍后重试。"),
        OutcomeUnknownException =>
            Retry(context, TimeSpan.FromSeconds(2), StatusCodes.Status503ServiceUnavailable, "unknownOutcome", "存储中断，结果未知；原样重新提交即可，不会重复生效。"),
        JournalUnavailableException =>
            Retry(context, TimeSpan.FromSeconds(2), StatusCodes.Status503ServiceUnavailable, "storeUnavailable", "存储暂不可用，请稍后重试。"),
        _ => null,
    };

    /// <summary>The place in the body as pages name fields: <c>units</c>, <c>entries[0].facts</c>; null for the body as a whole.</summary>
    private static string? FieldOf(JsonException e) => e.Path is ['$', '.', .. var field] ? field : null;

    private static ProblemHttpResult Retry(HttpContext context, TimeSpan after, int status, string code, string detail)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(status, code, detail);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Request {TraceId} ended in a bug.")]
        public static partial void Bug(ILogger logger, string traceId, Exception e);
    }
}
