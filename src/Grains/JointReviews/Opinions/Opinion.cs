using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.JointReviews.Opinions;

public enum OpinionAnswer : byte
{
    /// <summary>无不良反映.</summary>
    NoObjection = 1,

    /// <summary>有不同意见.</summary>
    Objection = 2,

    /// <summary>核查中.</summary>
    Verifying = 3,
}

/// <param name="Sha256">Of the file's bytes, 64 hexadecimal digits; the file itself is kept elsewhere.</param>
/// <param name="Name">Hash of its sealed name.</param>
public sealed record Attachment(string Sha256, string Name, long Size);

/// <summary>One fact behind an opinion; its words are sealed beside the event.</summary>
/// <param name="Status"><see cref="SignalStatus.Reported"/> (未核实), <see cref="SignalStatus.Verifying"/> or <see cref="SignalStatus.Substantiated"/>.</param>
/// <param name="Text">Hash of what happened.</param>
/// <param name="Basis">Hash of what it rests on.</param>
public sealed record OpinionFact(
    NegativeClass Class, DateOnly From, DateOnly To, SignalStatus Status, Responsibility Responsibility, string Text, string Basis,
    IReadOnlyList<Attachment>? Attachments = null);

/// <summary>One revision of what a unit says of one person. A revision is never changed, only followed.</summary>
/// <param name="Revision">From 1 within the cell; a returned revision keeps its number.</param>
/// <param name="ExpectedOn">When a verification is expected to end.</param>
/// <param name="Content">Keyed digest of answer and words, made at the edge: the same again is no revision.</param>
public sealed record Opinion(
    int Revision, OpinionAnswer Answer, IReadOnlyList<OpinionFact>? Facts, DateOnly? ExpectedOn, Secrecy Secrecy, Digest16 Content, string EnteredBy, DateTimeOffset EnteredAt);

/// <param name="Until">Last day on which the opinion holds.</param>
/// <param name="Grade">How well the figure of the policy is known; M and U are shown as 未核实.</param>
public sealed record Validity(DateOnly Until, string Policy, Grade Grade);

/// <summary>An opinion that a second person of the unit confirmed: it counts.</summary>
public sealed record ConfirmedOpinion(Opinion Opinion, Validity Validity, string ConfirmedBy, DateTimeOffset ConfirmedAt);
