using System.Globalization;
using System.Text.Json;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Grains.JointReviews.Reports;
using CadreWatch.Grains.Meetings;

namespace CadreWatch.Web.Reports;

/// <summary>The codes that a report counts by, in their order, and what they are called.</summary>
internal static class ReportWords
{
    /// <summary>Facts of more than one class.</summary>
    public const string Several = "several";

    /// <summary>核查中, no fact stated yet.</summary>
    public const string Verifying = "verifying";

    /// <summary>Nothing was concluded by the end of the month.</summary>
    public const string Unconcluded = "none";

    /// <summary>A conclusion of a meeting that was called with words of its own.</summary>
    public const string Other = "other";

    /// <summary>How a withheld number is written.</summary>
    public const string Withheld = "—";

    public const string Note = "“—”为不公布的数：不足 3，或者可据以推出不足 3 的数。季度、年度由各月公布的数相加；有的月份不公布的，只列公布各月之和，记作“≥”，总数另列可能的范围，增减不公布。";

    public static readonly IReadOnlyDictionary<string, string> Kinds = Enum.GetValues<NegativeClass>()
        .Select(c => (Code: JsonNamingPolicy.CamelCase.ConvertName(c.ToString()), Name: ReportedFacts.CategoryOf(c))).Append((Code: Several, Name: "涉及多类")).Append((Code: Verifying, Name: "核查中"))
        .ToDictionary(c => c.Code, c => c.Name);

    public static readonly IReadOnlyDictionary<string, string> Outcomes = Conclusions.Shipped.Select(c => (Code: c.Code, Name: c.Name)).Append((Code: Other, Name: "其他结论")).Append((Code: Unconcluded, Name: "尚无结论"))
        .ToDictionary(c => c.Item1, c => c.Item2);

    private static readonly string[] Quarters = ["一", "二", "三", "四"];

    public static string Name(ReportRhythm rhythm) => rhythm switch
    {
        ReportRhythm.Month => "月调度",
        ReportRhythm.Quarter => "季会议",
        _ => "年通报",
    };

    public static string Period(ReportTerm term) => term.Rhythm switch
    {
        ReportRhythm.Month => string.Create(CultureInfo.InvariantCulture, $"{term.Year}年{term.Number}月"),
        ReportRhythm.Quarter => string.Create(CultureInfo.InvariantCulture, $"{term.Year}年第{Quarters[term.Number - 1]}季度"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{term.Year}年度"),
    };

    public static string Title(ReportTerm term) => $"{Period(term)}干部监督联审{Name(term.Rhythm)}";

    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");
}
