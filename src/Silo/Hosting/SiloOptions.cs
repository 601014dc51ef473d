using CadreWatch.Journal;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Hosting;

/// <summary>Where a silo keeps its data and how much it takes on.</summary>
public sealed class SiloOptions
{
    /// <summary>Folder of keys, and of the database with SQLite. One process owns it.</summary>
    public required string DataFolder { get; init; }

    /// <summary><c>sqlite</c>, or a PostgreSQL connection string.</summary>
    public string Store { get; init; } = "sqlite";

    /// <summary>The district's time zone. Default Asia/Shanghai.</summary>
    public string Zone { get; init; } = "Asia/Shanghai";

    public RuntimeOptions Runtime { get; init; } = new();

    /// <summary>Clock of the whole silo.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told while read tables of a new version are filled at the opening, which can take minutes.</summary>
    public Action<RebuildProgress>? Rebuilding { get; init; }

    /// <summary>For kill tests alone; see <see cref="JournalOptions.Fault"/>.</summary>
    public Func<FaultPoint, Task>? Fault { get; init; }

    /// <summary>For the slow-disk benchmark alone.</summary>
    public TimeSpan CommitDelay { get; init; }
}
