using System.Collections.Immutable;

namespace CadreWatch.Grains.JointReviews.Opinions;

/// <param name="Granted">Null while undecided.</param>
public sealed record Extension(int Number, IReadOnlyList<string> Cadres, DateOnly Until, string AskedBy, bool? Granted = null, string? DecidedBy = null);

/// <summary>
/// One unit's column. Immutable. A column is a few hundred cells side by side: changing one copies a few kilobytes of references, which costs less than a
/// path through a tree and lets everything that looks at all cells run over an array.
/// </summary>
public sealed record SheetState(string Round, string UnitId)
{
    public MemberUnit? Unit { get; init; }

    /// <summary>Everybody asked about, ordinal ascending.</summary>
    public ImmutableArray<string> People { get; init; } = [];

    /// <summary>Their cells, in the order of <see cref="People"/>.</summary>
    public ImmutableArray<Cell> Cells { get; init; } = [];

    public ImmutableList<Extension> Extensions { get; init; } = [];

    public string? Letter { get; init; }

    public DateOnly DueOn { get; init; }

    /// <summary>The last day that has passed on the sheet's clock.</summary>
    public DateOnly Passed { get; init; }

    /// <summary>The day whose end the sheet's deadline row waits for, and the instant.</summary>
    public DateOnly? ClockDay { get; init; }

    public DateTimeOffset? ClockAt { get; init; }

    public bool Closed { get; init; }

    /// <summary>Cells whose entry waits for the second person.</summary>
    public int Awaiting { get; init; }

    public bool Lists(string cadre) => People.BinarySearch(cadre, StringComparer.Ordinal) >= 0;

    /// <summary>The person's cell; an untouched one for somebody who is not listed.</summary>
    public Cell CellOf(string cadre) => People.BinarySearch(cadre, StringComparer.Ordinal) is >= 0 and var index ? Cells[index] : Cell.Untouched;

    public CellState StateOf(string cadre) => CellOf(cadre).StateOn(DueOn, Passed);

    public Extension? FindExtension(int number) => number >= 1 && number <= Extensions.Count ? Extensions[number - 1] : null;

    /// <summary>The next day whose end changes a cell by time alone; null when the sheet waits for nothing.</summary>
    public DateOnly? NextDay()
    {
        if (Unit is null || Closed)
            return null;
        var next = default(DateOnly?);
        foreach (var cell in Cells)
            if (cell.NextDay(DueOn, Passed) is { } day && (next is null || day < next))
                next = day;
        return next;
    }

    public static SheetState Apply(SheetState state, SheetEvent @event) => @event switch
    {
        SheetOpened e => state with
        {
            Unit = e.Unit,
            People = [.. e.People],
            Cells = [.. Enumerable.Repeat(Cell.Untouched, e.People.Count)],
            Letter = e.Letter,
            DueOn = e.DueOn,
            Passed = e.IssuedOn.AddDays(-1),
        },
        SheetLiaisonReplaced e => state with { Unit = state.Unit is { } unit ? unit with { Liaison = e.Liaison, Deputy = e.Deputy } : null },
        OpinionEntered e => state.With(e.Cadre, c => c with { Pending = e.Opinion, Revisions = Math.Max(c.Revisions, e.Opinion.Revision) }),
        OpinionConfirmed e => state.With(e.Cadre, c => c.Pending is { } pending
            ? c with { Pending = null, Confirmed = new(pending, e.Validity, e.By, e.At) }
            : c),
        OpinionReturned e => state.With(e.Cadre, c => c with { Pending = null }),
        RecusalDeclared e => e.Cadres.Aggregate(state, (s, cadre) => s.With(cadre, c => c with { Recused = true, Pending = null })),
        RecusalEnded e => e.Cadres.Aggregate(state, (s, cadre) => s.With(cadre, c => c with { Recused = false })),
        ExtensionAsked e => state with { Extensions = state.Extensions.Add(new(e.Number, e.Cadres, e.Until, e.By)) },
        ExtensionDecided e when state.FindExtension(e.Number) is { } extension => state.Decided(extension, e),
        SheetDayPassed e => e.Day > state.Passed ? state with { Passed = e.Day } : state,
        SheetClockSet e => state with { ClockDay = e.Day, ClockAt = e.DueAt },
        SheetClosed => state with { Closed = true },
        _ => state,
    };

    private SheetState With(string cadre, Func<Cell, Cell> change)
    {
        var index = People.BinarySearch(cadre, StringComparer.Ordinal);
        if (index < 0)
            return this;
        var (before, after) = (Cells[index], change(Cells[index]));
        return this with
        {
            Cells = Cells.SetItem(index, after),
            Awaiting = Awaiting + (after.Pending is null ? 0 : 1) - (before.Pending is null ? 0 : 1),
        };
    }

    private SheetState Decided(Extension extension, ExtensionDecided e)
    {
        var decided = this with { Extensions = Extensions.SetItem(extension.Number - 1, extension with { Granted = e.Granted, DecidedBy = e.By }) };
        return e.Granted ? extension.Cadres.Aggregate(decided, (s, cadre) => s.With(cadre, c => c with { ExtendedTo = extension.Until })) : decided;
    }
}
