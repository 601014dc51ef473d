using CadreWatch.Web.Access;

namespace CadreWatch.Web.Trail;

/// <summary>Whose entries an auditor sees.</summary>
internal sealed class AuditScope
{
    /// <summary>Accounts whose home office is within the auditor's; null where every account is.</summary>
    public Task<IReadOnlyList<string>?> AccountsAsync(Viewer viewer, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>?>(null);

    /// <summary>Names of accounts, for those that have one.</summary>
    public Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyList<string> accounts, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());
}
