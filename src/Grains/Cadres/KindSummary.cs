namespace CadreWatch.Grains.Cadres;

/// <summary>Signals counted in a window, by what they weigh. Copies of letters count in <see cref="Pieces"/> only.</summary>
internal record struct WindowCount(int Recorded, int Reported, int Verifying, int Substantiated, int Pieces, Secrecy Secrecy)
{
    /// <summary>Each letter once.</summary>
    public readonly int Matters => Recorded + Reported + Verifying + Substantiated;

    public void Add(Signal signal)
    {
        Pieces++;
        if (signal.Secrecy > Secrecy)
            Secrecy = signal.Secrecy;
        if (signal.IsCopy)
            return;
        switch (signal.Status)
        {
            case SignalStatus.Recorded: Recorded++; break;
            case SignalStatus.Reported: Reported++; break;
            case SignalStatus.Verifying: Verifying++; break;
            case SignalStatus.Substantiated: Substantiated++; break;
        }
    }

    public void Add(in WindowCount other)
    {
        Recorded += other.Recorded;
        Reported += other.Reported;
        Verifying += other.Verifying;
        Substantiated += other.Substantiated;
        Pieces += other.Pieces;
        if (other.Secrecy > Secrecy)
            Secrecy = other.Secrecy;
    }
}

/// <summary>The effective signals of one kind in one part of a book. All but the count only tells where a search may pass over that part.</summary>
internal struct KindSummary(string kind)
{
    public WindowCount Count;

    /// <summary>The latest instant at which one of them became known.</summary>
    public long LastKnownTicks;

    /// <summary>Marks of their categories, see <see cref="MarkOf"/>.</summary>
    public ulong Categories;

    /// <summary>The last of <see cref="Signal.RunsUntil"/>.</summary>
    public int LastRunsUntil;

    /// <summary>The highest severity of a substantiated one; −1 where there is none.</summary>
    public short Severest = -1;

    public readonly string Kind => kind;

    /// <summary>One of 64 marks: categories with different marks are different.</summary>
    public static ulong MarkOf(string? category) =>
        category is null ? 0 : category.Length == 0 ? 1 : 1UL << (((category[0] * 31) + (category[^1] * 7) + category.Length) & 63);

    public void Add(Signal signal)
    {
        Count.Add(signal);
        LastKnownTicks = Math.Max(LastKnownTicks, signal.KnownTicks);
        if (signal.IsCopy)
            return;
        Categories |= MarkOf(signal.Category);
        LastRunsUntil = Math.Max(LastRunsUntil, signal.RunsUntil);
        if (signal.Status == SignalStatus.Substantiated)
            Severest = Math.Max(Severest, signal.Severity);
    }

    public void Add(in KindSummary other)
    {
        Count.Add(other.Count);
        LastKnownTicks = Math.Max(LastKnownTicks, other.LastKnownTicks);
        Categories |= other.Categories;
        LastRunsUntil = Math.Max(LastRunsUntil, other.LastRunsUntil);
        Severest = Math.Max(Severest, other.Severest);
    }
}
