using System.Text.Json.Serialization;

namespace CadreWatch.Grains.Influence;

/// <summary>What a measure may stand in the way of: the seven questions of the gate, and the pay step, which nobody asks the gate.</summary>
public enum Effect
{
    [JsonStringEnumMemberName("提拔")]
    Promotion = 1,

    /// <summary>A more important post of the same level.</summary>
    [JsonStringEnumMemberName("进一步使用")]
    FurtherUse = 2,

    [JsonStringEnumMemberName("晋升职级")]
    RankAdvance = 3,

    [JsonStringEnumMemberName("转任")]
    Transfer = 4,

    [JsonStringEnumMemberName("评优")]
    Commendation = 5,

    [JsonStringEnumMemberName("辞职退休")]
    Leaving = 6,

    [JsonStringEnumMemberName("出国（境）")]
    GoingAbroad = 7,

    [JsonStringEnumMemberName("晋升工资档次")]
    PayStep = 8,
}

/// <summary>The words of <see cref="Effect"/> on screen and in files.</summary>
public static class EffectWords
{
    public static string Word(this Effect effect) => effect switch
    {
        Effect.Promotion => "提拔",
        Effect.FurtherUse => "进一步使用",
        Effect.RankAdvance => "晋升职级",
        Effect.Transfer => "转任",
        Effect.Commendation => "评优",
        Effect.Leaving => "辞职退休",
        Effect.GoingAbroad => "出国（境）",
        _ => "晋升工资档次",
    };
}
