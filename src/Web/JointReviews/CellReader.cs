using CadreWatch.Grains.Access;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;

namespace CadreWatch.Web.JointReviews;

/// <summary>One cell with its revisions, read from the column's stream; words come from the texts beside the events.</summary>
internal sealed class CellReader(IJournal journal, EventCodec codec, ReviewReader reviews, RoundFinder finder)
{
    /// <summary>Null where the person is not listed for the viewer.</summary>
    public async Task<ReviewCell?> FindAsync(SeenRound round, UnitStanding unit, string number, CancellationToken cancel)
    {
        if (await finder.PersonAsync(round, number, cancel) is not { } person) return null;
        if (unit.Letter is null) return new(number, unit.Unit.Id, CellState.NotDue, null, null, 0, [], []);
        var sheet = await reviews.SheetAsync(round.State.Id, unit.Unit.Id, cancel);
        var history = new CellHistory(round, person, finder);
        var events = new List<(StoredEvent Stored, SheetEvent Event)>();
        await foreach (var stored in journal.ReadStreamAsync(SheetGrain.IdOf(round.State.Id, unit.Unit.Id).ToString(), 1, cancel))
            if (codec.Read(stored) is SheetEvent known && Concerns(known, number)) events.Add((stored, known));
        var texts = await journal.ReadTextsAsync([.. events.Select(e => e.Stored.Position)], cancel);
        foreach (var (stored, known) in events) history.Take(known, field => texts.GetValueOrDefault((stored.Position, field)));
        var cell = sheet.CellOf(number);
        return new(number, unit.Unit.Id, sheet.Unit is null ? CellState.NotDue : sheet.StateOf(number), unit.DueOn, cell.ExtendedTo, cell.Revisions, history.Revisions, history.Notes);
    }

    private static bool Concerns(SheetEvent e, string number) => e switch
    {
        OpinionEntered o => o.Cadre == number,
        OpinionConfirmed o => o.Cadre == number,
        OpinionReturned o => o.Cadre == number,
        RecusalDeclared o => o.Cadres.Contains(number),
        RecusalEnded o => o.Cadres.Contains(number),
        ExtensionAsked o => o.Cadres.Contains(number),
        ExtensionDecided => true,
        _ => false,
    };
}

/// <summary>Gathers what one viewer may see of one cell, event by event.</summary>
internal sealed class CellHistory(SeenRound round, CaseFacts person, RoundFinder finder)
{
    private readonly List<ReviewRevision> revisions = [];
    private readonly List<ReviewNote> notes = [];
    private readonly Dictionary<int, DateOnly> asked = [];

    /// <summary>The latest first. An opinion that no second person stands for is the unit's own.</summary>
    public IReadOnlyList<ReviewRevision> Revisions =>
        [.. revisions.Where(r => round.Sight == RoundSight.OwnColumn || r.ConfirmedAt is not null).OrderByDescending(r => r.Revision)];

    public IReadOnlyList<ReviewNote> Notes => [.. notes.AsEnumerable().Reverse()];

    public void Take(SheetEvent known, Func<string, string?> text)
    {
        switch (known)
        {
            case OpinionEntered e:
                revisions.Add(Of(e.Opinion, text));
                break;
            case OpinionConfirmed e:
                Change(e.Revision, r => r with { ConfirmedBy = finder.Account(e.By), ConfirmedAt = e.At, ValidUntil = e.Validity.Until, Grade = e.Validity.Grade.ToString() });
                break;
            case OpinionReturned e:
                Change(e.Revision, r => r with { ReturnedBy = finder.Account(e.By), ReturnedAt = e.At, ReturnNote = text("note") });
                break;
            case RecusalDeclared e:
                notes.Add(new("recused", e.At, finder.Account(e.By), text("note"), null));
                break;
            case RecusalEnded e:
                notes.Add(new("recusalEnded", e.At, finder.Account(e.By), null, null));
                break;
            case ExtensionAsked e:
                asked[e.Number] = e.Until;
                notes.Add(new("extensionAsked", e.At, finder.Account(e.By), text("note"), e.Until));
                break;
            case ExtensionDecided e when asked.TryGetValue(e.Number, out var until):
                notes.Add(new(e.Granted ? "extensionGranted" : "extensionDeclined", e.At, finder.Account(e.By), text("note"), until));
                break;
        }
    }

    private ReviewRevision Of(Opinion opinion, Func<string, string?> text)
    {
        var reads = ReviewAccess.Reads(round.Viewer, round.Sight, person, opinion.Secrecy);
        var facts = reads
            ? (opinion.Facts ?? []).Select((f, i) => new ReviewFact(
                f.Class, f.From, f.To, f.Status, f.Responsibility, text($"fact.{i}"), text($"basis.{i}"),
                [.. (f.Attachments ?? []).Select((a, j) => new ReviewAttachment(a.Sha256, text($"attachment.{i}.{j}"), a.Size))]))
            : [];
        return new(
            opinion.Revision, opinion.Answer, !reads, [.. facts], opinion.ExpectedOn, opinion.Secrecy, finder.Account(opinion.EnteredBy), opinion.EnteredAt,
            null, null, null, null, null, null, null);
    }

    private void Change(int revision, Func<ReviewRevision, ReviewRevision> change)
    {
        var at = revisions.FindLastIndex(r => r.Revision == revision);
        if (at >= 0) revisions[at] = change(revisions[at]);
    }
}
