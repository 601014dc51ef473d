using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews;

/// <summary>Figures of joint review in the policy, and working days forward.</summary>
public static class ReviewPolicy
{
    /// <summary>Fewest member units of a round, 个.</summary>
    public const string FewestUnits = "review.fewestUnits";

    /// <summary>Most member units of a round, 个.</summary>
    public const string MostUnits = "review.mostUnits";

    /// <summary>Time to answer from the day of the letter, 工作日.</summary>
    public const string ReplyDays = "review.replyDays";

    /// <summary>The furthest an extension may reach beyond the due day, 工作日.</summary>
    public const string ExtensionDays = "review.extensionDays";

    /// <summary>How long a confirmed opinion holds, 月.</summary>
    public const string ValidMonths = "review.validMonths";

    /// <summary>Probation after an appointment, 月: the watch for late information ends with it.</summary>
    public const string ProbationMonths = "review.probationMonths";

    /// <summary>Longest time limit that is counted, working days.</summary>
    private const int Longest = 250;

    /// <summary>The figure in force on a day, or null where the policy has none: nothing is assumed in its place.</summary>
    public static UsedFigure? Figure(Judgement judgement, string code, DateOnly on) =>
        judgement.Policy.Parameter(code, on) is { } p
            ? new(p.Value, p.Unit, judgement.Policy.Version, p.Provision.Source, p.Provision.Article, p.Provision.Grade)
            : null;

    /// <summary>The day on which so many working days after <paramref name="from"/> are full; null where a year between has no published calendar.</summary>
    public static DateOnly? WorkingDaysAfter(Judgement judgement, DateOnly from, int count)
    {
        if (count <= 0)
            return from;
        if (count > Longest)
            return null;
        // A working day is where the count from the day before rises; one day at a time, so that a long limit stays linear.
        for (var (day, counted) = (from, 0); ;)
        {
            var next = day.AddDays(1);
            if (judgement.WorkingDays(day, next) is not { } step)
                return null;
            day = next;
            if ((counted += step) == count)
                return day;
        }
    }

    internal static Decision Missing(string code) => Decision.Refuse("parameterMissing", $"现行政策缺少参数 {code}，请先在政策中补充。", code);

    internal static Decision CalendarMissing(DateOnly from) =>
        Decision.Refuse("calendarMissing", $"自{from:yyyy-MM-dd}起计算工作日所需的放假安排尚未公布，请先录入。");
}
