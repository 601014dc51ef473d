using System.Text.Json;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;

namespace CadreWatch.Silo.Scoring;

/// <summary>What was scored in one month with one model.</summary>
/// <param name="Model">Version; <see cref="CountAlone"/> without a model.</param>
/// <param name="Month">Its first day.</param>
/// <param name="ScoredAt">When everybody was scored last.</param>
/// <param name="Snapshot">Version of the population snapshot.</param>
/// <param name="People">Persons scored.</param>
/// <param name="Outcomes">Claims about anybody that were substantiated so far: what could be learned from.</param>
/// <param name="Cut">Where the budget ends; null where it parts nobody from the others, or without a model. The same for the whole month.</param>
/// <param name="Budget">In percent, as the policy had it.</param>
/// <param name="Release">In percent.</param>
/// <param name="Position">Everything up to here was known to it; 0 in runs that did not keep it.</param>
public sealed record ScoreRun(
    string Model, DateOnly Month, DateTimeOffset ScoredAt, string Snapshot, int People, int Outcomes, ScoreCut? Cut, decimal Budget, decimal Release, long Position = 0)
{
    /// <summary>Stands for the plain count without any model.</summary>
    public const string CountAlone = "-";

    public RowChange Row() => new(ReadTableSet.ScoreRuns, [Model, Month, ScoredAt, JsonSerializer.SerializeToUtf8Bytes(this)]);

    public static ScoreRun Read(object?[] row) => JsonSerializer.Deserialize<ScoreRun>((byte[])row[3]!)!;
}
