using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews.Opinions;

/// <summary>A fact about one unit's column of one round (grain <c>opinions/round/unit</c>). Closed: every concrete event stands in this file.</summary>
public abstract record SheetEvent(DateTimeOffset At, string By) : Event;

/// <summary>The letter reached the unit's sheet: from now on it answers.</summary>
public sealed record SheetOpened(MemberUnit Unit, IReadOnlyList<string> People, string Letter, DateOnly IssuedOn, DateOnly DueOn, DateTimeOffset At, string By)
    : SheetEvent(At, By);

public sealed record SheetLiaisonReplaced(string Liaison, string Deputy, DateTimeOffset At, string By) : SheetEvent(At, By);

/// <param name="Opinion">A new revision, waiting for the second person.</param>
public sealed record OpinionEntered(string Cadre, Opinion Opinion, DateTimeOffset At, string By) : SheetEvent(At, By);

/// <param name="Reports">This revision or the one that it replaces states facts: signals follow.</param>
public sealed record OpinionConfirmed(string Cadre, int Revision, Validity Validity, bool Reports, DateTimeOffset At, string By) : SheetEvent(At, By);

/// <summary>The second person does not confirm.</summary>
public sealed record OpinionReturned(string Cadre, int Revision, string NoteHash, DateTimeOffset At, string By) : SheetEvent(At, By);

public sealed record RecusalDeclared(IReadOnlyList<string> Cadres, string NoteHash, DateTimeOffset At, string By) : SheetEvent(At, By);

public sealed record RecusalEnded(IReadOnlyList<string> Cadres, DateTimeOffset At, string By) : SheetEvent(At, By);

/// <param name="Number">From 1 within the sheet.</param>
public sealed record ExtensionAsked(int Number, IReadOnlyList<string> Cadres, DateOnly Until, string NoteHash, DateTimeOffset At, string By) : SheetEvent(At, By);

public sealed record ExtensionDecided(int Number, bool Granted, string? NoteHash, DateTimeOffset At, string By) : SheetEvent(At, By);

/// <summary>The sheet's clock: a due day, an extended day or the last day of an opinion is over.</summary>
public sealed record SheetDayPassed(DateOnly Day, DateTimeOffset At, string By) : SheetEvent(At, By);

/// <summary>What the sheet waits for next by time alone; nulls when nothing.</summary>
/// <param name="Day">The day whose end counts.</param>
/// <param name="DueAt">The first instant after it in the district.</param>
public sealed record SheetClockSet(DateOnly? Day, DateTimeOffset? DueAt, DateTimeOffset At, string By) : SheetEvent(At, By);

public sealed record SheetClosed(DateTimeOffset At, string By) : SheetEvent(At, By);
