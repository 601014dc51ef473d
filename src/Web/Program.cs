using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Hosting;

try
{
    var builder = WebApplication.CreateBuilder([.. ServerOptions.Spell(args), ServerOptions.ReadOnce]);
    var options = ServerOptions.Read(builder.Configuration);
    await using var silo = await OpenedSilo.OpenAsync(new()
    {
        DataFolder = options.Data,
        Store = options.Store,
        Fault = TestSwitches.Fault(),
        CommitDelay = TestSwitches.CommitDelay(),
        Rebuilding = p => Console.WriteLine($"Filling {string.Join(", ", p.Tables)} from the journal: {p.Streams} streams{(p.Done ? ", done" : "")}."),
    });
    builder.AddServer(options, silo);
    await using var app = builder.Build();
    app.UseServer();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is OptionsRefusedException or JournalUnavailableException or JournalCorruptException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
catch (OutcomeUnknownException e)
{
    await Console.Error.WriteLineAsync($"The store was lost while the server was starting; start it again once the store is back, nothing takes effect twice. {e.Message}");
    return 2;
}
catch (TimeZoneNotFoundException e)
{
    await Console.Error.WriteLineAsync($"The district's time zone is unknown to this machine; install its time zone data (package tzdata). {e.Message}");
    return 2;
}
