using System.Net;

namespace CadreWatch.Bench.Hosts;

/// <summary>The product's own server, built as this benchmark is, on a loopback port.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private readonly Child child;
    private readonly string data;

    private ServerProcess(Child child, string url, string data, string apiKey) => (this.child, Url, this.data, ApiKey) = (child, url, data, apiKey);

    public string Url { get; }

    public string ApiKey { get; }

    public int Id => child.Id;

    public bool HasExited => child.HasExited;

    public string Output => child.Output;

    /// <param name="connection">PostgreSQL's connection string; null for SQLite in the data folder.</param>
    public static async Task<ServerProcess> StartAsync(StoreFolder folder, string? connection, int port, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var url = $"http://127.0.0.1:{port}";
        var settings = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>())
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Logging__LogLevel__Default"] = "Warning",
            ["DOTNET_gcServer"] = null,
        };
        var child = Child.Start("dotnet", [Program(), "--urls", url, "--data", folder.Data, "--store", connection ?? "sqlite", "--no-demo"], settings);
        try
        {
            await ReadyAsync(child, url);
            return new(child, url, folder.Data, (await File.ReadAllTextAsync(Path.Combine(folder.Data, "api-key.txt"))).Trim());
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    /// <summary>Cookies of somebody who sees everything.</summary>
    public Task<string> CookieAsync() => BenchAccount.CookieAsync(Url, data, child.Output);

    /// <summary>The first account of a new server, which may open others; signed in.</summary>
    public Task<Browser> AdministratorAsync() => BenchAccount.AdministratorAsync(Url, child.Output);

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task StopAsync()
    {
        child.AskToEnd();
        await child.EndAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => child.KillAsync();

    /// <summary>Waits for a server that kills itself.</summary>
    public Task<int> EndAsync(TimeSpan within) => child.EndAsync(within);

    public void Dispose() => child.Dispose();

    /// <summary>The server lies beside this program in the build's output, in the same configuration.</summary>
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, "Web", own.Name, "CadreWatch.Web.dll");
        return File.Exists(path) ? path : throw new BenchFailedException($"{path} is missing: build the solution, or use bench/run.sh.");
    }

    private static async Task ReadyAsync(Child child, string url)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var limit = new CancellationTokenSource(StartLimit);
        while (true)
        {
            if (child.HasExited) throw new BenchFailedException("The server ended at its start:\n" + child.Output);
            try
            {
                using var answer = await http.GetAsync(new Uri(url + "/health/ready"), limit.Token);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
            }
            catch (OperationCanceledException)
            {
                throw new BenchFailedException($"The server was not ready within {StartLimit.TotalSeconds:F0} s:\n{child.Output}");
            }

            await Task.Delay(50);
        }
    }
}
