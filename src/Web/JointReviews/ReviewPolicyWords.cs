using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;

namespace CadreWatch.Web.JointReviews;

/// <summary>The figures of joint review as the policy in force has them, and what it lacks: a store that was made before them says so instead of failing at an act.</summary>
internal static class ReviewPolicyWords
{
    private static readonly (string Code, string Name)[] Needed =
    [
        (ReviewPolicy.FewestUnits, "联审最少单位"), (ReviewPolicy.MostUnits, "联审最多单位"), (ReviewPolicy.ReplyDays, "部门答复期限"),
        (ReviewPolicy.ExtensionDays, "最长延期"), (ReviewPolicy.ValidMonths, "意见有效期"), (ReviewPolicy.ProbationMonths, "任职试用期"),
    ];

    public static IReadOnlyList<ReviewFigure> Figures(Judgement judgement, DateOnly today) =>
    [
        .. Needed.Select(n => (n, Figure: ReviewPolicy.Figure(judgement, n.Code, today))).Where(f => f.Figure is not null)
            .Select(f => new ReviewFigure(f.n.Code, f.n.Name, f.Figure!.Value, f.Figure.Unit, f.Figure.Source, f.Figure.Article, f.Figure.Grade.ToString())),
    ];

    /// <summary>The due day of a letter that goes out on a day; null where the policy or the calendar does not say.</summary>
    public static DateOnly? Due(Judgement judgement, DateOnly on) =>
        ReviewPolicy.Figure(judgement, ReviewPolicy.ReplyDays, on) is { } limit ? ReviewPolicy.WorkingDaysAfter(judgement, on, (int)limit.Value) : null;

    public static IReadOnlyList<string> Missing(Judgement judgement, DateOnly today)
    {
        var missing = Needed.Where(n => ReviewPolicy.Figure(judgement, n.Code, today) is null)
            .Select(n => $"现行政策（{judgement.Policy.Version}）缺少参数“{n.Name}”（{n.Code}），请先在政策中补充。").ToList();
        if (missing.Count == 0 && Due(judgement, today) is null) missing.Add($"自{today:yyyy-MM-dd}起计算答复期限所需的放假安排尚未公布，请先录入。");
        return missing;
    }
}
