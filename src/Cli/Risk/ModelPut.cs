using System.Text.Json;
using CadreWatch.Cli.Import.Profiles;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Risk.Evaluation;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Models;

namespace CadreWatch.Cli.Risk;

/// <summary>Puts a trained model into the register of a store.</summary>
internal static class ModelPut
{
    /// <exception cref="ProfileException">The file is no result of an evaluation.</exception>
    public static async Task<EvaluationResult> ReadAsync(FileInfo file, CancellationToken cancel)
    {
        try
        {
            return JsonSerializer.Deserialize<EvaluationResult>(await File.ReadAllTextAsync(file.FullName, cancel), EvaluationResult.Json) is { Summary: not null } result
                ? result
                : throw new ProfileException("--evaluation", "不是 evaluate 写出的结果文件。");
        }
        catch (JsonException e)
        {
            throw new ProfileException("--evaluation", "不是 evaluate 写出的结果文件：" + e.Message);
        }
    }

    /// <summary>As an account that may propose; 1 where it may not, or the register refuses.</summary>
    public static async Task<int> ProposeAsync(ModelProposal proposal, string account, string folder, string? store, CancellationToken cancel)
    {
        await using var silo = await OpenedSilo.OpenAsync(new() { DataFolder = folder, Store = store ?? "sqlite" }, cancel);
        var now = silo.Options.Time.GetUtcNow();
        if (silo.People.ViewerOf(account, now) is not { } viewer || !CaseAccess.Has(viewer, Capability.Policy))
        {
            await Console.Error.WriteLineAsync($"不能提交  账号 {account} 不存在或者无权提交模型。");
            return 1;
        }

        var (grain, command) = proposal.Put(now, account);
        if (await silo.Engine.AskAsync(grain, command, cancel) is Refusal refusal)
        {
            await Console.Error.WriteLineAsync($"不能提交  {refusal.Message}");
            return 1;
        }

        await Console.Out.WriteLineAsync($"模型 {grain.Key} 已提交，须由另一人审定。");
        return 0;
    }
}
