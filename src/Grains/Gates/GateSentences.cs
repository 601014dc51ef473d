using System.Collections.Immutable;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Gates;

/// <summary>The gate's answer in one sentence. There is no sentence that says a person may be promoted.</summary>
internal static class GateSentences
{
    public static string Of(
        Effect action,
        ImmutableArray<HardBar> bars,
        ImmutableArray<string> unsettled,
        ImmutableArray<PendingJudgement> pending,
        ImmutableArray<ChecklistItem> checklist)
    {
        var open = checklist.Count(item => item.Standing != CheckStanding.Done);
        var list = open == 0 ? "" : $"；另有{open}项须由人核实";
        if (bars is [var first, ..])
            return $"{action.Word()}：有硬性限制，{Reason(first)}{More(bars.Length)}{list}。";
        if (unsettled is [var missing, ..])
            return $"{action.Word()}：待核实，{missing.TrimEnd('。')}{More(unsettled.Length)}{list}。";
        if (pending is [var expired, ..])
            return $"{action.Word()}：{expired.Words.TrimEnd('。')}{More(pending.Length)}{list}。";
        return $"{action.Word()}：未发现硬性限制{list}。";
    }

    private static string Reason(HardBar bar)
    {
        var until = bar.To is { } end ? $"至{end.Iso()}（当日仍受限）" : "止日未定";
        var mark = bar.IsUnverified && !bar.Provision.IsUnverified ? $"（期限或者起算点{Provision.UnverifiedMark}）" : "";
        return $"因{bar.CauseWord}，依{bar.Provision}{bar.Words}，{until}{mark}";
    }

    private static string More(int count) => count > 1 ? $"，等{count}项" : "";
}
