using Microsoft.AspNetCore.Identity;

namespace CadreWatch.Web.Identity.Store;

/// <summary>How one account proves who it is, and nothing of what it may do. Its id and user name are the account's name.</summary>
internal sealed class Credential : IdentityUser
{
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>SHA-256 of the last one-time code that was taken, which is not taken twice.</summary>
    public string? LastCode { get; set; }
}

/// <summary>How far a session has come.</summary>
internal enum SessionStage
{
    /// <summary>The password was right; a second factor is awaited.</summary>
    SecondFactor = 1,

    Full = 3,
}

/// <summary>A session lives here; the cookie only points at it.</summary>
internal sealed class SessionRow
{
    /// <summary>Shown in lists and in the trail; opens nothing by itself.</summary>
    public required string Id { get; init; }

    public required string Account { get; init; }

    /// <summary>SHA-256 of the random stamp in the cookie.</summary>
    public required byte[] Stamp { get; init; }

    public SessionStage Stage { get; init; }

    public bool Phone { get; init; }

    public string? Address { get; init; }

    /// <summary>Browser and system in a few words.</summary>
    public required string Device { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset LastSeenAt { get; set; }
}

/// <summary>A key with which a source system sends rows. Only hashes are kept.</summary>
internal sealed class ApiKeyRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required byte[] Hash { get; set; }

    /// <summary>The key before the last rotation, good until <see cref="PreviousUntil"/>.</summary>
    public byte[]? PreviousHash { get; set; }

    public DateTimeOffset? PreviousUntil { get; set; }

    /// <summary>Separated by spaces.</summary>
    public required string Scopes { get; init; }

    /// <summary>Sources it may speak for, separated by line breaks; null for any.</summary>
    public string? Sources { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public bool Revoked { get; set; }
}

/// <summary>A one-time link. Only the hash of its token is kept.</summary>
internal sealed class InvitationRow
{
    public required byte[] Hash { get; init; }

    /// <summary>Null for the link that makes the first account.</summary>
    public string? Account { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>An address from which an account signed in before.</summary>
internal sealed class AddressRow
{
    public required string Account { get; init; }

    public required string Address { get; init; }

    public DateTimeOffset LastAt { get; set; }
}

/// <summary>Wrong attempts on one account from one address, or from all that it does not know.</summary>
internal sealed class AttemptRow
{
    public required string Account { get; init; }

    public required string Address { get; init; }

    public int Failures { get; init; }

    public DateTimeOffset Since { get; init; }

    public DateTimeOffset Until { get; init; }
}

/// <summary>A data-protection key, where several servers share one database.</summary>
internal sealed class KeyRow
{
    public required string Id { get; init; }

    public required string Xml { get; init; }
}
