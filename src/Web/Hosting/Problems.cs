using CadreWatch.Grains.Contracts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Hosting;

/// <summary>The one shape in which the server says no: problem details with <c>code</c>, a Chinese <c>detail</c> and, where one is at fault, <c>field</c>.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string code, string detail, string? field = null, params (string Name, object Value)[] more)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (field is not null) extensions["field"] = field;
        foreach (var (name, value) in more) extensions[name] = value;
        return TypedResults.Problem(detail, statusCode: status, extensions: extensions);
    }

    public static ProblemHttpResult NotFound(string what) => Of(StatusCodes.Status404NotFound, "notFound", $"没有找到{what}。");

    /// <summary>A decider's refusal: 404 where what is spoken of is not there, else 422.</summary>
    public static ProblemHttpResult Of(Refusal refusal) =>
        Of(refusal.Rule is "unknownAlert" or "unknownCadre" or "unknownSignal" ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity,
            refusal.Rule, refusal.Message, refusal.Field);

    /// <summary>Gives an answer that the framework left empty (404, 405, 415) the same shape.</summary>
    public static Task ForEmptyAnswer(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        var (code, detail) = status switch
        {
            StatusCodes.Status404NotFound => ("notFound", "没有找到请求的内容。"),
            StatusCodes.Status405MethodNotAllowed => ("methodNotAllowed", "此地址不支持这种请求方法。"),
            StatusCodes.Status415UnsupportedMediaType => ("unsupportedMediaType", "请以 application/json 提交。"),
            _ => ("badRequest", "请求不正确。"),
        };
        return Of(status, code, detail).ExecuteAsync(context.HttpContext);
    }
}
