using CadreWatch.Cli.Import.Profiles;
using CadreWatch.Cli.Import.Rows;
using CadreWatch.Cli.Import.Sending;
using CadreWatch.Cli.Import.Tables;

namespace CadreWatch.Cli.Import;

/// <summary>One import: the roster first, then the signals of all tables in each cadre's own order. Running it again changes nothing.</summary>
public sealed class Importer(Profile profile, string folder, IRowSink sink, ImportTally tally, TimeProvider time)
{
    /// <exception cref="ProfileException">The profile names what a table does not have.</exception>
    /// <exception cref="ImportException">A table cannot be read, or the receiver takes nothing.</exception>
    public async Task RunAsync(IImportProgress progress, CancellationToken cancel)
    {
        var tables = new TableSet(profile, folder, tally.Refuse);
        var sender = new LaneSender(sink, tally, time, LaneSender.Limits.Usual);
        if (profile.Cadres is { } cadres)
        {
            using var spool = new RowSpool();
            new CadreRows(cadres, tables, tally).Spool(spool, share => Report("读取名册", share));
            await SendAsync(RowKind.Cadres, "送交名册", spool);
        }

        using var signals = new RowSpool();
        for (var i = 0; i < profile.Signals.Count; i++)
            new SignalRows(profile.Signals[i], $"signals[{i}]", tables, tally).Spool(signals, share => Report($"读取 {profile.Signals[i].From}", share));
        await SendAsync(RowKind.Signals, "送交监督信息", signals);

        async Task SendAsync(RowKind kind, string what, RowSpool spool)
        {
            var done = 0;
            Report(what, 0);
            await sender.SendAsync(kind, spool, n => Report(what, (double)Interlocked.Add(ref done, n) / spool.Count), cancel);
            Report(what, 1);
        }

        void Report(string what, double share)
        {
            cancel.ThrowIfCancellationRequested();
            progress.At(what, share);
        }
    }
}

/// <summary>Hears how far the import is. Any thread.</summary>
public interface IImportProgress
{
    /// <param name="what">The step, in the user's words.</param>
    /// <param name="share">0 to 1.</param>
    void At(string what, double share);
}
