using System.CommandLine;
using CadreWatch.Journal.Postgres;
using CadreWatch.Journal.Sqlite;

namespace CadreWatch.Cli.Store;

/// <summary><c>cadre-watch backup</c> and <c>restore</c>. Exit code 0: done, and after a restore verified; 1: not.</summary>
internal static class BackupCommands
{
    public static Command Backup()
    {
        var to = new Option<FileInfo>("--to") { Description = "备份文件；不能已经存在", Required = true };
        var command = new Command("backup", "把整个存储备份为一个文件，服务器运行时也可以用；密钥和锚点不在其中，请另行保存。PostgreSQL 需要 pg_dump") { to };
        var where = StoreOptions.AddTo(command, "数据目录（SQLite），默认 data");
        command.SetAction((parsed, cancel) =>
        {
            var (folder, store) = where.Read(parsed);
            return StoreOptions.GuardAsync("备份未完成", () => BackupAsync(folder, store, parsed.GetRequiredValue(to).FullName, Console.Out, cancel));
        });
        return command;
    }

    public static Command Restore()
    {
        var from = new Option<FileInfo>("--from") { Description = "备份文件", Required = true };
        var command = new Command("restore", "把备份恢复到空目录或空数据库，随即核对；恢复后是新的一轮历史。PostgreSQL 需要 pg_restore") { from };
        var where = StoreOptions.AddTo(command, "空的或尚不存在的数据目录（SQLite），默认 data");
        command.SetAction((parsed, cancel) =>
        {
            var (folder, store) = where.Read(parsed);
            return StoreOptions.GuardAsync("恢复未完成", () => RestoreAsync(parsed.GetRequiredValue(from).FullName, folder, store, Console.Out, cancel));
        });
        return command;
    }

    private static async Task<int> BackupAsync(string folder, string? store, string file, TextWriter output, CancellationToken cancel)
    {
        if (store is null) await SqliteJournal.BackupAsync(folder, file);
        else await PostgresBackup.BackupAsync(store, file, cancel);
        await output.WriteLineAsync($"已备份到 {file}");
        return 0;
    }

    private static async Task<int> RestoreAsync(string file, string folder, string? store, TextWriter output, CancellationToken cancel)
    {
        var epoch = store is null ? await SqliteJournal.RestoreAsync(file, folder) : await PostgresBackup.RestoreAsync(file, store, cancel);
        await output.WriteLineAsync($"已恢复，新的历史标识 {epoch}");
        return await VerifyCommand.RunAsync(folder, store, null, null, output, cancel);
    }
}
