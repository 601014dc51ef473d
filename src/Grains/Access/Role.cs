namespace CadreWatch.Grains.Access;

/// <summary>A role of the field. What it may do is <see cref="Roles.Of"/>; over whom, the <see cref="Grant"/> says.</summary>
public enum Role : byte
{
    /// <summary>干部监督员.</summary>
    Supervisor = 1,

    /// <summary>分管副部长.</summary>
    DeputyHead = 2,

    /// <summary>部长.</summary>
    DepartmentHead = 3,

    /// <summary>党委（党组）主要负责人.</summary>
    CommitteePrincipal = 4,

    /// <summary>成员单位联络员: answers for its agency, sees no case.</summary>
    AgencyLiaison = 5,

    /// <summary>举报受理员.</summary>
    ComplaintOfficer = 6,

    /// <summary>身份保管员: keeps who complained, sees no case.</summary>
    IdentityCustodian = 7,

    /// <summary>审计员: reads the trail alone.</summary>
    Auditor = 8,

    /// <summary>系统管理员: manages accounts and keys alone.</summary>
    Administrator = 9,
}

/// <summary>One thing that a role may do. Cases are cadres with their alerts and signals.</summary>
public enum Capability : byte
{
    SeeCases = 1,

    /// <summary>签收、转办、暂缓、排除、办结; a phone only acknowledges.</summary>
    ActOnAlerts = 2,

    /// <summary>Opens a signal with its text.</summary>
    OpenSignals = 3,

    Search = 4,
    Export = 5,
    SeeRisk = 6,
    Approve = 7,
    Measures = 8,
    Policy = 9,

    /// <summary>联审会审: opens rounds, and may be named for the whole of one.</summary>
    Matrix = 10,
    ReadTrail = 11,
    ManageAccounts = 12,
    ManageKeys = 13,

    /// <summary>Who complained.</summary>
    SeeIdentity = 14,

    /// <summary>Counts without names for a screen on the wall.</summary>
    WallBoard = 15,

    /// <summary>Answers in rounds for its agency; which rounds, the letters say.</summary>
    AnswerReviews = 16,

    /// <summary>Compares a round with the same person's last one, which tells that there was one.</summary>
    CompareRounds = 17,
}
