using System.CommandLine;
using System.Globalization;
using CadreWatch.Journal.Chain;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Postgres;
using CadreWatch.Journal.Sqlite;
using CadreWatch.Silo.Anchors;

namespace CadreWatch.Cli.Store;

/// <summary><c>cadre-watch verify</c>. Exit code 0: the journal is what was committed; 1: it is not, or it could not be read.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var anchor = new Option<FileInfo?>("--anchor") { Description = "锚点文件，最好是另处保存的副本；默认用数据目录中的 anchors.txt" };
        var key = new Option<FileInfo?>("--anchor-key") { Description = "签名密钥（PEM，公钥即可）；默认用锚点文件旁或数据目录中的 anchor-key.pem" };
        var command = new Command("verify", "逐条核对存储：事件、提交和正文是否与入库时一致；只读，服务器运行时也可以用") { anchor, key };
        var where = StoreOptions.AddTo(command, "数据目录（SQLite），默认 data");
        command.SetAction((parsed, cancel) =>
        {
            var (folder, store) = where.Read(parsed);
            return StoreOptions.GuardAsync("不能核对", () => RunAsync(folder, store, parsed.GetValue(anchor)?.FullName, parsed.GetValue(key)?.FullName, Console.Out, cancel));
        });
        return command;
    }

    /// <param name="store">PostgreSQL; null for the SQLite of the folder.</param>
    public static async Task<int> RunAsync(string folder, string? store, string? anchor, string? key, TextWriter output, CancellationToken cancel)
    {
        var time = TimeProvider.System;
        var begun = time.GetTimestamp();
        var anchors = Anchors(folder, store, anchor, key);
        await using IJournal journal = store is null ? await SqliteJournal.OpenForReadingAsync(folder) : await PostgresJournal.OpenForReadingAsync(store);
        var report = await JournalVerifier.VerifyAsync(journal, anchors, null, cancel);
        var took = time.GetElapsedTime(begun).TotalSeconds;
        if (report.Fault is { } fault)
        {
            await output.WriteLineAsync($"核对不通过  {Name(fault.Kind)}");
            await output.WriteLineAsync($"位置 {Number(fault.Position)}  流 {fault.Stream ?? "（不属于单一的流）"}");
            await output.WriteLineAsync($"说明 {fault.What}");
            await output.WriteLineAsync(Told($"此前已核对 {Number(report.Events)} 个事件，用时 {took:0.0} 秒"));
            return 1;
        }

        await output.WriteLineAsync(
            Told($"核对通过  事件 {Number(report.Events)}，提交 {Number(report.Commits)}，正文 {Number(report.Texts)}，锚点 {report.Anchors}，用时 {took:0.0} 秒"));
        if (report.Anchors == 0) await output.WriteLineAsync("没有锚点：整条链被重算或尾部被整体删去时查不出来。");
        return 0;
    }

    private static AnchorFile? Anchors(string folder, string? store, string? anchor, string? key)
    {
        var own = Path.Combine(folder, AnchorKeeper.AnchorsFile);
        if (anchor is null && (store is not null || !File.Exists(own))) return null;
        var file = anchor ?? own;
        string[] keys = key is not null ? [key] : [Path.Combine(Path.GetDirectoryName(file)!, AnchorKeeper.KeyFile), Path.Combine(folder, AnchorKeeper.KeyFile)];
        var pem = keys.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException($"找不到签名密钥 {keys[0]}；请用 --anchor-key 指出。");
        return new(file, File.ReadAllText(pem));
    }

    private static string Name(FaultKind kind) => kind switch
    {
        FaultKind.Altered => "内容被改动",
        FaultKind.Deleted => "事件或提交缺失",
        FaultKind.Reordered => "次序被改动",
        FaultKind.CutTail => "尾部缺失",
        FaultKind.DroppedStream => "整个流缺失",
        FaultKind.Recomputed => "整条链被重算",
        FaultKind.ForgedAnchor => "锚点签名不符",
        _ => kind.ToString(),
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
