using System.Collections.Immutable;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Numbers;

/// <summary>A document number such as 云组函〔2026〕17号.</summary>
/// <param name="Office">机关代字.</param>
/// <param name="Year">2000 to 2200.</param>
/// <param name="Number">From 1.</param>
public readonly record struct DocumentNumber(string Office, int Year, int Number)
{
    public override string ToString() => $"{Office}〔{Year}〕{Number}号";

    /// <summary>The series and number as a code: <c>云组函/2026/17</c>.</summary>
    public string Code => $"{Office}/{Year}/{Number}";

    public static bool TryParseCode(string code, out DocumentNumber number)
    {
        number = default;
        if (code.Split('/') is not [{ Length: > 0 } office, var year, var count] || !int.TryParse(year, out var y) || !int.TryParse(count, out var n) || n < 1)
            return false;
        number = new(office, y, n);
        return true;
    }
}

/// <summary>A fact in the life of one series of numbers. Closed: every concrete event stands in this file.</summary>
/// <param name="Number">The number within the series.</param>
/// <param name="Document">The document it is for, such as a measure's id and the paper's name.</param>
public abstract record NumberEvent(int Number, string Document, DateTimeOffset At, string By) : Event;

public sealed record NumberAllocated(int Number, string Document, DateTimeOffset At, string By) : NumberEvent(Number, Document, At, By);

/// <summary>作废: the number stays used, for nothing.</summary>
public sealed record NumberVoided(int Number, string Document, DateTimeOffset At, string By) : NumberEvent(Number, Document, At, By);

public abstract record NumberCommand(Guid Id, DateTimeOffset At, string By) : Command(Id, At, By);

/// <summary>The next number for a document, or the one that it has already. Reply: <see cref="NumberReply"/>; refused as <c>seriesInvalid</c>, <c>documentMissing</c>, <c>numberVoided</c>.</summary>
public sealed record AllocateNumber(Guid Id, DateTimeOffset At, string By, string Document) : NumberCommand(Id, At, By);

/// <summary>Marks the document's number 作废. Without a number, and again, it changes nothing. Reply: <see cref="NumberReply"/> or <c>numberUnknown</c>.</summary>
public sealed record VoidNumber(Guid Id, DateTimeOffset At, string By, int Number) : NumberCommand(Id, At, By);

public sealed record NumberReply(DocumentNumber Number, bool Voided);

/// <summary>One number and what became of it.</summary>
public sealed record NumberEntry(int Number, string Document, DateTimeOffset At, bool Voided);

/// <summary>All numbers of one office and year: 1, 2, 3 … without a gap. Immutable.</summary>
/// <param name="Office">机关代字; empty where the grain's key names no series.</param>
public sealed record NumberState(string Office, int Year)
{
    /// <summary>Entry n − 1 is number n.</summary>
    public ImmutableList<NumberEntry> Entries { get; init; } = [];

    private ImmutableDictionary<string, int> ByDocument { get; init; } = ImmutableDictionary<string, int>.Empty;

    public NumberEntry? Find(string document) => ByDocument.TryGetValue(document, out var number) ? Entries[number - 1] : null;

    public NumberEntry? Find(int number) => number >= 1 && number <= Entries.Count ? Entries[number - 1] : null;

    public static NumberState Apply(NumberState state, NumberEvent e) => e switch
    {
        NumberAllocated a when a.Number == state.Entries.Count + 1 => state with
        {
            Entries = state.Entries.Add(new(a.Number, a.Document, a.At, false)),
            ByDocument = state.ByDocument.SetItem(a.Document, a.Number),
        },
        NumberVoided v when state.Find(v.Number) is { } entry => state with { Entries = state.Entries.SetItem(v.Number - 1, entry with { Voided = true }) },
        _ => state,
    };
}

/// <summary>A series of document numbers as a grain: the key is 机关代字/year, one writer, so no gap and no double.</summary>
public sealed class NumberSeries : GrainKind<NumberState, NumberCommand, NumberEvent>
{
    public override string Name => "numbers";

    /// <exception cref="ArgumentException">The office holds a slash.</exception>
    public static GrainId IdOf(string office, int year) =>
        office.Contains('/') ? throw new ArgumentException("An office has no slash.", nameof(office)) : new("numbers", $"{office}/{year}");

    public override NumberState Empty(GrainId id) =>
        id.Key.Split('/') is [{ Length: > 0 } office, var year] && int.TryParse(year, out var y) && y is >= 2000 and <= 2200 ? new(office, y) : new("", 0);

    public override NumberState Apply(NumberState state, NumberEvent @event) => NumberState.Apply(state, @event);

    public override Decision Decide(NumberState state, NumberCommand command, Judgement judgement)
    {
        if (state.Office.Length == 0)
            return Decision.Refuse("seriesInvalid", "文号序列须写明机关代字和年度。");
        return command switch
        {
            AllocateNumber allocate => Allocate(state, allocate),
            VoidNumber cancel => Void(state, cancel),
            _ => Decision.Refuse("unknownCommand", "文号序列不支持此操作。"),
        };
    }

    public override int Weigh(NumberState state) => 512 + (state.Entries.Count * 256);

    private static Decision Allocate(NumberState state, AllocateNumber command)
    {
        if (string.IsNullOrWhiteSpace(command.Document))
            return Decision.Refuse("documentMissing", "缺少取号的文书，请补充。", "document");
        if (state.Find(command.Document) is { } known)
            return known.Voided
                ? Decision.Refuse("numberVoided", "该文书的文号已作废，不再使用。", "document")
                : Decision.NoChange(Reply(state, known.Number, false));
        var number = state.Entries.Count + 1;
        return Decision.Of(Reply(state, number, false), new NumberAllocated(number, command.Document, command.At, command.By));
    }

    private static Decision Void(NumberState state, VoidNumber command)
    {
        if (state.Find(command.Number) is not { } entry)
            return Decision.Refuse("numberUnknown", "没有这个文号，请核对。", "number");
        return entry.Voided
            ? Decision.NoChange(Reply(state, entry.Number, true))
            : Decision.Of(Reply(state, entry.Number, true), new NumberVoided(entry.Number, entry.Document, command.At, command.By));
    }

    private static NumberReply Reply(NumberState state, int number, bool voided) => new(new(state.Office, state.Year, number), voided);
}
