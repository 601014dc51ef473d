namespace CadreWatch.Risk.Features;

/// <summary>Kinds of signals that features count together. A kind that stands in no group is not read.</summary>
internal enum SignalGroup
{
    Complaint = 0,
    Audit = 1,
    Discipline = 2,
    Enforcement = 3,
    Personal = 4,
    Opinion = 5,
    Measure = 6,
    Commendation = 7,
    Evaluation = 8,
    None = 9,
}

internal static class SignalGroups
{
    /// <summary>Groups of claims come first.</summary>
    public const int Claims = 6;

    public static readonly string[] Codes = ["complaint", "audit", "discipline", "enforcement", "personal", "opinion"];

    public static readonly string[] Labels = ["信访举报", "审计巡察", "纪检司法", "执法记录", "个人事项", "舆情走访"];

    public static SignalGroup Of(string kind) => kind switch
    {
        "complaint" or "petition" => SignalGroup.Complaint,
        "audit" or "inspection" or "rectification" => SignalGroup.Audit,
        "discipline" or "court" or "procuratorate" => SignalGroup.Discipline,
        "enforcement" or "police" or "tax" or "exitEntry" => SignalGroup.Enforcement,
        "personalMatters" or "concurrentPost" or "familyBusiness" or "archive" => SignalGroup.Personal,
        "publicOpinion" or "liaison" => SignalGroup.Opinion,
        "measure" => SignalGroup.Measure,
        "commendation" => SignalGroup.Commendation,
        "evaluation" => SignalGroup.Evaluation,
        _ => SignalGroup.None,
    };
}
