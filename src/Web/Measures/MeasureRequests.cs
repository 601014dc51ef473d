namespace CadreWatch.Web.Measures;

/// <summary>A draft, or what a revised draft says. The basis is named, never described: how far it is proven is read here.</summary>
/// <param name="Kind">reminder, inquiry, admonition, summons, assessmentNotice or verification; a follow-up is opened by what it follows.</param>
/// <param name="Cadre">The cadre's number.</param>
/// <param name="Alerts">Ids of alerts.</param>
/// <param name="Signals">Opaque ids of signals.</param>
/// <param name="Matter">The matter in plain words; required.</param>
/// <param name="Codes">From the list that belongs to the kind.</param>
/// <param name="Secrecy">internal, confidential or secret; never less than the basis.</param>
/// <param name="SecrecyYears">保密期限 of a classified paper.</param>
/// <param name="Score">Of an assessment notice.</param>
public sealed record DraftRequest(
    string? Kind, string? Cadre, IReadOnlyList<string>? Alerts, IReadOnlyList<string>? Signals, string? Matter, IReadOnlyList<string>? Codes, string? Secrecy = null,
    int? SecrecyYears = null, bool? Urgent = null, bool? IsPrincipal = null, bool? CoManaged = null, bool? NextLower = null, IReadOnlyList<string>? CopyTo = null,
    decimal? Score = null, int? Place = null, int? PlaceOf = null, int? Version = null);

/// <summary>What an act carries; each act asks for its own few fields and passes over the others.</summary>
public sealed record ActRequest
{
    /// <summary>The version the person looked at; a measure changed since answers 409.</summary>
    public int? Version { get; init; }

    /// <summary>The day of what is recorded; today unless given.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Comment, reason, reply, statement, note or record, as the act has one.</summary>
    public string? Text { get; init; }

    /// <summary>opine: agreed, or sent back; decideExtension: granted.</summary>
    public bool? Agreed { get; init; }

    /// <summary>study: department, standingCommittee, partyGroup or jointMeeting.</summary>
    public string? Body { get; init; }

    public int? Year { get; init; }

    /// <summary>study: which meeting of the year; considerStatement: which statement.</summary>
    public int? Number { get; init; }

    /// <summary>consult: the agency asked.</summary>
    public string? Agency { get; init; }

    /// <summary>issue: talk or letter.</summary>
    public string? Mode { get; init; }

    /// <summary>issue: 份数, from 1.</summary>
    public int? Copies { get; init; }

    public string? Talker { get; init; }

    /// <summary>supervisor, deputyHead, departmentHead or committeePrincipal.</summary>
    public string? TalkerRank { get; init; }

    public string? Recorder { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public string? Location { get; init; }

    public string? FirstWitness { get; init; }

    public string? SecondWitness { get; init; }

    /// <summary>reply: 签字背书 of the unit's Party head.</summary>
    public string? CounterSigner { get; init; }

    /// <summary>conclude: explained, askAgain, verify …; visit: corrected, notCorrected or held; considerStatement: adopted, partlyAdopted or notAdopted.</summary>
    public string? Outcome { get; init; }

    /// <summary>visit: what the person wishes, from the list <c>statements</c>.</summary>
    public string? Choice { get; init; }

    /// <summary>Extensions: the deadline's name.</summary>
    public string? Deadline { get; init; }

    /// <summary>requestExtension: by how much, in the unit of the longest extension.</summary>
    public int? Count { get; init; }

    public bool ForPublic { get; init; }

    public bool Mistake { get; init; }

    public bool Daring { get; init; }

    /// <summary>revise: what the draft says now.</summary>
    public DraftRequest? Draft { get; init; }
}
