namespace CadreWatch.Web.Meetings;

/// <summary>Calls a meeting.</summary>
/// <param name="Convener">Account of who leads; not the recorder.</param>
/// <param name="Round">A round whose opinions are discussed; the liaisons of its units speak for them.</param>
public sealed record CallRequest(
    int Year, int Number, string? Convener, string? Recorder, IReadOnlyList<string>? Presenters, IReadOnlyList<InviteRequest>? Participants, string? Round = null);

/// <param name="Unit">The unit it speaks for; for whoever sees no case. Taken from the round where the account is its liaison.</param>
/// <param name="Columns">
/// Units whose columns it sees beside that of its own. Unless given, whoever speaks for a unit and sees no case sees its own alone, and staff of the department all.
/// </param>
public sealed record InviteRequest(string? Account, string? Unit = null, IReadOnlyList<string>? Columns = null);

/// <summary>One item wanted on the agenda: a person, or a matter of an earlier meeting.</summary>
/// <param name="Owner">Account that late information goes to; the recorder unless given.</param>
/// <param name="Meeting">With <paramref name="Matter"/>: the matter to follow up.</param>
public sealed record AgendaRequest(string? Cadre = null, string? Owner = null, string? Meeting = null, string? Matter = null);

/// <summary>What an act carries; each asks for its own few fields and passes over the others.</summary>
public sealed record MeetingActRequest
{
    /// <summary>Id of an item of the agenda.</summary>
    public string? Item { get; init; }

    /// <summary>Account acted upon: remove, recuse, admit, handOver, dissent, issueCopy.</summary>
    public string? Account { get; init; }

    /// <summary>invite: who, with which rights.</summary>
    public InviteRequest? Invite { get; init; }

    /// <summary>agenda: all items in their order.</summary>
    public IReadOnlyList<AgendaRequest>? Items { get; init; }

    /// <summary>mask: on or off.</summary>
    public bool? On { get; init; }

    /// <summary>conclude: a code of the meeting's list.</summary>
    public string? Code { get; init; }

    /// <summary>conclude, dissent, assign, settleMatter, settleLate, endWatch, draftMeasure: the words.</summary>
    public string? Text { get; init; }

    /// <summary>settleMatter: id of the matter.</summary>
    public string? Matter { get; init; }

    /// <summary>assign: account responsible.</summary>
    public string? Owner { get; init; }

    public string? Unit { get; init; }

    public DateOnly? DueOn { get; init; }

    /// <summary>settleLate: the opaque id that the list of duties gives.</summary>
    public string? Late { get; init; }

    /// <summary>noteAppointment, endWatch: number of the person who is watched.</summary>
    public string? Cadre { get; init; }

    /// <summary>noteAppointment: the day of the appointment.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>confirm: the draft that was read.</summary>
    public int? Revision { get; init; }

    /// <summary>draftMeasure: from the list that belongs to the kind.</summary>
    public IReadOnlyList<string>? Codes { get; init; }
}
