using System.Security.Cryptography;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Reactors;

namespace CadreWatch.Silo.JointReviews;

/// <summary>What a confirmed opinion reports becomes a signal on the cadre's grain, with the unit as source and agency and its secrecy.</summary>
internal sealed class OpinionsToSignals(IJournal journal, EventCodec codec, ContentKey key) : IReaction
{
    private const byte FactPurpose = 3;
    private const int SaltSize = 16;

    public string Name => "opinions-to-signals";

    public bool Concerns(string eventName) => eventName == "opinions.opinionConfirmed";

    public async ValueTask<IReadOnlyList<Errand>> ReactAsync(FollowedEvent followed, CancellationToken cancel)
    {
        if (followed.Event is not OpinionConfirmed { Reports: true } confirmed) return [];
        var (unit, before, now, entered) = await ReadAsync(followed.Stored, confirmed, cancel).ConfigureAwait(false);
        var texts = await journal.ReadTextsAsync([.. entered.Values], cancel).ConfigureAwait(false);
        var cadre = CadreGrain.IdOf(confirmed.Cadre);
        return
        [
            .. ReportedFacts.Between(unit.Id, confirmed.Cadre, before, now).Select(reported =>
            {
                string? Text(string field) => texts.GetValueOrDefault((entered[reported.Of.Revision], $"{field}.{reported.Index}"));
                return new Errand(cadre, Record(unit, reported, confirmed, Text("fact"), Text("basis"), Reactions.IdOf(Name, followed.Stored, cadre, reported.ExternalId)));
            }),
        ];
    }

    private RecordSignal Record(MemberUnit unit, ReportedFact reported, OpinionConfirmed confirmed, string? fact, string? basis, Guid id)
    {
        var content = key.Begin(FactPurpose, new()).Add((int)reported.Fact.Status).Add((int)reported.Fact.Responsibility).Add((int)reported.Of.Secrecy)
            .Add(reported.Withdrawn ? 1 : 0).Add(fact).Add(basis).End();
        var texts = new List<NamedText>(2);
        if (basis is { Length: > 0 }) texts.Add(new("attributes.basis", SealedText.Of(basis, RandomNumberGenerator.GetBytes(SaltSize))));
        if (fact is { Length: > 0 }) texts.Add(new("text", SealedText.Of(fact, RandomNumberGenerator.GetBytes(SaltSize))));
        return new(id, confirmed.At, "system", ReportedFacts.Signal(unit, reported, confirmed.At, content), texts);
    }

    /// <summary>The sheet as it stood right before the confirmation: the opinion that counted, the one confirmed now, and where each was entered.</summary>
    private async Task<(MemberUnit Unit, Opinion? Before, Opinion Now, Dictionary<int, long> Entered)> ReadAsync(
        StoredEvent stored, OpinionConfirmed confirmed, CancellationToken cancel)
    {
        var sheet = new SheetGrain().Empty(GrainId.Parse(stored.Stream, null));
        var entered = new Dictionary<int, long>();
        await foreach (var e in journal.ReadStreamAsync(stored.Stream, 1, cancel).ConfigureAwait(false))
        {
            if (e.StreamVersion >= stored.StreamVersion) break;
            var known = (SheetEvent)codec.Read(e);
            if (known is OpinionEntered entry && entry.Cadre == confirmed.Cadre) entered[entry.Opinion.Revision] = e.Position;
            sheet = SheetState.Apply(sheet, known);
        }
        var cell = sheet.CellOf(confirmed.Cadre);
        return (sheet.Unit!, cell.Confirmed?.Opinion, cell.Pending!, entered);
    }
}
