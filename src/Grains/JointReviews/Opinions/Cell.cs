namespace CadreWatch.Grains.JointReviews.Opinions;

/// <summary>What a cell of the matrix shows. Only <see cref="NoObjection"/> is 无不良反映; whatever is open is none.</summary>
public enum CellState : byte
{
    /// <summary>Not answered, not yet due: empty.</summary>
    NotDue = 0,

    /// <summary>无.</summary>
    NoObjection = 1,

    /// <summary>异.</summary>
    Objection = 2,

    /// <summary>核.</summary>
    Verifying = 3,

    /// <summary>逾 逾期未复.</summary>
    Overdue = 4,

    /// <summary>延: not answered, the extended day has not passed.</summary>
    Extended = 5,

    /// <summary>待单位第二人确认: counts as unanswered.</summary>
    Awaiting = 6,

    /// <summary>避 回避.</summary>
    Recused = 7,

    /// <summary>The opinion's validity has run out: it says nothing any more.</summary>
    Expired = 8,
}

/// <summary>What one unit has said of one person so far. Immutable.</summary>
/// <param name="Revisions">Number of revisions entered.</param>
/// <param name="ExtendedTo">The day granted.</param>
public sealed record Cell(
    int Revisions = 0, Opinion? Pending = null, ConfirmedOpinion? Confirmed = null, DateOnly? ExtendedTo = null, bool Recused = false)
{
    public static readonly Cell Untouched = new();

    /// <summary>A confirmed answer, or a recusal, is there. 核查中 is an answer, “no objection” it is not.</summary>
    public static bool IsSettled(CellState state) => state is CellState.NoObjection or CellState.Objection or CellState.Verifying or CellState.Recused;

    /// <param name="dueOn">The unit's due day.</param>
    /// <param name="passed">The last day that has passed on the sheet's clock.</param>
    public CellState StateOn(DateOnly dueOn, DateOnly passed)
    {
        if (Recused)
            return CellState.Recused;
        if (Confirmed is { } confirmed && confirmed.Validity.Until > passed)
            return confirmed.Opinion.Answer switch
            {
                OpinionAnswer.Objection => CellState.Objection,
                OpinionAnswer.Verifying => CellState.Verifying,
                // The unit has something else to say: until it is confirmed this is no longer a clear answer. An objection stands meanwhile.
                _ => Pending is null ? CellState.NoObjection : CellState.Awaiting,
            };
        if (Pending is not null)
            return CellState.Awaiting;
        if (Confirmed is not null)
            return CellState.Expired;
        return passed >= (ExtendedTo ?? dueOn) ? CellState.Overdue
            : ExtendedTo is not null ? CellState.Extended
            : CellState.NotDue;
    }

    /// <summary>The next day after <paramref name="passed"/> whose end can change the state by time alone.</summary>
    internal DateOnly? NextDay(DateOnly dueOn, DateOnly passed)
    {
        if (Recused)
            return null;
        if (Confirmed is { } confirmed)
            return confirmed.Validity.Until > passed ? confirmed.Validity.Until : null;
        var due = ExtendedTo ?? dueOn;
        return due > passed ? due : null;
    }
}
