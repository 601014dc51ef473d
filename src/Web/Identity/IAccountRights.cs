using CadreWatch.Grains.Access;

namespace CadreWatch.Web.Identity;

/// <summary>What signing in asks of an account's rights, which are kept apart from its credentials.</summary>
internal interface IAccountRights
{
    /// <summary>Whether there is such an account and it is not disabled.</summary>
    ValueTask<bool> IsActiveAsync(string account, CancellationToken cancel);

    /// <summary>The holder's name; null where there is no such account.</summary>
    Task<string?> NameAsync(string account, CancellationToken cancel);

    /// <summary>Opens an account with one role; an account that exists is left as it is.</summary>
    /// <param name="units">Ids of units it is narrowed to; null for every unit.</param>
    /// <param name="by">Account that opens it, or <c>system</c>.</param>
    Task OpenAsync(string account, string name, Role role, IReadOnlyList<string>? units, string by, CancellationToken cancel);
}
