using System.Collections.Concurrent;
using System.Text;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Web.Meetings;

/// <summary>The words of a meeting: its frozen material, and what was written of one item or of all.</summary>
/// <param name="Material">Pieces by item, in their order.</param>
/// <param name="Texts">By item and name.</param>
internal sealed record MeetingWords(
    IReadOnlyDictionary<string, IReadOnlyList<MaterialPiece>> Material, IReadOnlyDictionary<(string Item, string Name), string> Texts)
{
    public static readonly MeetingWords None = new(new Dictionary<string, IReadOnlyList<MaterialPiece>>(), new Dictionary<(string, string), string>());

    public string? Text(string item, string name) => Texts.GetValueOrDefault((item, name));

    public MaterialPiece? Piece(string item, string id) => Material.GetValueOrDefault(item)?.FirstOrDefault(p => p.Piece.Id == id);
}

/// <summary>Finds meetings and their words. It decides one thing alone: who is of a meeting.</summary>
internal sealed class MeetingStore(IGrainRuntime runtime, IJournal journal, MeetingSight sight, PeopleDirectory people)
{
    private const string MaterialName = "material";
    private const int MostTexts = 10_000;
    private const int MostKept = 16;

    private readonly ConcurrentDictionary<(string Meeting, string Sha256), IReadOnlyDictionary<string, IReadOnlyList<MaterialPiece>>> kept = new();

    /// <summary>The meeting by the rights of this moment; null where there is none.</summary>
    public async Task<MeetingState?> FindAsync(string id, CancellationToken cancel)
    {
        if (id.Length > 64 || id.Contains('\0', StringComparison.Ordinal)) return null;
        if (await journal.Tables.FindAsync(ReadTableSet.Meetings, [id], cancel) is null) return null;
        return sight.Of(await runtime.StateAsync<MeetingState>(MeetingGrain.IdOf(id), cancel));
    }

    /// <summary>The meeting for one of its participants; null for anybody else, and on a phone.</summary>
    public async Task<MeetingState?> OfAsync(Viewer viewer, string id, CancellationToken cancel) =>
        !viewer.Phone && await FindAsync(id, cancel) is { } meeting && IsOf(meeting, viewer.Account) ? meeting : null;

    public static bool IsOf(MeetingState meeting, string account) => meeting.Attendances.TryGetValue(account, out var a) && a.Presence != Presence.Removed;

    public static string TitleOf(MeetingState meeting) => $"{meeting.Year}年第{meeting.Number}次联席会议";

    public string NameOf(string account) => people.Find(account)?.Name ?? account;

    /// <summary>What a unit is called: in the tree of units, else in the material.</summary>
    public string? UnitName(string? unit, MeetingWords words) =>
        unit is null ? null
        : people.Units.Units.GetValueOrDefault(unit)?.Name
            ?? words.Material.Values.SelectMany(m => m).FirstOrDefault(p => p.Piece.Kind == PieceKind.Opinion && p.Piece.Unit == unit)?.Title ?? unit;

    /// <param name="item">What was written of this item alone; null for all.</param>
    public async Task<MeetingWords> WordsAsync(MeetingState meeting, string? item, CancellationToken cancel)
    {
        var material = meeting.MaterialSha256 is null ? MeetingWords.None.Material : await MaterialAsync(meeting, cancel);
        Condition[] where = item is null ? [new("meeting", Comparison.Equal, meeting.Id)] : [new("meeting", Comparison.Equal, meeting.Id), new("item", Comparison.Equal, item)];
        var rows = await journal.Tables.QueryAsync(new(ReadTableSet.MeetingTexts, where, [], MostTexts), cancel);
        return new(material, rows.Where(r => (string)r[2]! != MaterialName).ToDictionary(r => ((string)r[1]!, (string)r[2]!), r => (string)r[3]!));
    }

    /// <summary>Whether the words kept still have the hashes that were frozen.</summary>
    public async Task<bool> HoldsAsync(MeetingState meeting, CancellationToken cancel)
    {
        var rows = await MaterialRowsAsync(meeting.Id, cancel);
        return meeting.Frozen.Values.All(f => rows.TryGetValue(f.Item, out var text) && Material.Sha256(Encoding.UTF8.GetBytes(text)) == f.Sha256)
            && Material.Sha256(meeting.Items.Select(i => meeting.Frozen[i.Id])) == meeting.MaterialSha256;
    }

    /// <summary>Frozen material never changes: it is read and parsed once.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<MaterialPiece>>> MaterialAsync(MeetingState meeting, CancellationToken cancel)
    {
        if (kept.TryGetValue((meeting.Id, meeting.MaterialSha256!), out var known)) return known;
        var read = (await MaterialRowsAsync(meeting.Id, cancel)).ToDictionary(r => r.Key, r => Material.Read(Encoding.UTF8.GetBytes(r.Value)));
        if (kept.Count >= MostKept) kept.Clear();
        return kept[(meeting.Id, meeting.MaterialSha256!)] = read;
    }

    private async Task<Dictionary<string, string>> MaterialRowsAsync(string meeting, CancellationToken cancel)
    {
        var query = new RowQuery(ReadTableSet.MeetingTexts, [new("meeting", Comparison.Equal, meeting), new("name", Comparison.Equal, MaterialName)], [], MostTexts);
        return (await journal.Tables.QueryAsync(query, cancel)).ToDictionary(r => (string)r[1]!, r => (string)r[3]!);
    }
}
