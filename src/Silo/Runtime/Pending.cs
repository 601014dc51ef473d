using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Silo.Runtime;

/// <summary>A command (or, with none, a wish to see the state) that waits in a mailbox for its durable answer.</summary>
/// <param name="places">Gets a place back as soon as the answer is known, before anybody hears of it; null where none was taken.</param>
internal sealed class Pending(Command? command, Places? places = null)
{
    private readonly TaskCompletionSource<object> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Places? held = places;
    private object? kept;

    public Command? Command => command;

    /// <summary>The reply of the latest decision, sent once the journal confirmed it.</summary>
    public object? Reply { get; set; }

    /// <summary>Whether the latest decision has events.</summary>
    public bool HasEvents { get; set; }

    /// <summary>Whether an attempt with events ended unknown: its id is to be looked for in the journal whatever is decided now.</summary>
    public bool IsUncertain => kept is not null;

    public Task<object> Answered => answer.Task;

    public void Answer() => Answer(Reply!);

    public void Fail(Exception e)
    {
        GiveBack();
        answer.TrySetException(e);
    }

    /// <summary>The attempt's outcome is unknown: if it did take effect, this was its reply.</summary>
    public void KeepReply()
    {
        if (HasEvents) kept = Reply;
    }

    /// <summary>Answers where this command's id is among those already stored.</summary>
    public bool AnswerDuplicate(AppendOutcome.Duplicate duplicate)
    {
        if (command is null || !duplicate.First.TryGetValue(command.Id, out var positions)) return false;
        Answer(kept ?? new AlreadyDone(positions.First, positions.Last));
        return true;
    }

    private void Answer(object reply)
    {
        GiveBack();
        answer.TrySetResult(reply);
    }

    private void GiveBack() => Interlocked.Exchange(ref held, null)?.GiveBack(1);
}

/// <summary>Room for commands in the whole silo.</summary>
internal sealed class Places(int capacity)
{
    private int taken;

    /// <summary>Takes all of them or none.</summary>
    public bool TryTake(int places)
    {
        if (Interlocked.Add(ref taken, places) <= capacity) return true;
        GiveBack(places);
        return false;
    }

    public void GiveBack(int places) => Interlocked.Add(ref taken, -places);
}
