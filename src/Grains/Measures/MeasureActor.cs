namespace CadreWatch.Grains.Measures;

/// <summary>Who puts a command on a measure, as the edge has established it.</summary>
/// <param name="Account">The account that acts.</param>
/// <param name="Roles">Codes of <see cref="Rules.MeasureRanks"/>, those lent by a delegation included.</param>
/// <param name="Recused">回避: the person himself, or a declared relative of him.</param>
/// <param name="OnBehalfOf">The account that delegated; null for one's own act.</param>
public sealed record MeasureActor(string Account, IReadOnlySet<string> Roles, bool Recused = false, string? OnBehalfOf = null)
{
    /// <summary>Deadlines and reactors.</summary>
    public static MeasureActor System { get; } = new("system", new HashSet<string> { Rules.MeasureRanks.System });

    /// <summary>True where the account, or the one it acts for, is among <paramref name="accounts"/>.</summary>
    internal bool IsAmong(IEnumerable<string> accounts) => accounts.Any(account => account == Account || account == OnBehalfOf);
}

/// <summary>Who did something and when.</summary>
/// <param name="For">The account that had delegated; null for one's own act.</param>
public sealed record Signature(DateTimeOffset At, string By, string? For = null);
