using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Ingest;

/// <summary>
/// Validates, holds rows against the roster, reserves room for the whole batch, then puts the commands in row order: a grain takes its own in that order,
/// and grains run beside each other.
/// </summary>
internal sealed partial class Ingest(
    IGrainRuntime runtime, IJudgementSource judgements, KnownCadres roster, ContentKey key, TimeProvider time, ILogger<Ingest> log) : IIngest
{
    /// <summary>Commands of one batch at most: rows times their subjects.</summary>
    private const int CommandLimit = 20_000;

    public async Task<IngestResult> SignalsAsync(ReadOnlyMemory<byte> body, bool judgeAsKnown, string by, IReadOnlySet<string>? sources, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        var (rows, outcome) = ReadSignals(body.Span, at);
        rows = [.. rows.Where(r => IsOwn(r, sources, outcome))];
        await roster.LookUpAsync(rows.SelectMany(r => r.Row.Subjects).Select(s => s.Cadre), cancel).ConfigureAwait(false);
        rows = [.. rows.Where(r => OnRoster(r, outcome))];
        var commands = new SignalCommands(key, at, by, judgeAsKnown);
        using var room = Reserve(rows.Sum(r => r.Row.Subjects.Count));
        var asked = rows.ConvertAll(r => r.Row.Subjects.ConvertAll(s => room.AskAsync(new("cadre", s.Cadre), commands.Of(r.Row, s))));
        await BatchOutcome.SettleAsync([.. asked.SelectMany(a => a)]).ConfigureAwait(false);
        for (var i = 0; i < rows.Count; i++) Count(outcome, rows[i], asked[i]);
        return outcome.Result();
    }

    public async Task<IngestResult> CadresAsync(ReadOnlyMemory<byte> body, string by, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        var (rows, outcome) = ReadCadres(body.Span, at);
        var commands = new RosterCommands(key, at, by);
        using var room = Reserve(rows.Count);
        var asked = rows.ConvertAll(r => room.AskAsync(new("cadre", r.Row.Number), commands.Of(r.Row)));
        await BatchOutcome.SettleAsync(asked).ConfigureAwait(false);
        for (var i = 0; i < rows.Count; i++)
        {
            var reply = ReplyTo(rows[i].Index, asked[i]);
            outcome.Count(rows[i].Index, reply as Refusal, null, reply is not RosterReply { Outcome: RosterOutcome.Duplicate });
        }

        return outcome.Result();
    }

    private static bool IsOwn((int Index, SignalRow Row) row, IReadOnlySet<string>? sources, BatchOutcome outcome)
    {
        if (sources?.Contains(row.Row.Source) != false) return true;
        outcome.Reject(row.Index, new("foreignSource", "该密钥不能以此来源报送，请使用本来源的密钥。", "source"));
        return false;
    }

    private void Count(BatchOutcome outcome, (int Index, SignalRow Row) row, List<Task<object>> asked)
    {
        var replies = asked.ConvertAll(a => ReplyTo(row.Index, a));
        var refused = replies.FindIndex(r => r is Refusal);
        var refusal = refused < 0 ? null : (Refusal)replies[refused];
        if (refusal is not null && (asked.Count > 1 || refusal.Rule == "unknownCadre")) refusal = OfSubject(row.Row, refused, refusal, replies);
        outcome.Count(row.Index, refusal, null, replies.Exists(r => r is not SignalReply { Outcome: SignalOutcome.Duplicate }));
    }

    /// <summary>Names the subject at fault and, where others of the row were taken, says so.</summary>
    private static Refusal OfSubject(SignalRow row, int refused, Refusal refusal, List<object> replies)
    {
        var field = !row.SubjectList || refusal.Field is null or "cadre" ? row.SubjectField(refused) : $"subjects[{refused}].{refusal.Field}";
        var taken = replies.Count(r => r is not Refusal);
        return refusal with { Field = field, Message = taken == 0 ? refusal.Message : $"{refusal.Message}本行其余干部中 {taken} 人已受理，改正后重报本行不会重复生效。" };
    }

    /// <summary>A command that ended in a bug is told as its row's refusal: the rest of the batch is durable and shall be answered as such.</summary>
    private object ReplyTo(int row, Task<object> asked)
    {
        if (asked.IsCompletedSuccessfully) return asked.Result;
        LogBug(row, asked.Exception?.GetBaseException().GetType().Name ?? nameof(OperationCanceledException));
        return new Refusal("internal", "系统处理本行时内部出错；请将行号和时间告知管理员，修复后重报本行。");
    }

    /// <remarks>Neither message nor trace: what a row says of a person must not come into the log.</remarks>
    [LoggerMessage(LogLevel.Error, "Row {Row} of a batch (counted from 0) ended in a bug: {Exception}.")]
    private partial void LogBug(int row, string exception);

    private IReservation Reserve(int commands) => commands <= CommandLimit
        ? runtime.Reserve(commands)
        : throw new BodyRefusedException("tooManySubjects", $"一批涉及的人次超过 {CommandLimit}，请分批提交。");

    private (List<(int Index, SignalRow Row)> Rows, BatchOutcome Outcome) ReadSignals(ReadOnlySpan<byte> body, DateTimeOffset at)
    {
        var judgement = judgements.Capture(at);
        var parser = new SignalRowParser(judgement.Policy.Kinds.Select(k => k.Code), judgement.Zone, at);
        var ranges = RowSplitter.Split(body, IIngest.RowLimit);
        var outcome = new BatchOutcome(ranges.Count);
        var rows = new List<(int, SignalRow)>(ranges.Count);
        for (var i = 0; i < ranges.Count; i++)
        {
            if (parser.Parse(body[ranges[i]], out var fault) is { } row) rows.Add((i, row));
            else outcome.Reject(i, fault!);
        }

        return (rows, outcome);
    }

    private (List<(int Index, CadreRow Row)> Rows, BatchOutcome Outcome) ReadCadres(ReadOnlySpan<byte> body, DateTimeOffset at)
    {
        var parser = new CadreRowParser(judgements.Capture(at).DayOf(at));
        var ranges = RowSplitter.Split(body, IIngest.RowLimit);
        var outcome = new BatchOutcome(ranges.Count);
        var rows = new List<(int, CadreRow)>(ranges.Count);
        for (var i = 0; i < ranges.Count; i++)
        {
            if (parser.Parse(body[ranges[i]], out var fault) is { } row) rows.Add((i, row));
            else outcome.Reject(i, fault!);
        }

        return (rows, outcome);
    }

    private bool OnRoster((int Index, SignalRow Row) row, BatchOutcome outcome)
    {
        var missing = row.Row.Subjects.FindIndex(s => !roster.Contains(s.Cadre));
        if (missing >= 0) outcome.Reject(row.Index, new(row.Row.SubjectField(missing), "unknownCadre", "名册中没有这名干部，请先导入名册或核对编号；本行未受理。"));
        return missing < 0;
    }
}
