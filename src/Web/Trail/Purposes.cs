using CadreWatch.Grains.Access;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Hosting;

namespace CadreWatch.Web.Trail;

/// <summary>Holds whatever says <see cref="AsksPurpose"/> to what the policy in force says of it. Where no policy can be read, nothing is opened.</summary>
internal static class Purposes
{
    /// <summary>Says what an endpoint opens.</summary>
    public sealed record Of(PurposeView View);

    /// <summary>Refuses a request without a purpose before anything is looked up, and so alike for what is there and what is not.</summary>
    public static TBuilder AsksPurpose<TBuilder>(this TBuilder endpoint, PurposeView view)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Of(view)).ProducesProblem(StatusCodes.Status428PreconditionRequired)
        .AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            return Asked(http.RequestServices).Contains(view) && string.IsNullOrWhiteSpace(Trail.PurposeOf(http))
                ? Problems.Of(StatusCodes.Status428PreconditionRequired, "purposeRequired", "现行政策要求先写明用途。", "purpose")
                : await next(context);
        });

    /// <summary>What a purpose is asked for now.</summary>
    public static IReadOnlyList<PurposeView> Asked(IServiceProvider services)
    {
        var at = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var judgement = services.GetRequiredService<IJudgementSource>().Capture(at);
        return PurposeRule.Asked(judgement.Policy, judgement.DayOf(at));
    }
}
