using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Measures;

public enum BasisSource : byte
{
    Alert = 1,
    Signal = 2,
}

/// <summary>How far a basis is proven, as the cadre's grain has it now.</summary>
public enum BasisStanding : byte
{
    Verified = 1,
    Unverified = 2,

    /// <summary>A model's alert without a signal behind it.</summary>
    ModelOnly = 3,
}

/// <summary>One alert or signal that a measure rests on.</summary>
/// <param name="Id">An <see cref="AlertId"/> or <see cref="SignalKey"/> as text.</param>
public sealed record BasisItem(BasisSource Source, string Id, BasisStanding Standing, Secrecy Secrecy = Secrecy.Internal);

/// <summary>What a measure says, without its free text: codes, days and ids only.</summary>
/// <param name="Office">The office that handles it.</param>
/// <param name="Handler">承办人: the responsible account.</param>
/// <param name="Unit">The unit of the person, or the unit whose head is summoned.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Codes">Aspects of an inquiry or reminder, situations of an admonition, grounds of an assessment notice.</param>
/// <param name="Authority">Management authority, whose own figures go first.</param>
/// <param name="Secrecy">密级 of its papers.</param>
/// <param name="SecrecyYears">保密期限 in years; null for a paper that is not classified.</param>
/// <param name="Urgent">紧急: quiet hours do not hold its notices.</param>
/// <param name="IsPrincipal">The person is the unit's 主要负责人: replies directly, without a countersignature.</param>
/// <param name="CoManaged">双管干部: the co-managing side is consulted before anything is issued.</param>
/// <param name="NextLower">A member of the next-lower leading body, whose talk may be delegated to the unit's Party head.</param>
/// <param name="CopyTo">抄送: unit codes.</param>
/// <param name="StartOn">For follow-ups: 到岗, the appointment or the sanction.</param>
/// <param name="Score">Of an assessment notice.</param>
/// <param name="Place">Rank within its class; null where it has none.</param>
/// <param name="PlaceOf">How many are in the class.</param>
/// <param name="Origin">The measure that this one follows from.</param>
public sealed record MeasureContent(
    string Office,
    string Handler,
    string Unit,
    IReadOnlyList<BasisItem> Basis,
    IReadOnlyList<string> Codes,
    string? Authority = null,
    Secrecy Secrecy = Secrecy.Internal,
    int? SecrecyYears = null,
    bool Urgent = false,
    bool IsPrincipal = false,
    bool CoManaged = false,
    bool NextLower = false,
    IReadOnlyList<string>? CopyTo = null,
    DateOnly? StartOn = null,
    decimal? Score = null,
    int? Place = null,
    int? PlaceOf = null,
    string? Origin = null);

/// <summary>Which meeting, such as 部务会2026年第12次会议.</summary>
/// <param name="Body">A code of the list <c>meetings</c>.</param>
public sealed record MeetingRef(string Body, int Year, int Number);

/// <summary>The papers of a measure.</summary>
public enum PaperKind : byte
{
    /// <summary>提醒函.</summary>
    ReminderLetter = 1,

    /// <summary>函询通知书.</summary>
    InquiryNotice = 2,

    /// <summary>诫勉书.</summary>
    AdmonitionLetter = 3,

    /// <summary>考核情况提示函.</summary>
    AssessmentLetter = 4,

    /// <summary>谈话记录.</summary>
    TalkRecord = 5,

    /// <summary>回复.</summary>
    Reply = 6,

    /// <summary>送达回执.</summary>
    Receipt = 7,

    /// <summary>说明单: which facts and which article led to the measure, for the person.</summary>
    Explanation = 8,
}

/// <summary>A paper as it was issued.</summary>
/// <param name="Document">Name within the measure, such as <c>inquiryNotice.1</c> for the first asking.</param>
/// <param name="Number">文号 as shown; null for a paper without one.</param>
/// <param name="Series">The number series and number it came from, such as <c>云组函/2026/17</c>; null without a number.</param>
/// <param name="ContentHash">SHA-256 over what the paper says, 64 hexadecimal digits: any later change shows.</param>
/// <param name="FileHash">SHA-256 of the file, 64 hexadecimal digits.</param>
/// <param name="Copies">份数; each has a 份号 where the paper is classified.</param>
public sealed record IssuedPaper(PaperKind Kind, string Document, string? Number, string? Series, string ContentHash, string FileHash, int Copies = 1);

/// <summary>A talk: two people of the office are present.</summary>
/// <param name="Talker">Who talked: an account, or a code where it was delegated.</param>
/// <param name="TalkerRank">A code of <see cref="Rules.MeasureRanks"/>.</param>
/// <param name="Recorder">Who kept the record; somebody else.</param>
/// <param name="Delegated">Held by the unit's Party head for the department.</param>
public sealed record TalkFacts(string Talker, string TalkerRank, string Recorder, DateTimeOffset StartedAt, bool Delegated = false);

/// <summary>What a measure, verification or probation came to. The dispositions of the discipline organs are not among them.</summary>
public enum Conclusion : byte
{
    /// <summary>说明清楚·了结.</summary>
    Explained = 1,

    /// <summary>再次函询.</summary>
    AskAgain = 2,

    /// <summary>了解核实.</summary>
    Verify = 3,

    /// <summary>转提醒.</summary>
    ToReminder = 4,

    /// <summary>转诫勉.</summary>
    ToAdmonition = 5,

    /// <summary>移交纪检监察.</summary>
    Refer = 6,

    /// <summary>核实: 属实.</summary>
    Substantiated = 7,

    /// <summary>核实: 不属实.</summary>
    Unsubstantiated = 8,

    /// <summary>核实: 暂不能认定.</summary>
    Unclear = 9,

    /// <summary>正式任职.</summary>
    Confirmed = 10,

    /// <summary>退回原单位.</summary>
    Returned = 11,
}

/// <summary>What a visit found.</summary>
public enum VisitResult : byte
{
    /// <summary>已改正.</summary>
    Corrected = 1,

    /// <summary>未改正: 组织处理 may be proposed.</summary>
    NotCorrected = 2,

    /// <summary>A visit that has nothing to correct was held.</summary>
    Held = 3,
}

/// <summary>The three distinctions of 容错, as found.</summary>
/// <param name="ForPublic">为公, not 徇私.</param>
/// <param name="Mistake">失误, not 失职.</param>
/// <param name="Daring">敢为, not 乱为.</param>
public sealed record Distinctions(bool ForPublic, bool Mistake, bool Daring);

/// <summary>What came of a statement of defence.</summary>
public enum StatementResult : byte
{
    /// <summary>采纳.</summary>
    Adopted = 1,

    /// <summary>部分采纳.</summary>
    PartlyAdopted = 2,

    /// <summary>未采纳, with reasons.</summary>
    NotAdopted = 3,
}
