using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Demo;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity.Store;

namespace CadreWatch.Web.Identity;

/// <summary>
/// Before the server listens: the accounts' tables are there, the data folder's key is known, and somebody can sign in. With the demonstration district its
/// accounts are opened; else a one-time link is printed with which the first account is made. No password exists that somebody else could know.
/// </summary>
internal sealed class FirstStart(
    IdentitySchema schema, ApiKeys keys, Invitations invitations, DemoAccounts demo, IJournal journal, ServerOptions options, SetupState state) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        schema.Ensure();
        await keys.TakeFileAsync(options.Data, cancellationToken);
        if (await invitations.AnybodyAsync(cancellationToken)) return;
        if (options.Demo && await IsDemonstrationAsync(cancellationToken))
        {
            await demo.OpenAsync(options.Data, cancellationToken);
            await Console.Out.WriteLineAsync($"Demonstration accounts: {Path.Combine(options.Data, DemoAccounts.File)}");
            return;
        }

        state.Needed = true;
        var path = await invitations.FirstAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"No account exists yet. Make the first one (an administrator) once, at:  {options.Url.Split(';')[0].TrimEnd('/')}{path}");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>As the demonstration itself sees it: begun before in this folder, or a store without any cadre.</summary>
    private async Task<bool> IsDemonstrationAsync(CancellationToken cancel) =>
        System.IO.File.Exists(Path.Combine(options.Data, DemoSeeder.Mark))
        || (await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, [], [], 1), cancel)).Count == 0;
}

/// <summary>Whether the first account is still to be made.</summary>
internal sealed class SetupState
{
    private volatile bool needed;

    public bool Needed
    {
        get => needed;
        set => needed = value;
    }
}
