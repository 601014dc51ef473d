namespace CadreWatch.Grains.Measures;

/// <summary>The forms that run on a measure's grain.</summary>
public enum MeasureKind : byte
{
    /// <summary>提醒.</summary>
    Reminder = 1,

    /// <summary>函询.</summary>
    Inquiry = 2,

    /// <summary>诫勉.</summary>
    Admonition = 3,

    /// <summary>约谈, also of a unit's head.</summary>
    Summons = 4,

    /// <summary>考核情况提示函.</summary>
    AssessmentNotice = 5,

    /// <summary>了解核实: the one form that a model alert alone may start.</summary>
    Verification = 6,

    /// <summary>任前教育.</summary>
    PreventiveEducation = 7,

    /// <summary>任职回访 with the 自述表, after 到岗.</summary>
    PostVisit = 8,

    /// <summary>试用期满: 正式任职 or 退回原单位.</summary>
    ProbationEnd = 9,

    /// <summary>暖心回访 of a sanctioned cadre.</summary>
    CareVisit = 10,
}

/// <summary>How a measure is brought to the person.</summary>
public enum MeasureMode : byte
{
    /// <summary>谈话.</summary>
    Talk = 1,

    /// <summary>书面.</summary>
    Letter = 2,
}

public enum MeasureStage : byte
{
    None = 0,
    Draft = 1,
    UnderReview = 2,
    PendingApproval = 3,
    Approved = 4,
    Issued = 5,
    Received = 6,
    Replied = 7,
    FollowUpDue = 8,
    Concluded = 9,
    Archived = 10,
    Cancelled = 11,
}

/// <summary>The words of kinds and stages, and what a kind's form asks for.</summary>
public static class MeasureWords
{
    /// <summary>True for what a promotion or a sanction creates: it opens without approval and waits for its day.</summary>
    public static bool IsFollowUp(this MeasureKind kind) =>
        kind is MeasureKind.PreventiveEducation or MeasureKind.PostVisit or MeasureKind.ProbationEnd or MeasureKind.CareVisit;

    /// <summary>True where the form can be a letter.</summary>
    public static bool HasLetter(this MeasureKind kind) =>
        kind is MeasureKind.Reminder or MeasureKind.Inquiry or MeasureKind.Admonition or MeasureKind.AssessmentNotice;

    /// <summary>True where the form can be a talk alone.</summary>
    public static bool HasTalk(this MeasureKind kind) => kind is MeasureKind.Reminder or MeasureKind.Admonition or MeasureKind.Summons;

    /// <summary>True where somebody looks again after the measure.</summary>
    public static bool HasVisit(this MeasureKind kind) =>
        kind is MeasureKind.Reminder or MeasureKind.Admonition or MeasureKind.PostVisit or MeasureKind.CareVisit;

    /// <summary>The code in policy (<c>inquiry</c>) and in the read table.</summary>
    public static string Code(this MeasureKind kind) => Camel(kind.ToString());

    public static string Code(this MeasureStage stage) => Camel(stage.ToString());

    public static string Word(this MeasureKind kind) => kind switch
    {
        MeasureKind.Reminder => "提醒",
        MeasureKind.Inquiry => "函询",
        MeasureKind.Admonition => "诫勉",
        MeasureKind.Summons => "约谈",
        MeasureKind.AssessmentNotice => "考核情况提示",
        MeasureKind.Verification => "了解核实",
        MeasureKind.PreventiveEducation => "任前教育",
        MeasureKind.PostVisit => "任职回访",
        MeasureKind.ProbationEnd => "试用期满",
        _ => "暖心回访",
    };

    public static string Word(this MeasureStage stage) => stage switch
    {
        MeasureStage.Draft => "拟稿",
        MeasureStage.UnderReview => "审核",
        MeasureStage.PendingApproval => "待审定",
        MeasureStage.Approved => "已批准",
        MeasureStage.Issued => "已发出",
        MeasureStage.Received => "已签收",
        MeasureStage.Replied => "已回复",
        MeasureStage.FollowUpDue => "待回访",
        MeasureStage.Concluded => "结果已认定",
        MeasureStage.Archived => "已归档",
        MeasureStage.Cancelled => "已撤销",
        _ => "未起草",
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
