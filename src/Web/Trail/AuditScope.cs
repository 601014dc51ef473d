using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Web.Trail;

/// <summary>Whose entries an auditor sees: those of the accounts whose home office is within the auditor's. What nobody signed in for, the root office sees.</summary>
internal sealed class AuditScope(IJournal journal)
{
    private const int Most = 10_000;

    /// <summary>Null where every entry is seen.</summary>
    public async Task<IReadOnlyList<string>?> AccountsAsync(Viewer viewer, CancellationToken cancel)
    {
        var offices = viewer.Grants.Where(g => g.Role == Role.Auditor).SelectMany(g => g.Offices).Distinct().ToArray();
        if (offices.Contains(CaseFacts.Root)) return null;
        if (offices.Length == 0) return [];
        var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Accounts, [new("office", Comparison.In, offices)], [], Most), cancel);
        return [.. rows.Select(r => (string)r[0]!)];
    }

    /// <summary>Names of accounts, for those that have one.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyList<string> accounts, CancellationToken cancel)
    {
        var names = new Dictionary<string, string>();
        foreach (var some in accounts.Chunk(400))
            foreach (var row in await journal.Tables.QueryAsync(new(ReadTableSet.AccountNames, [new("account", Comparison.In, some)], [], 400), cancel))
                names[(string)row[0]!] = (string)row[1]!;
        return names;
    }
}
