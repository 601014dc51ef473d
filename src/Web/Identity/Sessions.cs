using System.Buffers.Text;
using System.Security.Cryptography;
using CadreWatch.Web.Identity.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CadreWatch.Web.Identity;

/// <summary>Sessions on the server: opened, looked up at each request, listed, ended. What ended is gone from the next request on, and from open boards.</summary>
internal sealed class Sessions(IDbContextFactory<IdentityStore> stores, HubSessions hubs, TimeProvider time, IOptions<AccountOptions> options)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <remarks>Compiled for one model, so of one server's.</remarks>
    private readonly Func<IdentityStore, string, Task<SessionRow?>> byId =
        EF.CompileAsyncQuery((IdentityStore store, string id) => store.Sessions.AsNoTracking().FirstOrDefault(s => s.Id == id));

    /// <summary>Always a new id and stamp: nothing that was in the browser before carries over.</summary>
    public async Task<(SessionRow Row, string Stamp)> OpenAsync(HttpContext http, string account, SessionStage stage, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var stamp = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var row = new SessionRow
        {
            Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12)),
            Account = account,
            Stamp = HashOf(stamp),
            Stage = stage,
            Phone = Device.IsPhone(http.Request),
            Address = Trail.Trail.AddressOf(http.Connection.RemoteIpAddress),
            Device = Device.NameOf(http.Request),
            StartedAt = now,
            LastSeenAt = now,
        };
        await using var store = await stores.CreateDbContextAsync(cancel);
        var (oldest, idle) = (now - options.Value.AbsoluteLimit, now - options.Value.IdleLimit);
        await store.Sessions.Where(s => s.StartedAt < oldest || s.LastSeenAt < idle).ExecuteDeleteAsync(cancel);
        store.Sessions.Add(row);
        await store.SaveChangesAsync(cancel);
        return (row, stamp);
    }

    /// <summary>The session that a cookie points at; null where it ended, or the cookie is not its own.</summary>
    public async Task<SessionRow?> FindAsync(string id, string account, string stamp, CancellationToken cancel)
    {
        await using var store = await stores.CreateDbContextAsync(cancel);
        if (await byId(store, id) is not { } row || row.Account != account || !CryptographicOperations.FixedTimeEquals(row.Stamp, HashOf(stamp))) return null;
        if (!IsGood(row)) return null;
        var now = time.GetUtcNow();
        if (now - row.LastSeenAt > SeenEvery) await store.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(u => u.SetProperty(s => s.LastSeenAt, now), cancel);
        return row;
    }

    /// <summary>The account's open sessions, the latest first.</summary>
    public async Task<IReadOnlyList<SessionRow>> OfAsync(string account, CancellationToken cancel)
    {
        await using var store = await stores.CreateDbContextAsync(cancel);
        var rows = await store.Sessions.AsNoTracking().Where(s => s.Account == account && s.Stage == SessionStage.Full).ToListAsync(cancel);
        return [.. rows.Where(IsGood).OrderByDescending(s => s.LastSeenAt)];
    }

    /// <returns>False where the account has no such session.</returns>
    public async Task<bool> EndAsync(string account, string id, CancellationToken cancel)
    {
        await using var store = await stores.CreateDbContextAsync(cancel);
        var ended = await store.Sessions.Where(s => s.Account == account && s.Id == id).ExecuteDeleteAsync(cancel) > 0;
        hubs.End([id]);
        return ended;
    }

    /// <summary>Ends all of an account's sessions but one. For other parts too: a disabled account has none.</summary>
    public async Task EndAllAsync(string account, string? except, CancellationToken cancel)
    {
        await using var store = await stores.CreateDbContextAsync(cancel);
        await store.Sessions.Where(s => s.Account == account && s.Id != except).ExecuteDeleteAsync(cancel);
        hubs.EndOf(account, except);
    }

    /// <summary>Which of these are good no more: ended here or by another server, or run out.</summary>
    public async Task<IReadOnlyList<string>> EndedAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        await using var store = await stores.CreateDbContextAsync(cancel);
        var good = new HashSet<string>();
        foreach (var some in ids.Chunk(500))
            good.UnionWith((await store.Sessions.AsNoTracking().Where(s => some.Contains(s.Id)).ToListAsync(cancel)).Where(IsGood).Select(s => s.Id));
        return [.. ids.Where(id => !good.Contains(id))];
    }

    private bool IsGood(SessionRow row)
    {
        var now = time.GetUtcNow();
        return row.Stage == SessionStage.SecondFactor
            ? now - row.StartedAt < options.Value.StepLimit
            : now - row.StartedAt < options.Value.AbsoluteLimit && now - row.LastSeenAt < options.Value.IdleLimit;
    }

    private static byte[] HashOf(string stamp) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(stamp));
}
