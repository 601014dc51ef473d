using Microsoft.Extensions.Options;

namespace CadreWatch.Web.Identity.SignIn;

/// <summary>
/// Slows down guessing without a lever to lock anybody out: wrong attempts count for one account from one address. Beside that, attempts on one account from
/// all addresses that it never signed in from are counted together; addresses that it knows are exempt.
/// </summary>
/// <remarks>Of this server alone, in bounded memory; names without an account count like the others. Safe for concurrent use.</remarks>
internal sealed class SignInGuard(TimeProvider time, IOptions<AccountOptions> options) : IDisposable
{
    private const int Most = 20_000;
    private const string Strangers = "*";
    private static readonly TimeSpan StrangerWindow = TimeSpan.FromHours(1);

    private static readonly TimeSpan HashPatience = TimeSpan.FromSeconds(10);

    /// <summary>Checking a password is work on purpose: as many at once as there are processors, so that guessing takes no more than its share.</summary>
    private readonly SemaphoreSlim hashing = new(Math.Max(1, Environment.ProcessorCount));

    private readonly Lock gate = new();
    private readonly Dictionary<(string Account, string Address), Tally> tallies = [];

    /// <summary>How many counts are kept, for tests of the bound.</summary>
    public int Size
    {
        get
        {
            lock (gate) return tallies.Count;
        }
    }

    /// <summary>How long this account has to wait at this address; null where it may try.</summary>
    public TimeSpan? WaitOf(string account, string address, bool isKnown)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (tallies.TryGetValue((account, address), out var own) && own.Until > now) return own.Until - now;
            return !isKnown && tallies.TryGetValue((account, Strangers), out var all) && all.Until > now ? all.Until - now : null;
        }
    }

    public void Failed(string account, string address, bool isKnown)
    {
        lock (gate)
        {
            Count((account, address), options.Value.AttemptsPerAddress, options.Value.LockTime);
            if (!isKnown) Count((account, Strangers), options.Value.AttemptsFromStrangers, StrangerWindow);
        }
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

    public void Succeeded(string account, string address)
    {
        lock (gate) tallies.Remove((account, address));
    }

    /// <summary>Until when the account is locked anywhere; for the administrator's list.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Locked()
    {
        var now = time.GetUtcNow();
        lock (gate)
            return tallies.Where(t => t.Value.Until > now).GroupBy(t => t.Key.Account).ToDictionary(g => g.Key, g => g.Max(t => t.Value.Until));
    }

    private void Count((string, string) key, int limit, TimeSpan window)
    {
        var now = time.GetUtcNow();
        var tally = tallies.GetValueOrDefault(key);
        if (tally.Failures == 0 || tally.Since + window < now) tally = new(0, now, default);
        tally = tally with { Failures = tally.Failures + 1 };
        if (tally.Failures >= limit) tally = tally with { Until = now + window };
        if (tallies.Count >= Most && !tallies.ContainsKey(key)) MakeRoom(now);
        tallies[key] = tally;
    }

    /// <summary>Ended ones go first, then a tenth of the oldest.</summary>
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var ended in tallies.Where(t => t.Value.Until <= now && t.Value.Since + StrangerWindow < now).Select(t => t.Key).ToList()) tallies.Remove(ended);
        if (tallies.Count < Most) return;
        foreach (var oldest in tallies.OrderBy(t => t.Value.Since).Take(Most / 10).Select(t => t.Key).ToList()) tallies.Remove(oldest);
    }

    private readonly record struct Tally(int Failures, DateTimeOffset Since, DateTimeOffset Until);
}
