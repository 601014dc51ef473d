namespace CadreWatch.Silo.Ingest;

/// <summary>
/// Takes rows of signals and of the roster: a JSON array or NDJSON of up to <see cref="RowLimit"/> rows. A bad row is answered by name and the rest is taken;
/// an answer means that what was accepted is durable. Sending the same batch again is always safe and completes it.
/// </summary>
/// <remarks>
/// Both throw <see cref="BodyRefusedException"/> where rows cannot be told apart or are too many, <see cref="Runtime.MailboxFullException"/> where there is no
/// room (nothing was taken), and <see cref="Runtime.OutcomeUnknownException"/> or <see cref="Journal.Contract.JournalUnavailableException"/> where some row's
/// outcome is not known or the store is away (send the batch again).
/// </remarks>
public interface IIngest
{
    /// <summary>Rows of one batch at most.</summary>
    public const int RowLimit = 10_000;

    /// <param name="body">UTF-8.</param>
    /// <param name="judgeAsKnown">Judge old signals by the policy of the day on which they were known, instead of taking them in silence.</param>
    /// <param name="by">The account or source system that sends them.</param>
    /// <param name="sources">The sources that the sender may speak for; null for any. A row of another is rejected as <c>foreignSource</c>.</param>
    Task<IngestResult> SignalsAsync(ReadOnlyMemory<byte> body, bool judgeAsKnown, string by, IReadOnlySet<string>? sources, CancellationToken cancel);

    /// <summary>From a sender that may speak for any source.</summary>
    /// <inheritdoc cref="SignalsAsync(ReadOnlyMemory{byte}, bool, string, IReadOnlySet{string}?, CancellationToken)"/>
    Task<IngestResult> SignalsAsync(ReadOnlyMemory<byte> body, bool judgeAsKnown, string by, CancellationToken cancel) => SignalsAsync(body, judgeAsKnown, by, null, cancel);

    /// <inheritdoc cref="SignalsAsync(ReadOnlyMemory{byte}, bool, string, IReadOnlySet{string}?, CancellationToken)"/>
    Task<IngestResult> CadresAsync(ReadOnlyMemory<byte> body, string by, CancellationToken cancel);
}

/// <summary>What became of a batch. A row with several subjects is rejected if refused for any of them (the others took effect, and its message says so), else accepted if it changed anything for any, a duplicate if for none.</summary>
public sealed record IngestResult(int Received, int Accepted, int Duplicates, IReadOnlyList<RejectedRow> Rejected);

/// <summary>One row that was not taken.</summary>
/// <param name="Row">Counted from 0.</param>
/// <param name="Field">The field at fault, as a path in the row such as <c>subjects[1].cadre</c>; null where the whole row is.</param>
/// <param name="Rule">Stable code, camelCase.</param>
/// <param name="Message">One Chinese sentence: what is wrong and what to do.</param>
public sealed record RejectedRow(int Row, string? Field, string Rule, string Message);

/// <summary>The body as a whole cannot be taken, and nothing of it was.</summary>
public sealed class BodyRefusedException(string rule, string message) : Exception(message)
{
    public string Rule { get; } = rule;
}
