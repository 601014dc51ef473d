using CadreWatch.Bench.Hosts;
using CadreWatch.Journal;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Memory;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Bench.InProcess;

/// <summary>The product's silo inside the benchmark: the same store, rules, engine and ingest as the server's, without HTTP.</summary>
internal sealed class BenchSilo : IAsyncDisposable
{
    private readonly OpenedSilo silo;
    private readonly ServiceProvider services;

    private BenchSilo(OpenedSilo silo)
    {
        this.silo = silo;
        services = IngestOver(silo.Engine, silo.Journal);
    }

    public IJournal Journal => silo.Journal;

    public LocalEngine Engine => silo.Engine;

    public OpenedSilo Opened => silo;

    public IIngest Ingest => services.GetRequiredService<IIngest>();

    public static async Task<BenchSilo> OpenAsync(StoreFolder folder, string? connection, TimeSpan commitDelay = default) =>
        new(await OpenedSilo.OpenAsync(new() { DataFolder = folder.Data, Store = connection ?? "sqlite", CommitDelay = commitDelay, Runtime = Roomy() }));

    /// <summary>Lets the product decide and lay out what <paramref name="bodies"/> ask for, without writing it.</summary>
    public async Task<List<StreamAppend>> CaptureAsync(IEnumerable<byte[]> bodies)
    {
        var capturing = new CapturingJournal(silo.Journal, await silo.Journal.HeadAsync(CancellationToken.None));
        await using var writer = new GroupWriter(capturing);
        var engine = new LocalEngine(OpenedSilo.ProductKinds(), capturing, writer, silo.Codec, silo.Rules, Roomy(), TimeProvider.System);
        await using var ingest = IngestOver(engine, capturing);
        foreach (var body in bodies) await TakeAsync(ingest.GetRequiredService<IIngest>(), body);
        return capturing.Captured;
    }

    /// <summary>An empty silo in memory under this one's rules.</summary>
    public async Task<T> InMemoryAsync<T>(Func<IIngest, LocalEngine, IJournal, Task<T>> work)
    {
        await using var memory = new MemoryJournal();
        await using var writer = new GroupWriter(memory);
        var engine = new LocalEngine(OpenedSilo.ProductKinds(), memory, writer, silo.Codec, silo.Rules, Roomy(), TimeProvider.System);
        await using var ingest = IngestOver(engine, memory);
        return await work(ingest.GetRequiredService<IIngest>(), engine, memory);
    }

    public static async Task<IngestResult> TakeAsync(IIngest ingest, byte[] body)
    {
        var result = await ingest.SignalsAsync(body, judgeAsKnown: false, "bench", CancellationToken.None);
        return result.Rejected.Count == 0 ? result : throw new BenchFailedException($"A row of the workload was refused: {result.Rejected[0]}");
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await silo.DisposeAsync();
    }

    /// <summary>Ingest for another runtime, with this silo's rules and keys.</summary>
    public ServiceProvider IngestOver(IGrainRuntime runtime, IJournal journal) => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton(runtime)
        .AddSingleton(journal)
        .AddSingleton<IJudgementSource>(silo.Rules)
        .AddIngest(silo.Options.DataFolder)
        .BuildServiceProvider();

    /// <summary>Every grain stays in memory: a captured append cannot be read back.</summary>
    private static RuntimeOptions Roomy() => new() { StateBudgetBytes = 8L << 30, Capacity = 200_000 };
}
