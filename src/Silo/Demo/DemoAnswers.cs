using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.JointReviews.Rounds;

namespace CadreWatch.Silo.Demo;

/// <summary>What an agency of the demonstration has said of one person.</summary>
/// <param name="Answer">Null where nothing was said.</param>
internal sealed record DemoAnswer(OpinionAnswer? Answer, bool Confirmed = true, bool Recused = false, bool Extended = false, string Text = "", NegativeClass Class = NegativeClass.SpecialSupervision)
{
    /// <param name="on">The day of the letter; facts lie before it.</param>
    public OpinionEntry Entry(string cadre, DateOnly on)
    {
        FactEntry[] facts = Answer == OpinionAnswer.Objection
            ? [new(Class, on.AddDays(-200), on.AddDays(-200), SignalStatus.Reported, Responsibility.Leadership, OpinionContents.Sealed(Text), OpinionContents.Sealed("示例：来文登记"))]
            : [];
        return new(cadre, Answer!.Value, facts, Digest16.Of(cadre, Answer.Value.ToString(), Text), Answer == OpinionAnswer.Verifying ? on.AddDays(40) : null);
    }
}

/// <summary>Who says what: mostly 无不良反映, and a cell in every other state.</summary>
internal static class DemoAnswers
{
    private static readonly DemoAnswer Clear = new(OpinionAnswer.NoObjection);
    private static readonly DemoAnswer Verifying = new(OpinionAnswer.Verifying);
    private static readonly DemoAnswer Recused = new(null, Recused: true);
    private static readonly DemoAnswer Extended = new(null, Extended: true);
    private static readonly DemoAnswer Awaiting = Clear with { Confirmed = false };

    /// <summary>The round that ended: two objections, else clear.</summary>
    public static DemoAnswer? Earlier(string unit, int person) => (unit, person) switch
    {
        ("xfj", 8) => Petition,
        ("sjj", 20) => Audit,
        _ => Clear,
    };

    /// <summary>A round with enough to report for most numbers to be shown, and with units that have too little.</summary>
    public static DemoAnswer? ThisYear(string unit, int person) => unit switch
    {
        "xfj" when person % 6 == 1 => Petition,
        "xfj" when person % 10 == 4 => Verifying,
        "gbjd" when person % 9 == 2 => Objection("示例：年度考核民主测评反映较集中", NegativeClass.CadreSupervision),
        "sjj" when person % 7 == 3 => Audit,
        "sjj" when person % 15 == 5 => Verifying,
        "jwjw" when person % 11 == 6 => Objection("示例：转来问题线索一件", NegativeClass.Discipline),
        "gaj" when person % 13 == 7 => Objection("示例：一起行政处罚未按规定报告", NegativeClass.LawEnforcement),
        "zrzy" when person % 10 == 8 => Objection("示例：临时用地到期未复垦一宗", NegativeClass.SpecialSupervision),
        "yjgl" when person == 12 => Verifying,
        "fy" when person is 17 or 33 => Objection("示例：涉及一起合同纠纷未履行", NegativeClass.LawEnforcement),
        _ => Clear,
    };

    /// <summary>The same a year earlier, a little less of it.</summary>
    public static DemoAnswer? LastYear(string unit, int person) => person % 5 == 2 ? Clear : ThisYear(unit, person + 60);

    public static DemoAnswer? Now(string unit, int person) => (unit, person) switch
    {
        ("wjw", _) => null,
        ("gbjd", 1 or 7) => Verifying,
        ("gbjd", 2 or 3 or 8) => Objection("示例：年度考核民主测评反映较集中", NegativeClass.CadreSupervision),
        ("xfj", 0 or 1 or 4 or 5) => Petition,
        ("xfj", 3 or 11) => Verifying,
        ("fy", 6) => Objection("示例：涉及一起合同纠纷未履行", NegativeClass.LawEnforcement),
        ("gaj", 3 or 11 or 16) => null,
        ("sjj", 0 or 1 or 9) => Audit,
        ("sjj", 6) => Recused,
        ("sjj", 13 or 14) => Awaiting,
        ("sjj", 15 or 22 or 30) => null,
        ("fgw", 1 or 3 or 5 or 11 or 14 or 16) => Extended,
        ("fgw", 12) => Recused,
        ("zrzy", 0 or 4) => Objection("示例：临时用地到期未复垦一宗", NegativeClass.SpecialSupervision),
        ("zrzy", _) when person % 2 == 1 => null,
        ("yjgl", 2) => Verifying,
        ("scjg", 0) => Verifying,
        ("scjg", 3) => Recused,
        ("scjg", 7 or 15) => Awaiting,
        ("scjg", 4 or 11 or 17 or 20) => null,
        ("jwjw", 25) => Objection("示例：转来问题线索一件", NegativeClass.Discipline) with { Confirmed = false },
        ("jwjw", 33 or 34) => null,
        ("swj", 26 or 27) => Extended,
        _ => Clear,
    };

    private static DemoAnswer Petition => Objection("示例：信访件反映工程发包程序", NegativeClass.CadreSupervision);

    private static DemoAnswer Audit => Objection("示例：经济责任审计指出工程变更未按规定报批一项，整改中", NegativeClass.SpecialSupervision);

    private static DemoAnswer Objection(string text, NegativeClass kind) => new(OpinionAnswer.Objection, Text: text, Class: kind);
}
