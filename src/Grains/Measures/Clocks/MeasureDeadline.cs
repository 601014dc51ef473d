namespace CadreWatch.Grains.Measures.Clocks;

public enum DeadlineStanding : byte
{
    Running = 1,

    /// <summary>Warned of; still in time.</summary>
    Warned = 2,

    /// <summary>逾期.</summary>
    Overdue = 3,

    /// <summary>A year's calendar is not published: nobody can tell the last day yet.</summary>
    Uncounted = 4,

    /// <summary>What was asked for was done.</summary>
    Met = 5,

    /// <summary>The measure ended before.</summary>
    Ended = 6,

    /// <summary>The influence period is over: 期满待研判.</summary>
    Expired = 7,
}

/// <summary>A wish for more time that waits for an answer.</summary>
/// <param name="By">Who asked; never the one who decides.</param>
public sealed record ExtensionRequest(int Count, string By, string? For, DateTimeOffset At);

/// <summary>One time limit of a measure.</summary>
public sealed record MeasureDeadline(string Name, DateOnly Base, TimeLimit Limit, DeadlineSchedule Schedule)
{
    public bool Warned { get; init; }

    public bool Overdue { get; init; }

    /// <summary>How many ranks were told.</summary>
    public int Escalated { get; init; }

    /// <summary><see cref="DeadlineStanding.Met"/>, <see cref="DeadlineStanding.Ended"/> or <see cref="DeadlineStanding.Expired"/>; null while open.</summary>
    public DeadlineStanding? Closed { get; init; }

    public ExtensionRequest? Request { get; init; }

    /// <summary>The extension approved last.</summary>
    public ExtensionGrant? Extension { get; init; }

    public bool IsOpen => Closed is null;

    public DeadlineStanding Standing =>
        Closed ?? (Overdue ? DeadlineStanding.Overdue : Schedule.DueOn is null ? DeadlineStanding.Uncounted : Warned ? DeadlineStanding.Warned : DeadlineStanding.Running);

    /// <summary>When the grain is to be asked next; null where nothing is left to say.</summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            if (!IsOpen)
                return null;
            if (!Overdue)
                return !Warned && Schedule.WarnAt is { } warn && warn < Schedule.OverdueAt ? warn : Schedule.OverdueAt;
            return Escalated < Schedule.Escalations.Count ? Schedule.Escalations[Escalated].At : null;
        }
    }

    /// <summary>The day and limit that count now, an extension included.</summary>
    internal (DateOnly Base, TimeLimit Limit) Counting => Extension is { } grant ? (grant.Base, grant.Limit) : (Base, Limit);

    internal MeasureDeadline Close(DeadlineStanding standing) => IsOpen ? this with { Closed = standing, Request = null } : this;
}
