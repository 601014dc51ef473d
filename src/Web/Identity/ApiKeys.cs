using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CadreWatch.Silo.Ingest;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CadreWatch.Web.Identity;

/// <summary>
/// Keys of source systems: made, rotated with an overlap, revoked. A key names no person and opens no page. The first one stands in <c>api-key.txt</c> of the
/// data folder (64 hexadecimal digits, readable by its owner alone), so that the command line works from the first start on.
/// </summary>
internal sealed class ApiKeys(IDbContextFactory<IdentityStore> stores, TimeProvider time, IOptions<AccountOptions> options)
{
    public const string Header = "X-Api-Key";
    public static readonly string[] Scopes = ["signals", "cadres"];
    private static readonly TimeSpan UsedEvery = TimeSpan.FromMinutes(1);

    /// <summary>Takes the key of the data folder on, unless it is known: one that was revoked stays so.</summary>
    public async Task TakeFileAsync(string folder, CancellationToken cancel)
    {
        var bytes = SecretFile.ReadOrMake(Path.Combine(folder, "api-key.txt"), () => Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(64, true) + "\n"));
        var key = Encoding.ASCII.GetString(bytes).Trim();
        if (key.Length < 32) throw new OptionsRefusedException("api-key.txt in the data folder holds less than 32 characters; delete it, and a new key is made at the next start.");
        var hash = HashOf(key);
        await using var store = await stores.CreateDbContextAsync(cancel);
        if (await store.ApiKeys.AnyAsync(k => k.Hash == hash || k.PreviousHash == hash, cancel)) return;
        store.ApiKeys.Add(new() { Id = NewId(), Name = "api-key.txt", Hash = hash, Scopes = string.Join(' ', Scopes), CreatedAt = time.GetUtcNow() });
        await store.SaveChangesAsync(cancel);
    }

    /// <summary>The key that a request shows, if it is good now.</summary>
    public async Task<ApiKeyRow?> FindAsync(string? given, CancellationToken cancel)
    {
        if (given is not { Length: >= 32 and <= 256 }) return null;
        var (hash, now) = (HashOf(given), time.GetUtcNow());
        await using var store = await stores.CreateDbContextAsync(cancel);
        var key = await store.ApiKeys.AsNoTracking().FirstOrDefaultAsync(k => !k.Revoked && (k.Hash == hash || (k.PreviousHash == hash && k.PreviousUntil > now)), cancel);
        if (key is not null && !(now - key.LastUsedAt < UsedEvery)) await store.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(u => u.SetProperty(k => k.LastUsedAt, now), cancel);
        return key;
    }

    public async Task<IReadOnlyList<ApiKeyRow>> AllAsync(CancellationToken cancel)
    {
        await using var store = await stores.CreateDbContextAsync(cancel);
        return await store.ApiKeys.AsNoTracking().OrderBy(k => k.CreatedAt).ToListAsync(cancel);
    }

    public async Task<(string Id, string Key)> MakeAsync(string name, IReadOnlyList<string> scopes, IReadOnlyList<string>? sources, CancellationToken cancel)
    {
        var key = NewKey();
        var row = new ApiKeyRow
        {
            Id = NewId(),
            Name = name,
            Hash = HashOf(key),
            Scopes = string.Join(' ', scopes),
            Sources = sources is null ? null : string.Join('\n', sources),
            CreatedAt = time.GetUtcNow(),
        };
        await using var store = await stores.CreateDbContextAsync(cancel);
        store.ApiKeys.Add(row);
        await store.SaveChangesAsync(cancel);
        return (row.Id, key);
    }

    /// <summary>A new key; the old one is good for the overlap. Null where there is no such key or it is revoked.</summary>
    public async Task<string?> RotateAsync(string id, CancellationToken cancel)
    {
        await using var store = await stores.CreateDbContextAsync(cancel);
        if (await store.ApiKeys.FirstOrDefaultAsync(k => k.Id == id && !k.Revoked, cancel) is not { } row) return null;
        var key = NewKey();
        (row.PreviousHash, row.PreviousUntil, row.Hash) = (row.Hash, time.GetUtcNow() + options.Value.KeyOverlap, HashOf(key));
        await store.SaveChangesAsync(cancel);
        return key;
    }

    public async Task<bool> RevokeAsync(string id, CancellationToken cancel)
    {
        await using var store = await stores.CreateDbContextAsync(cancel);
        return await store.ApiKeys.Where(k => k.Id == id && !k.Revoked).ExecuteUpdateAsync(u => u.SetProperty(k => k.Revoked, true), cancel) == 1;
    }

    private static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9));

    private static string NewKey() => RandomNumberGenerator.GetHexString(64, true);

    /// <summary>A key is 256 random bits: one hash of it tells nothing and is found by an index.</summary>
    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

/// <summary>Lets source systems in by their key.</summary>
internal sealed class ApiKeyCheck(ApiKeys keys)
{
    /// <summary>Null where the request's key has the scope; the caller is then the key, and no account.</summary>
    public async Task<ProblemHttpResult?> RefusalAsync(HttpContext http, string scope)
    {
        var key = await keys.FindAsync(http.Request.Headers[ApiKeys.Header], http.RequestAborted);
        if (key is null || !key.Scopes.Split(' ').Contains(scope))
            return Problems.Of(StatusCodes.Status401Unauthorized, "apiKey", $"缺少或错误的接口密钥，或密钥没有此项权限；请在 {ApiKeys.Header} 请求头中提供密钥。");
        http.User = new(new System.Security.Claims.ClaimsIdentity([new("key", key.Id)], "ApiKey"));
        http.Features.Set(new ApiKeyCaller(key.Id, key.Sources?.Split('\n').ToHashSet()));
        return null;
    }
}

/// <param name="Sources">Sources it may speak for; null for any.</param>
internal sealed record ApiKeyCaller(string Id, IReadOnlySet<string>? Sources);
