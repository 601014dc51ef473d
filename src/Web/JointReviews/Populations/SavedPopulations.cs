using System.Security.Cryptography;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews.Populations;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.JointReviews.Rounds;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.JointReviews.Populations;

/// <summary>
/// Saved populations for one viewer. A list is as secret as that of a round, and who is missing from it would tell of a recusal: whoever may not meet everybody on it
/// has no such population.
/// </summary>
internal sealed class SavedPopulations(
    IGrainRuntime runtime, IJournal journal, EventCodec codec, IViewerAccess access, RoundFinder finder, ReviewSetups setups, TimeProvider time)
{
    private const int Most = 500;
    private const int LongestName = 40;

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web);

    public static ProblemHttpResult NoSuchPopulation() => Problems.NotFound("这个干部群体");

    public async Task<PopulationList> ListAsync(Viewer viewer, CancellationToken cancel)
    {
        var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Populations, [], [("name", false)], Most), cancel);
        var saved = rows.Select(row => (Row: row, Body: BodyOf(row))).ToList();
        var roster = await finder.RosterAsync(saved.SelectMany(s => s.Body.People), cancel);
        return new([.. saved.Where(s => Covers(viewer, s.Body, roster)).Select(s => Item(s.Row, s.Body))]);
    }

    public async Task<SavedPopulation?> FindAsync(Viewer viewer, string id, CancellationToken cancel)
    {
        if (await RowAsync(viewer, id, cancel) is not var (row, body, roster)) return null;
        var joined = body.Units.Count + body.Ranks.Count == 0 ? [] : (await setups.PopulationAsync(viewer, new(body.Units, body.Ranks), cancel)).People;
        return new(
            Item(row, body), body.Units, body.Ranks, [.. body.People.Where(roster.ContainsKey).Select(p => RoundFinder.PersonOf(roster[p]))],
            [.. joined.ExceptBy(body.People, p => p.Number)], await HistoryAsync(id, cancel));
    }

    /// <param name="id">Null for a new one.</param>
    public async Task<Results<Ok<PopulationReply>, ProblemHttpResult>> SaveAsync(Viewer viewer, string? id, PopulationSaveRequest request, CancellationToken cancel)
    {
        if (id is not null && await RowAsync(viewer, id, cancel) is null) return NoSuchPopulation();
        if (request.Name?.Trim().Normalize() is not { Length: > 0 and <= LongestName } name || name.Any(char.IsControl))
            return ReviewActs.Bad("nameMissing", $"请写明群体名称，最多 {LongestName} 字。", "name");
        string[] people = [.. (request.People ?? []).Select(p => p.Trim()).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal)];
        if (people.Length > ReviewActs.MostPeople) return ReviewActs.Bad("tooManyPeople", $"名单最多 {ReviewActs.MostPeople} 人。", "people");
        if (await finder.UnknownAsync(viewer, people, cancel) is { Count: > 0 } unknown) return ReviewActs.Bad("unknownPeople", $"没有找到这些干部：{string.Join('、', unknown.Take(10))}{(unknown.Count > 10 ? " 等" : "")}。", "people");
        var (units, ranks) = (request.Units ?? [], request.Ranks ?? []);
        if (!await KnowsAsync(viewer, "unit", units, cancel)) return ReviewActs.Bad("unknownUnit", "没有找到所选的单位，请重新选择。", "units");
        if (!await KnowsAsync(viewer, "rank", ranks, cancel)) return ReviewActs.Bad("unknownRank", "没有找到所选的职级，请重新选择。", "ranks");
        var at = time.GetUtcNow();
        var save = new SavePopulation(Guid.CreateVersion7(at), at, viewer.Account, OpinionContents.Sealed(name), units, ranks, people, id is null ? 0 : request.Seen ?? 0);
        return ReviewActs.Answer<PopulationReply>(await runtime.AskAsync(
            PopulationGrain.IdOf(id ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))), save, CancellationToken.None));
    }

    public async Task<Results<Ok<PopulationReply>, ProblemHttpResult>> DiscardAsync(Viewer viewer, string id, PopulationDiscardRequest request, CancellationToken cancel)
    {
        if (await RowAsync(viewer, id, cancel) is null) return NoSuchPopulation();
        var at = time.GetUtcNow();
        return ReviewActs.Answer<PopulationReply>(await runtime.AskAsync(
            PopulationGrain.IdOf(id), new DiscardPopulation(Guid.CreateVersion7(at), at, viewer.Account, request.Seen ?? 0), CancellationToken.None));
    }

    private async Task<(object?[] Row, PopulationBody Body, IReadOnlyDictionary<string, object?[]> Roster)?> RowAsync(Viewer viewer, string id, CancellationToken cancel)
    {
        if (!RoundDesk.IsId(id) || await journal.Tables.FindAsync(ReadTableSet.Populations, [id], cancel) is not { } row) return null;
        var body = BodyOf(row);
        var roster = await finder.RosterAsync(body.People, cancel);
        return Covers(viewer, body, roster) ? (row, body, roster) : null;
    }

    private static bool Covers(Viewer viewer, PopulationBody body, IReadOnlyDictionary<string, object?[]> roster) =>
        body.People.All(p => !roster.TryGetValue(p, out var row) || RoundFinder.Covers(viewer, row));

    /// <summary>Only words that the roster has: a filter is no place for others.</summary>
    private async Task<bool> KnowsAsync(Viewer viewer, string column, IReadOnlyList<string> words, CancellationToken cancel)
    {
        if (words.Count == 0) return true;
        var known = await journal.Tables.CountAsync(ReadTableSet.Cadres, access.Cadres(viewer), [column], cancel);
        return words.All(known.Select(k => k[0]).OfType<string>().ToHashSet(StringComparer.Ordinal).Contains);
    }

    private async Task<IReadOnlyList<PopulationVersion>> HistoryAsync(string id, CancellationToken cancel)
    {
        var versions = new List<PopulationVersion>();
        await foreach (var stored in journal.ReadStreamAsync(PopulationGrain.IdOf(id).ToString(), 1, cancel))
            if (codec.Read(stored) is PopulationSaved e) versions.Insert(0, new(e.Version, e.At, finder.Account(e.By)));
        return versions;
    }

    private PopulationItem Item(object?[] row, PopulationBody body) =>
        new((string)row[0]!, (string)row[2]!, (int)(long)row[1]!, body.People.Count, (DateTimeOffset)row[3]!, finder.Account((string)row[4]!));

    private static PopulationBody BodyOf(object?[] row) => row[5] switch
    {
        byte[] bytes => JsonSerializer.Deserialize<PopulationBody>(bytes, Reading)!,
        var text => JsonSerializer.Deserialize<PopulationBody>((string)text!, Reading)!,
    };

    private sealed record PopulationBody(IReadOnlyList<string> Units, IReadOnlyList<string> Ranks, IReadOnlyList<string> People);
}
