using System.Buffers;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Silo.Ingest;

/// <summary>Makes the command of one row for one of its subjects.</summary>
internal sealed class SignalCommands(ContentKey key, DateTimeOffset at, string by, bool judgeAsKnown)
{
    private const byte ContentPurpose = 1;
    private const byte LetterPurpose = 2;
    private readonly SaltPool salts = new();
    private readonly ArrayBufferWriter<byte> scratch = new(1024);

    public RecordSignal Of(SignalRow row, RowSubject subject)
    {
        var facts = new SignalFacts(
            row.Source, row.ExternalId, row.Kind, row.Category, row.Severity, row.Status, row.OccurredFrom, row.OccurredTo, row.KnownOn, row.Agency, row.Secrecy,
            subject.Responsibility, Content(row, subject), Letter(row), row.Attributes?.GetValueOrDefault("unit"), row.DueOn, row.CompletedOn, row.Backfill, Metrics(row));
        return new(Guid.CreateVersion7(at), at, by, facts, Texts(row), judgeAsKnown);
    }

    private static List<Metric>? Metrics(SignalRow row) => row.Metrics is { Count: > 0 } ? [.. row.Metrics.Select(m => new Metric(m.Key, m.Value))] : null;

    private List<NamedText> Texts(SignalRow row)
    {
        var texts = new List<NamedText>(2);
        if (row.Attributes is not null)
        {
            foreach (var (name, value) in row.Attributes)
            {
                if (name is not ("letter" or "unit")) texts.Add(Sealed("attributes." + name, value));
            }
        }

        if (row.Text is { Length: > 0 }) texts.Add(Sealed("text", row.Text));
        if (row.Title is { Length: > 0 }) texts.Add(Sealed("title", row.Title));
        return texts;
    }

    private NamedText Sealed(string field, string text) => new(field, SealedText.Of(text, salts.Next()));

    private Digest16 Content(SignalRow row, RowSubject subject)
    {
        var digest = key.Begin(ContentPurpose, scratch)
            .Add(row.Kind).Add(row.Category).Add(row.Severity).Add((int)row.Status).Add(row.OccurredFrom).Add(row.OccurredTo).Add(row.Agency)
            .Add((int)row.Secrecy).Add((int)subject.Responsibility).Add(row.Title ?? "").Add(row.Text ?? "").Add(row.DueOn).Add(row.CompletedOn)
            .Add(row.Backfill ? 1 : 0).Add(row.Metrics?.Count ?? 0);
        if (row.Metrics is not null)
        {
            foreach (var (name, value) in row.Metrics) digest.Add(name).Add(value);
        }

        if (row.Attributes is not null)
        {
            foreach (var (name, value) in row.Attributes) digest.Add(name).Add(value);
        }

        return digest.End();
    }

    /// <summary>
    /// Names the letter, so that copies of one sent to several agencies count once: by the attribute <c>letter</c>, else by what it says about which days.
    /// Without either nothing is taken for a copy.
    /// </summary>
    private Digest16? Letter(SignalRow row)
    {
        if (row.Kind is not ("complaint" or "petition")) return null;
        if (row.Attributes?.GetValueOrDefault("letter") is { Length: > 0 } letter) return key.Begin(LetterPurpose, scratch).Add(letter).End();
        if (row.Text is not { Length: > 0 } text) return null;
        var matter = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c)) matter[length++] = c;
        }

        var letterOf = key.Begin(LetterPurpose, scratch).Add(-1).Add(row.Category).Add(row.OccurredFrom).Add(row.OccurredTo).Add(matter.AsSpan(0, length)).End();
        ArrayPool<char>.Shared.Return(matter, clearArray: true);
        return letterOf;
    }
}
