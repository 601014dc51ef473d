using System.Security.Cryptography;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.Ingest;

namespace CadreWatch.Silo.JointReviews.Rounds;

/// <summary>A file beside a fact; its bytes are kept elsewhere, under their hash.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Size">In bytes.</param>
public sealed record WrittenAttachment(string Sha256, string Name, long Size);

/// <summary>One fact in plain words, from a page or from a table that came back.</summary>
/// <param name="Attachments">Null from a table, which says nothing of them.</param>
public sealed record WrittenFact(
    NegativeClass Class, DateOnly From, DateOnly To, SignalStatus Status, Responsibility Responsibility, string Text, string Basis,
    IReadOnlyList<WrittenAttachment>? Attachments = null);

/// <summary>What a unit says of one person, in plain words.</summary>
public sealed record WrittenOpinion(string Number, OpinionAnswer Answer, IReadOnlyList<WrittenFact> Facts, DateOnly? ExpectedOn);

/// <summary>Opinions on their way in: words are sealed, and equal contents get equal digests whichever way they came, so that the same again is no revision.</summary>
public sealed class OpinionContents
{
    private const byte ContentPurpose = 5;
    private const int SaltSize = 16;
    private readonly ContentKey key;

    internal OpinionContents(ContentKey key) => this.key = key;

    /// <param name="secrecy">Null takes the unit's.</param>
    /// <param name="seen">Revisions that the person saw in the cell; null skips the check.</param>
    public OpinionEntry Entry(WrittenOpinion written, Secrecy? secrecy = null, int? seen = null)
    {
        var digest = key.Begin(ContentPurpose, new()).Add((int)written.Answer).Add(written.ExpectedOn).Add(written.Facts.Count);
        foreach (var fact in written.Facts)
            digest.Add((int)fact.Class).Add(fact.From).Add(fact.To).Add((int)fact.Status).Add((int)fact.Responsibility).Add(fact.Text).Add(fact.Basis);
        return new(
            written.Number, written.Answer,
            [
                .. written.Facts.Select(f => new FactEntry(
                    f.Class, f.From, f.To, f.Status, f.Responsibility, Sealed(f.Text), Sealed(f.Basis),
                    f.Attachments?.Select(a => new AttachmentEntry(a.Sha256, Sealed(a.Name), a.Size)).ToList())),
            ],
            digest.End(), written.ExpectedOn, secrecy, seen);
    }

    public static SealedText Sealed(string text) => SealedText.Of(text, RandomNumberGenerator.GetBytes(SaltSize));
}
