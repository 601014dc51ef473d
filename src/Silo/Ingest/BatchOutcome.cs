using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Ingest;

/// <summary>Gathers what became of the rows of one batch.</summary>
internal sealed class BatchOutcome(int received)
{
    private readonly List<RejectedRow> rejected = [];
    private int accepted;
    private int duplicates;

    public void Reject(int row, RowFault fault) => rejected.Add(new(row, fault.Field, fault.Rule, fault.Message));

    public void Count(int row, Refusal? refusal, string? field, bool changed)
    {
        if (refusal is not null) rejected.Add(new(row, field ?? refusal.Field, refusal.Rule, refusal.Message));
        else if (changed) accepted++;
        else duplicates++;
    }

    public IngestResult Result() => new(received, accepted, duplicates, [.. rejected.OrderBy(r => r.Row)]);

    /// <summary>
    /// Waits until every command is answered; where one is not known to be durable, says so once all have come to rest. What else a command ends in is a bug
    /// that concerns its own row: it stays in its task.
    /// </summary>
    public static async Task SettleAsync(IReadOnlyCollection<Task<object>> asked)
    {
        var all = Task.WhenAll(asked);
        await ((Task)all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var troubles = all.Exception?.InnerExceptions ?? [];
        if (troubles.OfType<OutcomeUnknownException>().FirstOrDefault() is { } unknown) throw new OutcomeUnknownException(unknown.Message, unknown);
        if (troubles.OfType<JournalUnavailableException>().FirstOrDefault() is { } away) throw new JournalUnavailableException(away.Message, away);
    }
}
