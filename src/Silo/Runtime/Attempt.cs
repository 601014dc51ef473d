using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;

namespace CadreWatch.Silo.Runtime;

/// <summary>
/// A batch of commands decided in turn, each on the state that the ones before it would leave. A decider that throws is a bug: its command alone fails,
/// and nothing of it is kept.
/// </summary>
internal sealed record Attempt(IReadOnlyList<AppendEntry> Entries, IReadOnlyList<RowChange> Rows, object After, int EventCount)
{
    public static Attempt Decide(KindAdapter kind, GrainId id, object before, List<Pending> batch, ActivationServices services)
    {
        var after = before;
        var entries = new List<AppendEntry>(batch.Count);
        var texts = new List<EventText>();
        var decided = batch.Count > 1 ? new Dictionary<Guid, Pending>(batch.Count) : null;
        var count = 0;
        foreach (var pending in batch)
        {
            if (pending.Command is not { } command)
            {
                pending.Reply = after;
                continue;
            }
            if (decided is not null && decided.TryGetValue(command.Id, out var same))
            {
                (pending.Reply, pending.HasEvents) = (same.Reply, same.HasEvents);
                continue;
            }
            try
            {
                var decision = kind.Decide(after, command, services.Judgements.Capture(command.At));
                var entry = Write(decision, command.Id, services.Codec);
                var next = decision.After ?? decision.Events.Aggregate(after, kind.Apply);
                if (entry.Events.Count > 0 || pending.IsUncertain) entries.Add(entry);
                after = next;
                foreach (var text in decision.Texts) texts.Add(text with { EventIndex = text.EventIndex + count });
                count += decision.Events.Count;
                (pending.Reply, pending.HasEvents) = (decision.Reply, entry.Events.Count > 0);
                decided?.Add(command.Id, pending);
            }
            catch (Exception e)
            {
                pending.Fail(e);
            }
        }
        IReadOnlyList<RowChange> rows = count == 0 ? [] : [.. kind.Rows(id, before, after, texts)];
        return new(entries, rows, after, count);
    }

    private static AppendEntry Write(Decision decision, Guid commandId, EventCodec codec)
    {
        var events = new NewEvent[decision.Events.Count];
        for (var i = 0; i < events.Length; i++) events[i] = codec.Write(decision.Events[i]);
        return new(commandId, events, decision.Texts);
    }
}
