using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Hosting;

namespace CadreWatch.Web.Trail;

/// <summary>Whether the policy in force lets a case be opened only with a purpose, which the trail then keeps.</summary>
internal static class Purposes
{
    /// <summary>The policy's parameter: above 0 a purpose is asked for; without it none is.</summary>
    public const string Parameter = "access.purpose";

    /// <summary>Refuses a request without a purpose before anything is looked up, and so alike for what is there and what is not.</summary>
    public static RouteHandlerBuilder AsksPurpose(this RouteHandlerBuilder endpoint) => endpoint.ProducesProblem(StatusCodes.Status428PreconditionRequired)
        .AddEndpointFilter(static async (context, next) =>
        {
            var http = context.HttpContext;
            return IsAsked(http.RequestServices) && string.IsNullOrWhiteSpace(Trail.PurposeOf(http))
                ? Problems.Of(StatusCodes.Status428PreconditionRequired, "purposeRequired", "现行政策要求先写明查看用途。", "purpose")
                : await next(context);
        });

    private static bool IsAsked(IServiceProvider services)
    {
        var at = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var judgement = services.GetRequiredService<IJudgementSource>().Capture(at);
        return judgement.Policy.Parameter(Parameter, judgement.DayOf(at))?.Value > 0;
    }
}
