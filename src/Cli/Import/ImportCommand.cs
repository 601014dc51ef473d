using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using CadreWatch.Cli.Import.Profiles;
using CadreWatch.Cli.Import.Sending;
using Spectre.Console;

namespace CadreWatch.Cli.Import;

/// <summary><c>cadre-watch import</c>. Exit code 0: everything was read and answered, row errors or not; 1: the import stopped; 2: the profile is wrong.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var profile = new Option<FileInfo>("--profile") { Description = "导入方案（YAML）", Required = true };
        var source = new Option<DirectoryInfo>("--source") { Description = "数据表所在目录", Required = true };
        var server = new Option<Uri?>("--server") { Description = "运行中的服务器，如 http://127.0.0.1:5080", CustomParser = ServerOf };
        var key = new Option<FileInfo?>("--api-key-file") { Description = "接口密钥文件，默认 data/api-key.txt" };
        var data = new Option<DirectoryInfo?>("--data") { Description = "服务器未运行时，直接写入这个数据目录" };
        var judge = new Option<string?>("--judge") { Description = "as-known：旧信息按知悉当日的政策研判，预警标“补录”" };
        judge.AcceptOnlyFromAmong("as-known");
        var errors = new Option<FileInfo>("--errors") { Description = "行错误文件（CSV）", DefaultValueFactory = _ => new FileInfo("import-errors.csv") };
        var command = new Command("import", "按方案把数据表导入为名册、任职、监督信息和结果；重复运行不会改变任何内容")
        {
            profile, source, server, key, data, judge, errors,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(server) is not null && result.GetResult(data) is not null)
                result.AddError("--server 与 --data 只能用一个。");
        });
        command.SetAction((parsed, cancel) => RunAsync(
            new(
                parsed.GetRequiredValue(profile), parsed.GetRequiredValue(source), parsed.GetValue(server), parsed.GetValue(key), parsed.GetValue(data),
                parsed.GetValue(judge) is not null, parsed.GetRequiredValue(errors)),
            cancel));
        return command;
    }

    private static Uri? ServerOf(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            return uri;
        result.AddError("--server 应为 http:// 或 https:// 开头的地址。");
        return null;
    }

    private static async Task<int> RunAsync(Wish wish, CancellationToken cancel)
    {
        var time = TimeProvider.System;
        var begun = time.GetTimestamp();
        try
        {
            using var text = new StreamReader(wish.Profile.FullName, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var profile = ProfileReader.Read(text);
            using var errors = new RowErrorFile(wish.Errors.FullName);
            var tally = new ImportTally(errors);
            await using (var target = await OpenAsync(wish, cancel))
                await ImportScreen.ShowAsync(AnsiConsole.Console, screen => new Importer(profile, wish.Source.FullName, target.Sink, tally, time).RunAsync(screen, cancel));
            ImportScreen.Summarize(AnsiConsole.Console, profile.Name, tally, time.GetElapsedTime(begun), errors.Count > 0 ? wish.Errors.FullName : null);
            return 0;
        }
        catch (ProfileException e)
        {
            await Console.Error.WriteLineAsync($"方案有误  {e.Message}");
            return 2;
        }
        catch (Exception e) when (e is ImportException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"导入中止  {e.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("导入已取消；再次运行同一命令即可续完。");
            return 1;
        }
    }

    private static async Task<Target> OpenAsync(Wish wish, CancellationToken cancel)
    {
        if (wish.Server is null && wish.Data is not null)
            return await SiloRowSink.OpenAsync(wish.Data, wish.JudgeAsKnown, cancel);
        var server = wish.Server ?? new Uri("http://127.0.0.1:5080");
        var keyFile = wish.ApiKeyFile?.FullName ?? Path.Combine("data", "api-key.txt");
        if (!File.Exists(keyFile))
            throw new ImportException($"找不到接口密钥 {keyFile}；它在服务器的数据目录中，请用 --api-key-file 指出。");
        var key = (await File.ReadAllTextAsync(keyFile, cancel)).Trim();
        return Over(server, key, wish.JudgeAsKnown);
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The target disposes the sink, and the sink its client.")]
    private static Target Over(Uri server, string key, bool judgeAsKnown)
    {
        var sink = new HttpRowSink(new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(2) }, key, judgeAsKnown);
        return new(sink, () =>
        {
            sink.Dispose();
            return ValueTask.CompletedTask;
        });
    }

    private sealed record Wish(
        FileInfo Profile, DirectoryInfo Source, Uri? Server, FileInfo? ApiKeyFile, DirectoryInfo? Data, bool JudgeAsKnown, FileInfo Errors);
}

/// <summary>An open receiver of rows.</summary>
internal sealed class Target(IRowSink sink, Func<ValueTask> close) : IAsyncDisposable
{
    public IRowSink Sink => sink;

    public ValueTask DisposeAsync() => close();
}
