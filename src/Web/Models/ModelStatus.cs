using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Runtime;
using CadreWatch.Silo.Scoring;

namespace CadreWatch.Web.Models;

/// <summary>Whether the learning library is on this machine.</summary>
internal sealed record LearningLibrary(bool Present);

/// <summary>Says whether a model is at work, and if not, why policy alone is.</summary>
internal sealed class ModelStatus(ModelsInForce models, LearningLibrary library, IJudgementSource judgements, IJournal journal, TimeProvider time)
{
    /// <returns>live, shadow, libraryAbsent, tooFewOutcomes or noModel.</returns>
    public async Task<string> WordAsync(CancellationToken cancel)
    {
        if (models.Live is not null) return "live";
        if (!library.Present) return "libraryAbsent";
        if (models.InUse.Count > 0) return "shadow";
        var judgement = judgements.Capture(time.GetUtcNow());
        var least = judgement.Policy.Parameter("model.minimumOutcomes", judgement.DayOf(time.GetUtcNow()))?.Value ?? 0;
        var run = (await journal.Tables.QueryAsync(new(ReadTableSet.ScoreRuns, [], [("month", true)], 1), cancel)) is [var row] ? ScoreRun.Read(row) : null;
        return run is null || run.Outcomes < least ? "tooFewOutcomes" : "noModel";
    }
}
