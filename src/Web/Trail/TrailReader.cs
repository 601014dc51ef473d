using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Board;
using CadreWatch.Web.JointReviews;

namespace CadreWatch.Web.Trail;

/// <summary>Reads the trail for one auditor: entries of the accounts whose home office is within theirs, and of nobody else.</summary>
internal sealed class TrailReader(IJournal journal, CursorSeal seal, AuditScope scope, ReviewTrails reviews)
{
    private const string Purpose = "trail";
    private const int MostNames = 10_000;

    /// <summary>The newest first; null where the cursor is not good for this query.</summary>
    public async Task<TrailPage?> PageAsync(Viewer viewer, TrailQuery query, int limit, CancellationToken cancel)
    {
        IReadOnlyList<object?>? after = null;
        if (query.Cursor is { } cursor && (after = Place(cursor, viewer, query)) is null) return null;
        var (rows, more) = await RowsAsync(viewer, query, limit, after, cancel);
        var names = await scope.NamesAsync([.. rows.Select(r => r.Account).Distinct()], cancel);
        var next = more ? Cursor(viewer, query, rows[^1]) : null;
        return new([.. rows.Select(r => r with { Name = names.GetValueOrDefault(r.Account) })], next);
    }

    public async Task<long> CountAsync(Viewer viewer, TrailQuery query, CancellationToken cancel) =>
        (long)(await journal.Tables.CountAsync(ReadTableSet.Trail, [.. await ConditionsAsync(viewer, query, cancel)], [], cancel))[0][^1]!;

    /// <summary>All of them, the newest first, page by page.</summary>
    public async IAsyncEnumerable<TrailItem> AllAsync(
        Viewer viewer, TrailQuery query, int most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        const int page = 1_000;
        IReadOnlyList<object?>? after = null;
        for (var given = 0; given < most;)
        {
            var (rows, more) = await RowsAsync(viewer, query, Math.Min(page, most - given), after, cancel);
            var names = await scope.NamesAsync([.. rows.Select(r => r.Account).Distinct()], cancel);
            foreach (var row in rows) yield return row with { Name = names.GetValueOrDefault(row.Account) };
            given += rows.Count;
            if (!more) yield break;
            after = [rows[^1].At, rows[^1].Id];
        }
    }

    private async Task<(List<TrailItem> Rows, bool More)> RowsAsync(
        Viewer viewer, TrailQuery query, int limit, IReadOnlyList<object?>? after, CancellationToken cancel)
    {
        var request = new RowQuery(ReadTableSet.Trail, await ConditionsAsync(viewer, query, cancel), [("at", true)], Math.Min(limit + 1, MostNames), after);
        var rows = (await journal.Tables.QueryAsync(request, cancel)).Select(TrailItem.Of).ToList();
        var more = rows.Count > limit;
        if (more) rows.RemoveAt(limit);
        return (rows, more);
    }

    private async Task<IReadOnlyList<Condition>> ConditionsAsync(Viewer viewer, TrailQuery query, CancellationToken cancel)
    {
        var reviewed = await reviews.ForAsync(viewer, cancel);
        return await scope.AccountsAsync(viewer, cancel) is { } accounts ? [new("account", Comparison.In, accounts.ToArray()), reviewed, .. query.Where()] : [reviewed, .. query.Where()];
    }

    private string Cursor(Viewer viewer, TrailQuery query, TrailItem last)
    {
        using var plain = new MemoryStream(96);
        using var writer = new BinaryWriter(plain);
        writer.Write(Binding(viewer, query));
        writer.Write(last.At.UtcTicks);
        writer.Write(last.Id);
        return seal.Seal(Purpose, plain.GetBuffer().AsSpan(0, (int)plain.Length));
    }

    private object?[]? Place(string cursor, Viewer viewer, TrailQuery query)
    {
        if (!seal.TryOpen(Purpose, cursor, out var plain)) return null;
        using var reader = new BinaryReader(new MemoryStream(plain));
        if (!reader.ReadBytes(32).AsSpan().SequenceEqual(Binding(viewer, query))) return null;
        return [new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero), reader.ReadString()];
    }

    private byte[] Binding(Viewer viewer, TrailQuery query) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{journal.Epoch}\n{viewer.Account}\n{viewer.RightsVersion}\n{query.Canonical}"));
}

/// <param name="Items">The newest first.</param>
public sealed record TrailPage(IReadOnlyList<TrailItem> Items, string? Next);

/// <param name="Account">Who; <c>-</c> for whoever did not sign in.</param>
/// <param name="Type">What kind of thing: cadre, alert, signal, account …</param>
/// <param name="Target">Id of the thing.</param>
/// <param name="Detail">Search terms as typed, or an export's filter.</param>
/// <param name="Verb">Method of a refused request, or which of several acts.</param>
/// <param name="Rows">How many rows an export gave out.</param>
public sealed record TrailItem(
    string Id, DateTimeOffset At, string Account, string? Name, string Kind, string Type, string? Target, string? Address, string? Session, string? Purpose, string? Detail,
    string? Verb, long? Rows)
{
    internal static TrailItem Of(object?[] row)
    {
        object? Cell(string column) => row.In(ReadTableSet.Trail, column);
        return new(
            (string)Cell("id")!, (DateTimeOffset)Cell("at")!, (string)Cell("account")!, null, (string)Cell("kind")!, (string)Cell("type")!, (string?)Cell("target"),
            (string?)Cell("address"), (string?)Cell("session"), (string?)Cell("purpose"), (string?)Cell("terms"), (string?)Cell("verb"), (long?)Cell("rows"));
    }
}
