using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Measures.Rules;

/// <summary>
/// What a measure may rest on (domain rules of 提醒、函询、诫勉): an inquiry needs a named matter, an admonition at least one verified fact,
/// and a model alert alone may start 了解核实 only. A refusal names what is missing.
/// </summary>
public static class BasisRule
{
    /// <summary>The list that the codes of a kind come from; null for a kind without codes.</summary>
    public static string? ListOf(MeasureKind kind) => kind switch
    {
        MeasureKind.Reminder or MeasureKind.Inquiry => "aspects",
        MeasureKind.Admonition => "situations",
        MeasureKind.AssessmentNotice => "grounds",
        _ => null,
    };

    /// <summary>Null where the basis is enough.</summary>
    /// <param name="kind">The kind of measure.</param>
    /// <param name="content">Codes and what else the measure says.</param>
    /// <param name="basis">The alerts and signals as they stand now.</param>
    /// <param name="hasMatter">Whether the matter is written down.</param>
    public static Refusal? Check(MeasureKind kind, MeasureContent content, IReadOnlyList<BasisItem> basis, bool hasMatter)
    {
        if (kind.IsFollowUp())
            return content.StartOn is null ? new("startMissing", "缺少起算日（到岗、任职或者处分之日），请补充。", "startOn") : null;
        if (kind is not MeasureKind.Verification && basis.Count > 0 && basis.All(item => item.Standing == BasisStanding.ModelOnly))
            return new("modelAlone", "仅有模型提示，只能发起了解核实；须先取得监督信息或者核实事实。", "basis");
        if (!hasMatter)
            return new("matterMissing", $"缺少具体事项，请写明{kind.Word()}的事项。", "matter");
        return Codes(kind, content) ?? Facts(kind, content, basis);
    }

    private static Refusal? Codes(MeasureKind kind, MeasureContent content)
    {
        if (ListOf(kind) is not { } list)
            return null;
        var name = MeasurePolicy.Shipped.Lists.First(l => l.List == list).Name;
        if (content.Codes.Count == 0)
            return new("codeMissing", $"缺少{name}，请从清单中选定。", "codes");
        return content.Codes.Any(code => MeasurePolicy.Shipped.Item(list, code) is null)
            ? new("codeUnknown", $"所选不在{name}清单内，请重新选定。", "codes")
            : null;
    }

    private static Refusal? Facts(MeasureKind kind, MeasureContent content, IReadOnlyList<BasisItem> basis) => kind switch
    {
        MeasureKind.Admonition when basis.All(item => item.Standing != BasisStanding.Verified) =>
            new("verifiedFactMissing", "诫勉须有至少一项已核实的事实；现有依据均未核实，请先核实或者改用函询。", "basis"),
        MeasureKind.Reminder or MeasureKind.Inquiry or MeasureKind.Verification when basis.Count == 0 =>
            new("basisMissing", $"缺少依据，请选定引起{kind.Word()}的预警或者监督信息。", "basis"),
        MeasureKind.AssessmentNotice when content.Score is null =>
            new("scoreMissing", "缺少考核得分，请补充得分与名次。", "score"),
        _ => null,
    };
}
