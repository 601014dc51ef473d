using Microsoft.Extensions.FileProviders;

namespace CadreWatch.Web.Hosting;

/// <summary>Serves the built client. Any address that is not the API's is one of the client's own.</summary>
internal static class Pages
{
    private const string NotBuilt =
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>干部监督预警</title><body><h1>页面尚未构建</h1>"
        + "<p>服务已经启动，但没有找到页面文件。请在 src/Web/client 目录执行 npm ci 和 npm run build，然后刷新本页。</p></body></html>";

    public static void UsePages(this WebApplication app)
    {
        var root = Root(app.Environment.ContentRootPath);
        if (root is not null) app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(root), OnPrepareResponse = Keep });
        app.MapFallback("/api/{**rest}", () => Problems.NotFound("这个接口")).AllowAnonymous();
        app.MapFallback("/hubs/{**rest}", () => Problems.NotFound("这个接口")).AllowAnonymous();
        var index = root is null ? null : Path.Combine(root, "index.html");
        app.MapFallback(context => IndexAsync(context, index)).ExcludeFromDescription();
        // Numbers and accounts may hold a dot, which a fallback by itself takes for a file's.
        foreach (var page in (string[])["/alerts", "/cadres", "/accounts"])
            app.MapFallback(page + "/{**rest}", context => IndexAsync(context, index)).ExcludeFromDescription();
    }

    /// <summary>Beside the binary where the server was published, else in the project, seen from itself or from the repository.</summary>
    private static string? Root(string contentRoot) => new[]
    {
        Path.Combine(AppContext.BaseDirectory, "wwwroot"), Path.Combine(contentRoot, "wwwroot"), Path.Combine(contentRoot, "src", "Web", "wwwroot"),
    }.FirstOrDefault(Directory.Exists);

    private static Task IndexAsync(HttpContext context, string? index)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return index is not null && File.Exists(index) ? context.Response.SendFileAsync(index, context.RequestAborted) : context.Response.WriteAsync(NotBuilt, context.RequestAborted);
    }

    /// <summary>The build writes assets under names that carry their content's hash.</summary>
    private static void Keep(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext context) =>
        context.Context.Response.Headers.CacheControl =
            context.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
