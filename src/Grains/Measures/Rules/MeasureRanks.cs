namespace CadreWatch.Grains.Measures.Rules;

/// <summary>The roles that act on measures, as codes in policy and in <see cref="MeasureActor.Roles"/>.</summary>
public static class MeasureRanks
{
    /// <summary>干部监督机构 staff: drafts, delivers, records.</summary>
    public const string Supervisor = "supervisor";

    public const string DeputyHead = "deputyHead";

    public const string DepartmentHead = "departmentHead";

    public const string CommitteePrincipal = "committeePrincipal";

    /// <summary>Deadlines and reactors; no person has it.</summary>
    public const string System = "system";

    /// <summary>The word on screen; an unknown code stands for itself.</summary>
    public static string Word(string rank) => rank switch
    {
        Supervisor => "干部监督机构承办人",
        DeputyHead => "分管部长",
        DepartmentHead => "组织部长",
        CommitteePrincipal => "党委（党组）主要负责人",
        System => "系统",
        _ => rank,
    };

    public static string Words(IEnumerable<string> ranks) => string.Join("、", ranks.Select(Word));
}
