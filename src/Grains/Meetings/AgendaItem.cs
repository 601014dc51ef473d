using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Meetings;

public enum ItemKind : byte
{
    /// <summary>干部事项.</summary>
    Person = 1,

    /// <summary>督办事项.</summary>
    Matter = 2,
}

/// <param name="Id">Unique in the meeting.</param>
/// <param name="Cadre">The person, for <see cref="ItemKind.Person"/>.</param>
/// <param name="Owner">Account that 会后新情况 goes to.</param>
/// <param name="Recused">Accounts that leave the room for this item, ascending.</param>
public sealed record AgendaItem(string Id, ItemKind Kind, string? Cadre, string Owner, IReadOnlyList<string> Recused);

/// <param name="Account">The account.</param>
/// <param name="Unit">The unit whose column it speaks for; null for staff of the department.</param>
/// <param name="Clearance">The highest secrecy it may see.</param>
/// <param name="SeesComplaints">Complaint text may stand on its own screen.</param>
/// <param name="Columns">Units whose columns it may see; null for all.</param>
public sealed record Participant(string Account, string? Unit, Secrecy Clearance, bool SeesComplaints, IReadOnlyList<string>? Columns);

/// <summary>What a piece of an item's material is. What it says lies in the frozen text alone.</summary>
public enum PieceKind : byte
{
    /// <summary>Name, unit, post held.</summary>
    Person = 1,

    /// <summary>A unit's opinion.</summary>
    Opinion = 2,

    /// <summary>A fact to be studied.</summary>
    Fact = 3,

    /// <summary>An open alert.</summary>
    Alert = 4,

    /// <summary>A rectification that runs.</summary>
    Rectification = 5,

    /// <summary>A measure that runs.</summary>
    Measure = 6,

    /// <summary>同时说明: what speaks for the person.</summary>
    Context = 7,

    /// <summary>与上次比较.</summary>
    Comparison = 8,

    /// <summary>A matter to follow up.</summary>
    Matter = 9,
}

/// <param name="Id">Unique within the item.</param>
/// <param name="Unit">The unit whose column it belongs to; null where it belongs to none.</param>
/// <param name="Complaint">Complaint text: never on the stage.</param>
public sealed record Piece(string Id, PieceKind Kind, string? Unit, Secrecy Secrecy, bool Complaint);

/// <summary>One conclusion that may be reached.</summary>
/// <param name="Measure">The measure that it proposes, such as <c>inquiry</c>; null for none.</param>
public sealed record ConclusionKind(string Code, string Name, string? Measure);

/// <summary>The conclusions that a meeting may use unless the policy has a list of its own.</summary>
public static class Conclusions
{
    public static IReadOnlyList<ConclusionKind> Shipped { get; } =
    [
        new("clear", "未发现影响使用的情形", null), new("verify", "继续核实", null), new("summons", "建议约谈", "summons"), new("reminder", "建议提醒", "reminder"),
        new("inquiry", "建议函询", "inquiry"), new("admonition", "建议诫勉", "admonition"), new("postpone", "暂缓", null), new("transfer", "移交", null),
    ];
}
