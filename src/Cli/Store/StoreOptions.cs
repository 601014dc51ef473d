using System.CommandLine;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Postgres;

namespace CadreWatch.Cli.Store;

/// <summary>Which journal a command is about: <c>--data DIR</c> or <c>--store "Host=…"</c>, and how what goes wrong with it is told.</summary>
internal sealed class StoreOptions
{
    private readonly Option<DirectoryInfo?> data;
    private readonly Option<string?> store = new("--store") { Description = "PostgreSQL 连接串，如 \"Host=…;Database=…\"" };

    private StoreOptions(string description) => data = new("--data") { Description = description };

    public static StoreOptions AddTo(Command command, string description)
    {
        var options = new StoreOptions(description);
        command.Add(options.data);
        command.Add(options.store);
        command.Validators.Add(result =>
        {
            if (result.GetResult(options.data) is not null && result.GetResult(options.store) is not null) result.AddError("--data 与 --store 只能用一个。");
        });
        return options;
    }

    /// <summary>The data folder, or the connection string where one is given.</summary>
    public (string Folder, string? Store) Read(ParseResult parsed) => (parsed.GetValue(data)?.FullName ?? Path.GetFullPath("data"), parsed.GetValue(store));

    /// <summary>Runs a command; what it cannot do is said on standard error, with exit code 1.</summary>
    public static async Task<int> GuardAsync(string failed, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (ProgramMissingException e)
        {
            await Console.Error.WriteLineAsync($"{failed}  找不到程序 {e.Program}；请安装 postgresql-client（版本不低于服务器）后再试。");
        }
        catch (Exception e) when (e is JournalUnavailableException or JournalCorruptException or IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"{failed}  {e.Message}");
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{failed}  已取消。");
        }

        return 1;
    }
}
