using System.Text;
using CadreWatch.Grains.Models;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Risk.Scoring;

namespace CadreWatch.Silo.Models;

/// <summary>
/// The bytes of models and their reports. They lie as texts beside the event that proposed the model, so that they are durable, saved and restored with it; what is
/// read is held against the digest in the event.
/// </summary>
public sealed class ModelFiles(IJournal journal, EventCodec codec)
{
    /// <summary>Name of the model's text.</summary>
    internal const string Model = "model";

    /// <summary>Name of the report's text.</summary>
    internal const string Report = "report";

    /// <exception cref="JournalCorruptException">The bytes are not those that were proposed.</exception>
    /// <exception cref="FormatException">The model is of another version of the features: it cannot score in this build.</exception>
    /// <returns>Null where there is no such model or its bytes were erased.</returns>
    public async Task<RiskModel?> ModelAsync(string version, CancellationToken cancel) =>
        await ReadAsync(version, Model, f => f.BytesDigest, cancel).ConfigureAwait(false) is { } file ? RiskModel.Read(file) : null;

    /// <summary>The report as HTML, UTF-8.</summary>
    /// <inheritdoc cref="ModelAsync"/>
    public Task<byte[]?> ReportAsync(string version, CancellationToken cancel) => ReadAsync(version, Report, f => f.ReportDigest, cancel);

    /// <summary>Every model of the register, the one proposed last first.</summary>
    public async Task<IReadOnlyList<ModelState>> AllAsync(CancellationToken cancel) =>
        [.. (await journal.Tables.QueryAsync(new(Grains.Contracts.ReadTableSet.Models, [], [("proposed_at", true)], 1_000), cancel).ConfigureAwait(false))
            .Select(row => ModelGrain.Read((byte[])row[3]!))];

    /// <summary>The written reasons of a model's steps, by the number of the event in its stream.</summary>
    public async Task<IReadOnlyList<(string Action, DateTimeOffset At, string By, string? Note)>> HistoryAsync(string version, CancellationToken cancel)
    {
        var (state, steps) = (new ModelState(version), new List<(string, DateTimeOffset, string, string?)>());
        await foreach (var stored in journal.ReadStreamAsync(ModelGrain.IdOf(version).ToString(), 1, cancel).ConfigureAwait(false))
        {
            var before = state.Steps.Count;
            state = ModelState.Apply(state, (ModelEvent)codec.Read(stored));
            if (state.Steps.Count == before) continue;
            var texts = await journal.ReadTextsAsync([stored.Position], cancel).ConfigureAwait(false);
            steps.Add((state.Steps[^1].Action, state.Steps[^1].At, state.Steps[^1].By, texts.GetValueOrDefault((stored.Position, "note"))));
        }

        return steps;
    }

    private async Task<byte[]?> ReadAsync(string version, string field, Func<ModelFacts, string> digest, CancellationToken cancel)
    {
        await foreach (var stored in journal.ReadStreamAsync(ModelGrain.IdOf(version).ToString(), 1, cancel).ConfigureAwait(false))
        {
            if (codec.Read(stored) is not ModelProposed proposed) continue;
            var texts = await journal.ReadTextsAsync([stored.Position], cancel).ConfigureAwait(false);
            if (!texts.TryGetValue((stored.Position, field), out var text)) return null;
            var bytes = Encoding.UTF8.GetBytes(text);
            return RiskModel.Digest(bytes) == digest(proposed.Facts)
                ? bytes
                : throw new JournalCorruptException($"The {field} of {version} is not the one that was proposed: its digest differs.");
        }

        return null;
    }
}
