using System.Collections.Immutable;
using System.Globalization;
using CadreWatch.Grains.Influence;

namespace CadreWatch.Grains.Tests.Cases;

/// <summary>Reads facts as the case files write them: 诫勉 2026-03-15 谈话2026-03-20；立案 2026-05-01. The Nth fact has the id N.</summary>
internal static class FactText
{
    public static ImmutableArray<CadreFact> Read(string text, InfluencePolicy policy) =>
        [.. text.Split('；', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((fact, index) => One(fact.Split(' '), $"{index + 1}", policy))];

    public static Effect EffectOf(string word) => Enum.GetValues<Effect>().Single(effect => effect.Word() == word);

    private static CadreFact One(string[] words, string number, InfluencePolicy policy)
    {
        var id = FactId.Parse(Option(words, "号") ?? number);
        var day = words[0] == "考核" ? default : Case.Parse(words[1][..10]);
        var known = Day(words, "知悉") ?? day;
        var about = FactId.Parse(Option(words, "对") ?? "1");
        return words[0] switch
        {
            "立案" => new InvestigationFiled(id, known, day, "市纪委监委"),
            "结案" => new InvestigationClosed(id, known, about, day),
            "恢复权利" => new RightsRestored(id, known, about, day),
            "任期" => new TermOfOffice(id, known, day, words[1].Length > 11 ? Case.Parse(words[1][11..]) : null),
            "考核" => new AnnualAssessment(id, known, Number(words[1]), words[2]),
            "研判" => new UseJudged(id, known, about, day, words.Contains("无会议") ? "" : "部务会〔2026〕3号", words.Contains("无记录人") ? " " : "李四", words[2] == "影响"),
            "撤回" => new FactWithdrawn(about, known),
            _ => new MeasureTaken(id, known, policy.Measures.FirstOrDefault(rule => rule.Name == words[0])?.Code ?? words[0], day)
            {
                TalkedOn = Day(words, "谈话"),
                DeliveredOn = Day(words, "送达"),
                DecidedMonths = Option(words, "定") is { } months ? Number(months) : null,
                Decision = Option(words, "文号"),
            },
        };
    }

    private static string? Option(string[] words, string name) =>
        words.Skip(2).FirstOrDefault(word => word.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private static DateOnly? Day(string[] words, string name) => Option(words, name) is { } day ? Case.Parse(day) : null;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
