using System.Globalization;
using System.Security.Cryptography;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Grains.Meetings;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.JointReviews.Meetings;

/// <summary>
/// Gathers what is known of each item of an agenda into pieces with words. It looks at everything, whoever asks: each piece names its unit and secrecy, and
/// <see cref="MeetingView"/> alone decides who is shown it.
/// </summary>
public sealed class MaterialBuilder(IGrainRuntime runtime, IJournal journal, IJudgementSource judgements, TimeProvider time)
{
    private const int SaltSize = 16;

    /// <summary>One per item of the agenda, in its order, ready for <see cref="FreezeMaterial"/>.</summary>
    public async Task<IReadOnlyList<ItemMaterial>> BuildAsync(MeetingState meeting, CancellationToken cancel)
    {
        var judgement = judgements.Capture(time.GetUtcNow());
        var sheets = await SheetsAsync(meeting.Round, cancel).ConfigureAwait(false);
        var items = new List<ItemMaterial>();
        foreach (var item in meeting.Items)
        {
            var (pieces, running) = item.Cadre is { } cadre
                ? await PersonAsync(meeting, cadre, sheets, judgement, cancel).ConfigureAwait(false)
                : (await MatterAsync(item, cancel).ConfigureAwait(false), []);
            items.Add(Sealed(item.Id, pieces, running));
        }

        return items;
    }

    /// <summary>The item with its words sealed under a fresh salt.</summary>
    public static ItemMaterial Sealed(string item, IReadOnlyList<MaterialPiece> pieces, IReadOnlyList<string> running) =>
        new(item, SealedText.Of(RandomNumberGenerator.GetBytes(SaltSize), Material.Bytes(item, pieces)), [.. pieces.Select(p => p.Piece)], running);

    /// <summary>The id of an item that follows up a matter of an earlier meeting.</summary>
    public static string MatterItem(string meeting, string matter) => $"m-{meeting}.{matter}";

    private async Task<(IReadOnlyList<MaterialPiece> Pieces, IReadOnlyList<string> Running)> PersonAsync(
        MeetingState meeting, string cadre, List<SheetState> sheets, Judgement judgement, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var row = await journal.Tables.FindAsync(ReadTableSet.Cadres, [cadre], cancel).ConfigureAwait(false);
        var state = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(cadre), cancel).ConfigureAwait(false);
        var pieces = new List<MaterialPiece> { Person(cadre, row) };
        foreach (var sheet in sheets.Where(s => s.Lists(cadre)))
            pieces.AddRange(OpinionPieces.Of(sheet, cadre, await FactsAsync(sheet, cadre, cancel).ConfigureAwait(false)));
        pieces.AddRange(CadrePieces.Of(state, judgement, now, sheets.Select(s => s.UnitId).ToHashSet(StringComparer.Ordinal)));
        var measures = await journal.Tables.QueryAsync(
            new(ReadTableSet.Measures, [new("cadre", Comparison.Equal, cadre), new("running", Comparison.Equal, 1L)], [], 50), cancel).ConfigureAwait(false);
        pieces.AddRange(measures.Select(MeasurePieces.Of));
        if (await new EarlierMeetings(journal, runtime).LastAsync(meeting.Id, cadre, cancel).ConfigureAwait(false) is { } last) pieces.Add(last);
        return (pieces, [.. measures.Select(m => (string)m[2]!).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static MaterialPiece Person(string cadre, object?[]? row)
    {
        var since = row?[6] is DateOnly day && day > RosterDates.UnknownStart ? day : default(DateOnly?);
        var (unit, post) = ((string?)row?[4] ?? "", (string?)row?[5] ?? "");
        return new(
            new("person", PieceKind.Person, null, Secrecy.Internal, false), (string?)row?[1] ?? cadre,
            post.StartsWith(unit, StringComparison.Ordinal) ? post : $"{unit} {post}".Trim(), since, row?[9] is 1L ? "demo" : null);
    }

    private async Task<List<SheetState>> SheetsAsync(string? round, CancellationToken cancel)
    {
        if (round is null) return [];
        var state = await runtime.StateAsync<RoundState>(RoundGrain.IdOf(round), cancel).ConfigureAwait(false);
        var sheets = new List<SheetState>();
        foreach (var unit in state.Units.Where(u => u.Letter is not null))
        {
            var sheet = await runtime.StateAsync<SheetState>(SheetGrain.IdOf(round, unit.Unit.Id), cancel).ConfigureAwait(false);
            if (sheet.Unit is not null) sheets.Add(sheet);
        }

        return sheets;
    }

    /// <summary>The words of the revision that counts, by number of the fact.</summary>
    private async Task<IReadOnlyDictionary<long, string>> FactsAsync(SheetState sheet, string cadre, CancellationToken cancel)
    {
        if (sheet.CellOf(cadre).Confirmed is not { Opinion.Facts.Count: > 0 } confirmed) return new Dictionary<long, string>();
        var rows = await journal.Tables.QueryAsync(
            new(ReadTableSet.OpinionFacts,
                [
                    new("round", Comparison.Equal, sheet.Round), new("unit", Comparison.Equal, sheet.UnitId), new("cadre", Comparison.Equal, cadre),
                    new("revision", Comparison.Equal, (long)confirmed.Opinion.Revision),
                ],
                [], 100), cancel).ConfigureAwait(false);
        return rows.ToDictionary(r => (long)r[4]!, r => (string)r[5]!);
    }

    private async Task<IReadOnlyList<MaterialPiece>> MatterAsync(AgendaItem item, CancellationToken cancel)
    {
        var dot = item.Id.IndexOf('.', StringComparison.Ordinal);
        if (!item.Id.StartsWith("m-", StringComparison.Ordinal) || dot < 0) return [];
        var (meeting, matter) = (item.Id[2..dot], item.Id[(dot + 1)..]);
        var row = await journal.Tables.FindAsync(ReadTableSet.Matters, [meeting, $"matter:{matter}"], cancel).ConfigureAwait(false);
        var words = await journal.Tables.QueryAsync(
            new(ReadTableSet.MeetingTexts, [new("meeting", Comparison.Equal, meeting), new("name", Comparison.Equal, $"matter.{matter}")], [], 1), cancel).ConfigureAwait(false);
        if (row is null || words.Count == 0) return [];
        var due = ((DateOnly)row[6]!).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var state = (string)row[7]!;
        return
        [
            new(new("matter", PieceKind.Matter, null, Secrecy.Internal, false), (string)words[0][3]!,
                $"应于 {due} 前办结，{state switch { "settled" => "已办结", "overdue" => "已逾期", _ => "办理中" }}。", null, state),
        ];
    }
}
