namespace CadreWatch.Web.Hosting;

/// <summary>The OpenAPI document: the same text on every machine, since it is checked in and compared.</summary>
internal static class ApiDescription
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new() { Title = "Cadre.Watch", Version = "v1" };
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));
}
