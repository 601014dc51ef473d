using CadreWatch.Web.Identity.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CadreWatch.Web.Identity.SignIn;

/// <summary>
/// Slows down guessing without a lever to lock anybody out: wrong attempts count for one account from one address. Beside that, attempts on one account from
/// all addresses that it never signed in from are counted together; addresses that it knows are exempt.
/// </summary>
/// <remarks>
/// The counts lie beside the credentials, so that a restart forgets none and all servers know them; a bounded number of rows, and names without an account count
/// like the others. An attempt that is refused because of a lock writes nothing. Safe for concurrent use.
/// </remarks>
internal sealed class SignInGuard(IDbContextFactory<IdentityStore> stores, TimeProvider time, IOptions<AccountOptions> options) : IDisposable
{
    private const int Most = 20_000;

    /// <summary>Ended counts are looked for after so many failures.</summary>
    private const int TidyEvery = 200;

    private const string Strangers = "*";
    private static readonly TimeSpan StrangerWindow = TimeSpan.FromHours(1);

    private static readonly TimeSpan HashPatience = TimeSpan.FromSeconds(10);

    /// <remarks>Compiled for one model, so of one server's.</remarks>
    private readonly Func<IdentityStore, string, string, DateTimeOffset, IAsyncEnumerable<AttemptRow>> locks = EF.CompileAsyncQuery(
        (IdentityStore store, string account, string address, DateTimeOffset now) =>
            store.Attempts.AsNoTracking().Where(a => a.Account == account && (a.Address == address || a.Address == Strangers) && a.Until > now));

    /// <summary>Checking a password is work on purpose: as many at once as there are processors, so that guessing takes no more than its share.</summary>
    private readonly SemaphoreSlim hashing = new(Math.Max(1, Environment.ProcessorCount));

    private int failures;
    private string? attempt;

    /// <summary>How long this account has to wait at this address; null where it may try.</summary>
    public async Task<TimeSpan?> WaitOfAsync(string account, string address, bool isKnown, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var store = await stores.CreateDbContextAsync(cancel);
        TimeSpan? wait = null;
        await foreach (var found in locks(store, account, address, now).WithCancellation(cancel))
            if (found.Address == address || !isKnown) wait = wait > found.Until - now ? wait : found.Until - now;
        return wait;
    }

    public async Task FailedAsync(string account, string address, bool isKnown, CancellationToken cancel)
    {
        await using var store = await stores.CreateDbContextAsync(cancel);
        await CountAsync(store, account, address, options.Value.AttemptsPerAddress, options.Value.LockTime, cancel);
        if (!isKnown) await CountAsync(store, account, Strangers, options.Value.AttemptsFromStrangers, StrangerWindow, cancel);
        if (Interlocked.Increment(ref failures) % TidyEvery == 0) await TidyAsync(store, Most, cancel);
    }

    public async Task SucceededAsync(string account, string address, CancellationToken cancel)
    {
        await using var store = await stores.CreateDbContextAsync(cancel);
        await store.Attempts.Where(a => a.Account == account && a.Address == address).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Until when the account is locked anywhere; for the administrator's list.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LockedAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var store = await stores.CreateDbContextAsync(cancel);
        return (await store.Attempts.AsNoTracking().Where(a => a.Until > now).ToListAsync(cancel)).GroupBy(a => a.Account).ToDictionary(g => g.Key, g => g.Max(a => a.Until));
    }

    /// <summary>Runs the check of a password when there is room; null where there is none for a while.</summary>
    public async Task<bool?> CheckAsync(Func<bool> check, CancellationToken cancel)
    {
        if (!await hashing.WaitAsync(HashPatience, cancel)) return null;
        try
        {
            return await Task.Run(check, cancel);
        }
        finally
        {
            hashing.Release();
        }
    }

    public void Dispose() => hashing.Dispose();

    /// <summary>Ended counts go first; where more than <paramref name="most"/> are left, the oldest until a tenth is free.</summary>
    internal async Task TidyAsync(IdentityStore store, int most, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var old = now - StrangerWindow;
        await store.Attempts.Where(a => a.Until <= now && a.Since < old).ExecuteDeleteAsync(cancel);
        var count = await store.Attempts.CountAsync(cancel);
        if (count <= most) return;
        var edge = await store.Attempts.OrderBy(a => a.Since).Skip(count - (most - (most / 10))).Select(a => a.Since).FirstAsync(cancel);
        await store.Attempts.Where(a => a.Since < edge).ExecuteDeleteAsync(cancel);
    }

    /// <summary>One statement, so that two servers count every attempt.</summary>
    private async Task CountAsync(IdentityStore store, string account, string address, int limit, TimeSpan window, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await store.Database.ExecuteSqlRawAsync(
            attempt ??= IdentityScripts.Of(store, "attempt"), [account, address, now.UtcTicks, (now - window).UtcTicks, limit, (now + window).UtcTicks], cancel);
    }
}
