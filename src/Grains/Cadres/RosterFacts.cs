using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Cadres;

/// <summary>Who answers for an appointment.</summary>
public enum NominatorKind : byte
{
    /// <summary>党组织集体.</summary>
    Organ = 1,

    /// <summary>领导干部个人.</summary>
    Person = 2,

    /// <summary>民主推荐.</summary>
    Ballot = 3,
}

/// <param name="Name">Hash of the nominator's name, a text.</param>
/// <param name="Responsible">Hash of the name of who answers for it (the head of an organ), a text.</param>
public sealed record Nominator(NominatorKind Kind, string? Name, string? Responsible);

/// <param name="Field">Code or official name of a field in charge.</param>
public sealed record FieldInCharge(string Field, DateOnly From, DateOnly? To);

/// <summary>One post held. Texts are named by position: <c>post.0</c>, <c>nominator.0.name</c>, <c>nominator.0.responsible</c>, <c>reviewer.0.1</c>.</summary>
/// <param name="Kind">Code of the post's kind.</param>
/// <param name="To">Last day; null while held.</param>
/// <param name="ReportedOn">到岗: the day the post was taken up, not the date of the paper.</param>
/// <param name="Title">Hash of the post as shown, a text.</param>
/// <param name="Reviewers">Hashes of the names of the 考察组, texts.</param>
public sealed record Post(
    string Unit,
    string? Kind,
    DateOnly From,
    DateOnly? To,
    DateOnly? ReportedOn,
    string? Title,
    IReadOnlyList<FieldInCharge>? Fields = null,
    Nominator? Nominator = null,
    IReadOnlyList<string>? Reviewers = null)
{
    public bool Covers(DateOnly from, DateOnly to) => From <= to && (To is not { } end || from <= end);
}

/// <summary>What the roster says about one person, without names: unit ids, post kinds, ranks and tags are codes.</summary>
/// <param name="Authority">Management authority 干部管理权限.</param>
/// <param name="Demo">Invented for the demonstration (tag 示例).</param>
/// <param name="Content">Digest over the whole content with its texts, keyed by the installation; computed at the edge. Equal content is a duplicate.</param>
public sealed record RosterFacts(
    string Number,
    string? Sex,
    DateOnly? BornOn,
    string Unit,
    string? Rank,
    string? Authority,
    bool Demo,
    Digest16 Content,
    IReadOnlyList<string>? Tags = null,
    IReadOnlyList<Post>? Posts = null);
