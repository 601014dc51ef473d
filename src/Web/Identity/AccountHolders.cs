using System.Security.Cryptography;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Web.Identity;

/// <summary>What signing in asks of the accounts, whose rights are kept apart from their credentials, in the journal.</summary>
internal sealed class AccountHolders(IJournal journal, IGrainRuntime runtime, PeopleDirectory people, TimeProvider time)
{
    /// <summary>Whether there is such an account and it is not disabled.</summary>
    public async Task<bool> IsActiveAsync(string account, CancellationToken cancel) =>
        await journal.Tables.FindAsync(ReadTableSet.Accounts, [account], cancel) is { } row && (string)row[1]! == "active";

    /// <summary>The holder's name; null where there is no such account.</summary>
    public async Task<string?> NameAsync(string account, CancellationToken cancel) =>
        (string?)(await journal.Tables.FindAsync(ReadTableSet.AccountNames, [account], cancel))?[1];

    /// <summary>Opens an account; one that exists is left as it is.</summary>
    /// <param name="by">Account that opens it, or <c>system</c>.</param>
    /// <returns>Why not, or null.</returns>
    public async Task<Refusal?> OpenAsync(string account, string name, IReadOnlyList<Assignment> assignments, string by, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        var command = new OpenAccount(Guid.CreateVersion7(at), at, by, SealedText.Of(name, RandomNumberGenerator.GetBytes(16)), assignments);
        if (await runtime.AskAsync(AccountGrain.IdOf(account), command, cancel) is Refusal { Rule: not "accountTaken" } refusal) return refusal;
        await people.RefreshAsync(cancel);
        return null;
    }
}
