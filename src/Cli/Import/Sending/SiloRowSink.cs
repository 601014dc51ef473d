using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Cli.Import.Sending;

/// <summary>Sends to a silo within this process, which owns the data folder while it runs; a server that owns it already is named in the refusal.</summary>
internal sealed class SiloRowSink(IIngest ingest, bool judgeAsKnown) : IRowSink
{
    private const string Sender = "import";

    public static async Task<Target> OpenAsync(DirectoryInfo data, bool judgeAsKnown, CancellationToken cancel)
    {
        OpenedSilo silo;
        try
        {
            silo = await OpenedSilo.OpenAsync(new() { DataFolder = data.FullName }, cancel);
        }
        catch (Exception e) when (e is JournalUnavailableException or JournalCorruptException)
        {
            throw new ImportException($"不能打开数据目录 {data.FullName}：{e.Message} 服务器若正在运行，请改用 --server。", e);
        }

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSilo(silo);
        var host = builder.Build();
        await host.StartAsync(cancel);
        return new(new SiloRowSink(host.Services.GetRequiredService<IIngest>(), judgeAsKnown), async () =>
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
            await silo.DisposeAsync();
        });
    }

    public async Task<IngestResult> SendAsync(RowKind kind, ReadOnlyMemory<byte> rows, CancellationToken cancel)
    {
        try
        {
            return kind == RowKind.Cadres ? await ingest.CadresAsync(rows, Sender, cancel) : await ingest.SignalsAsync(rows, judgeAsKnown, Sender, cancel);
        }
        catch (MailboxFullException e)
        {
            throw new BusyException(e.RetryAfter, e.Message);
        }
        catch (Exception e) when (e is OutcomeUnknownException or JournalUnavailableException)
        {
            throw new BusyException(TimeSpan.FromSeconds(1), e.Message);
        }
        catch (BodyRefusedException e)
        {
            throw new ImportException(e.Message, e);
        }
    }
}
