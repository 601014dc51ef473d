using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Silo.Runtime;

/// <summary>A command (or, with none, a wish to see the state) that waits in a mailbox for its durable answer.</summary>
internal sealed class Pending(Command? command)
{
    private readonly TaskCompletionSource<object> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private object? kept;

    public Command? Command => command;

    /// <summary>The reply of the latest decision, sent once the journal confirmed it.</summary>
    public object? Reply { get; set; }

    /// <summary>Whether the latest decision has events.</summary>
    public bool HasEvents { get; set; }

    /// <summary>Whether an attempt with events ended unknown: its id is to be looked for in the journal whatever is decided now.</summary>
    public bool IsUncertain => kept is not null;

    public Task<object> Answered => answer.Task;

    public void Answer() => answer.TrySetResult(Reply!);

    public void Fail(Exception e) => answer.TrySetException(e);

    /// <summary>The attempt's outcome is unknown: if it did take effect, this was its reply.</summary>
    public void KeepReply()
    {
        if (HasEvents) kept = Reply;
    }

    /// <summary>Answers where this command's id is among those already stored.</summary>
    public bool AnswerDuplicate(AppendOutcome.Duplicate duplicate)
    {
        if (command is null || !duplicate.First.TryGetValue(command.Id, out var positions)) return false;
        answer.TrySetResult(kept ?? new AlreadyDone(positions.First, positions.Last));
        return true;
    }
}
