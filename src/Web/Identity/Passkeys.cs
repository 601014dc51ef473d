using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CadreWatch.Web.Identity;

/// <summary>
/// Registering and using passkeys. Between its two requests a ceremony's challenge travels in a sealed cookie that ends after some minutes. Browsers offer
/// passkeys in a secure context only, and bind them to a domain, never to an address.
/// </summary>
internal sealed class Passkeys(UserManager<Credential> users, IPasskeyHandler<Credential> handler, AccountHolders rights, IDataProtectionProvider protection)
{
    private const string Cookie = "cw-passkey";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("CadreWatch.Passkeys").ToTimeLimitedDataProtector();

    public static bool IsOffered(HttpRequest request) =>
        (request.IsHttps && Uri.CheckHostName(request.Host.Host) == UriHostNameType.Dns) || request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    public async Task<JsonElement> CreationAsync(HttpContext http, Credential user, CancellationToken cancel)
    {
        var entity = new PasskeyUserEntity { Id = user.Id, Name = user.Id, DisplayName = await rights.NameAsync(user.Id, cancel) ?? user.Id };
        var made = await handler.MakeCreationOptionsAsync(entity, http);
        Keep(http, made.AttestationState);
        return JsonSerializer.Deserialize<JsonElement>(made.CreationOptionsJson);
    }

    /// <summary>False where the credential does not answer the challenge that this browser was given for this account.</summary>
    public async Task<bool> AddAsync(HttpContext http, Credential user, JsonElement credential, string name)
    {
        var result = await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential.GetRawText(), AttestationState = Take(http) });
        if (!result.Succeeded || result.UserEntity.Id != user.Id) return false;
        result.Passkey.Name = name;
        return (await users.AddOrUpdatePasskeyAsync(user, result.Passkey)).Succeeded;
    }

    /// <param name="user">Whose passkeys may answer; null for whoever has one.</param>
    public async Task<JsonElement> RequestAsync(HttpContext http, Credential? user)
    {
        var made = await handler.MakeRequestOptionsAsync(user, http);
        Keep(http, made.AssertionState);
        return JsonSerializer.Deserialize<JsonElement>(made.RequestOptionsJson);
    }

    /// <summary>Who answered the challenge that this browser was given, or null.</summary>
    public async Task<Credential?> AnsweredByAsync(HttpContext http, JsonElement credential)
    {
        var result = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential.GetRawText(), AssertionState = Take(http) });
        if (!result.Succeeded) return null;
        await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return result.User;
    }

    public async Task<IReadOnlyList<PasskeyView>> OfAsync(Credential user) =>
        [.. (await users.GetPasskeysAsync(user)).OrderBy(p => p.CreatedAt).Select(p => new PasskeyView(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "-", p.CreatedAt))];

    public async Task<bool> RemoveAsync(Credential user, string id)
    {
        if (id.Length > 2_000 || !Base64Url.IsValid(id)) return false;
        var credential = Base64Url.DecodeFromChars(id);
        return await users.GetPasskeyAsync(user, credential) is not null && (await users.RemovePasskeyAsync(user, credential)).Succeeded;
    }

    private void Keep(HttpContext http, string? state) => http.Response.Cookies.Append(
        Cookie, Base64Url.EncodeToString(protector.Protect(Encoding.UTF8.GetBytes(state ?? ""), Patience)),
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/api/session", MaxAge = Patience });

    private string? Take(HttpContext http)
    {
        http.Response.Cookies.Delete(Cookie, new() { Path = "/api/session" });
        if (http.Request.Cookies[Cookie] is not { Length: < 8_000 } sealedState || !Base64Url.IsValid(sealedState)) return null;
        try
        {
            return Encoding.UTF8.GetString(protector.Unprotect(Base64Url.DecodeFromChars(sealedState)));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}

/// <param name="Id">The credential's id.</param>
public sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt);
