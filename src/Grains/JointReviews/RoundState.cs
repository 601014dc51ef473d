namespace CadreWatch.Grains.JointReviews;

/// <param name="Number">文号.</param>
/// <param name="Outstanding">Numbers of those not answered then.</param>
public sealed record ChaseLetter(string Number, DateOnly IssuedOn, IReadOnlyList<string> Outstanding, DateTimeOffset At, string By);

/// <param name="Chased">How often it was chased.</param>
public sealed record UnitStanding(
    MemberUnit Unit, string? Letter = null, DateOnly? IssuedOn = null, DateOnly? DueOn = null, int Chased = 0, DateTimeOffset? ChasedAt = null)
{
    /// <summary>催办函, the first one first.</summary>
    public IReadOnlyList<ChaseLetter> ChaseLetters { get; init; } = [];
}

/// <summary>How much of a round an account may see.</summary>
public enum RoundSight : byte
{
    /// <summary>Not even that there is one.</summary>
    Nothing = 0,

    /// <summary>The names and the own unit's column.</summary>
    OwnColumn = 1,

    /// <summary>Everything, the trail too.</summary>
    Whole = 2,
}

/// <summary>One round. Immutable.</summary>
public sealed record RoundState(string Id)
{
    public int Year { get; init; }

    public int Number { get; init; }

    /// <summary>Cadre numbers, ascending.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    public IReadOnlyList<UnitStanding> Units { get; init; } = [];

    public IReadOnlyList<string> Knowing { get; init; } = [];

    public DateTimeOffset? OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public bool IsOpen => OpenedAt is not null && ClosedAt is null;

    public UnitStanding? Find(string unit)
    {
        foreach (var standing in Units)
            if (standing.Unit.Id == unit)
                return standing;
        return null;
    }

    /// <summary>The unit through which an account has its column, once the letter went out.</summary>
    public UnitStanding? UnitOf(string account)
    {
        foreach (var standing in Units)
            if (standing.Letter is not null && standing.Unit.Has(account))
                return standing;
        return null;
    }

    /// <summary>Who is named among the knowing sees the whole, everybody else of a unit its column, once its letter went out.</summary>
    public RoundSight SightOf(string account) =>
        Knowing.Contains(account) ? RoundSight.Whole
        : UnitOf(account) is not null ? RoundSight.OwnColumn
        : RoundSight.Nothing;

    public static RoundState Apply(RoundState state, RoundEvent @event) => @event switch
    {
        RoundOpened e => state with
        {
            Year = e.Year,
            Number = e.Number,
            People = e.People,
            Units = [.. e.Units.Select(u => new UnitStanding(u))],
            Knowing = e.Knowing,
            OpenedAt = e.At,
        },
        RequestIssued e => state.With(e.Unit, u => u with { Letter = e.Letter, IssuedOn = e.IssuedOn, DueOn = e.DueOn }),
        LiaisonReplaced e => state.With(e.Unit, u => u with { Unit = u.Unit with { Liaison = e.Liaison, Deputy = e.Deputy } }),
        UnitsChased e => state with
        {
            Units = [.. state.Units.Select(u => e.Units.Contains(u.Unit.Id) ? u with { Chased = u.Chased + 1, ChasedAt = e.At } : u)],
        },
        ChaseLetterIssued e => state.With(e.Unit, u => u with { ChaseLetters = [.. u.ChaseLetters, new(e.Letter, e.IssuedOn, e.Outstanding, e.At, e.By)] }),
        KnowingChanged e => state with { Knowing = e.Knowing },
        RoundClosed e => state with { ClosedAt = e.At },
        _ => state,
    };

    private RoundState With(string unit, Func<UnitStanding, UnitStanding> change) =>
        this with { Units = [.. Units.Select(u => u.Unit.Id == unit ? change(u) : u)] };
}
