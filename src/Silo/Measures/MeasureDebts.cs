using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Numbers;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Measures;

/// <summary>
/// Does what measures owe to other grains: a measure's end becomes a signal of the cadre, a cancelled one's number becomes 作废, and what a clarified or
/// tolerated one rested on loses its effect. What is owed stands in the measure's row until it is done, so a crash between the two costs nothing; done twice, by whichever silo, it has its effect once.
/// </summary>
public sealed class MeasureDebts(IGrainRuntime runtime, IJournal journal, EventCodec codec, IJudgementSource judgements, TimeProvider time)
{
    public const string SignalSource = "measures";
    private const int Page = 200;
    private readonly BasisClearing clearing = new(runtime, journal, codec, time);

    /// <summary>Pays all that is owed now. Returns how many debts were settled; what another grain refuses stays owed.</summary>
    public async Task<int> PayAsync(CancellationToken cancel)
    {
        var settled = 0;
        ExceptionDispatchInfo? bug = null;
        IReadOnlyList<object?>? last = null;
        while (true)
        {
            var rows = await journal.Tables.QueryAsync(
                new(ReadTableSet.Measures, [new("debts", Comparison.Greater, 0L)], [("debts", false)], Page, last), cancel).ConfigureAwait(false);
            if (rows.Count == 0) break;
            foreach (var row in rows)
                try
                {
                    settled += await PayAsync(MeasureId.Parse((string)row[0]!, null), cancel).ConfigureAwait(false);
                }
                catch (Exception e) when (e is not (JournalUnavailableException or OutcomeUnknownException or MailboxFullException or OperationCanceledException))
                {
                    // One measure's bug shall not keep the others' debts unpaid; it is told when they are.
                    bug ??= ExceptionDispatchInfo.Capture(e);
                }

            last = [rows[^1][12], rows[^1][0]];
        }

        bug?.Throw();
        return settled;
    }

    /// <summary>The signal that a measure's end is, with the state as it is now: withdrawn where the measure was clarified or tolerated since.</summary>
    public static SignalFacts SignalOf(MeasureState state, DateOnly today)
    {
        var on = state.IssuedOn ?? today;
        var known = state.EffectEndedAt is { } end && end > state.EndedAt ? end : state.EndedAt ?? DateTimeOffset.UnixEpoch;
        var status = state.EffectEnd is null ? SignalStatus.Recorded : SignalStatus.Withdrawn;
        var outcome = state.Outcome?.ToString() ?? state.Visit?.ToString();
        return new(
            SignalSource, state.Id.ToString(), "measure", state.Kind.Word(), 0, status, on, on, known, null, state.Content.Secrecy, Responsibility.Direct,
            Digest16.Of(state.Id.ToString(), state.Kind.Code(), status.ToString(), outcome));
    }

    private async Task<int> PayAsync(MeasureId measure, CancellationToken cancel)
    {
        var state = await runtime.StateAsync<MeasureState>(MeasureGrain.IdOf(measure), cancel).ConfigureAwait(false);
        var settled = 0;
        foreach (var debt in state.Debts)
        {
            if (await DoAsync(state, debt, cancel).ConfigureAwait(false) is Refusal) continue;
            var settle = new SettleDebt(IdOf("settle", measure, debt), time.GetUtcNow(), MeasureActor.System, debt);
            await runtime.AskAsync(MeasureGrain.IdOf(measure), settle, cancel).ConfigureAwait(false);
            settled++;
        }

        return settled;
    }

    private async Task<object?> DoAsync(MeasureState state, string debt, CancellationToken cancel)
    {
        if (debt.StartsWith("basis:", StringComparison.Ordinal))
            return await clearing.ClearAsync(state, key => IdOf($"clear {key}", state.Id, debt), cancel).ConfigureAwait(false);
        var (id, now) = (IdOf("pay", state.Id, debt), time.GetUtcNow());
        if (debt.Split(':', 2) is ["void", var code] && DocumentNumber.TryParseCode(code, out var number))
            return await runtime.AskAsync(NumberSeries.IdOf(number.Office, number.Year), new VoidNumber(id, now, "system", number.Number), cancel).ConfigureAwait(false);
        var facts = SignalOf(state, judgements.Capture(now).DayOf(now));
        return await runtime.AskAsync(CadreGrain.IdOf(state.Cadre), new RecordSignal(id, now, "system", facts, []), cancel).ConfigureAwait(false);
    }

    private static Guid IdOf(string act, MeasureId measure, string debt) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{act}\n{measure}\n{debt}")).AsSpan(0, 16));
}
