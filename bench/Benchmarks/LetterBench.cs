using System.Diagnostics;
using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Measures;
using CadreWatch.Bench.Workload;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Silo.Letters;
using CadreWatch.Silo.Measures;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>One letter: written and rendered alone, and issued – number, letter, journal – from the approved measure on.</summary>
internal static class LetterBench
{
    private static readonly LetterHead Head = new("示监", "中共示例区委组织部", "干部监督科");

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var (kind, letters) = (options.Store(StoreKind.Pg), options.Number("letters", 200));
        options.Done();
        var folder = StoreFolder.Fresh(kind, "letters");
        await using var store = new PreparedStore(folder, kind == StoreKind.Pg ? await PostgresHost.StartAsync(folder.Path) : null);
        await using var silo = await BenchSilo.OpenAsync(folder, store.Connection);
        var templates = new LetterTemplates(Path.Combine(folder.Data, "templates"));
        var desk = new LetterDesk(silo.Engine, silo.Journal, silo.Opened.Rules, templates, TimeProvider.System);
        var (rendered, issued) = (new List<double>(), new List<double>());
        for (var i = 0; i < letters; i++)
        {
            var measure = await ApprovedAsync(silo);
            rendered.Add(await RenderAsync(silo, desk, templates, measure));
            issued.Add(await IssueAsync(desk, measure));
        }

        Console.WriteLine($"a letter: first {rendered[0]:F0} ms, then p50 {Percentiles.At(rendered.Skip(1), 0.5):F1} ms, p99 {Percentiles.At(rendered.Skip(1), 0.99):F1} ms; issued with number and journal p50 {Percentiles.Median(issued):F1} ms, p99 {Percentiles.At(issued, 0.99):F1} ms");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "letter",
            store = kind.ToString().ToLowerInvariant(),
            letters,
            firstMs = Math.Round(rendered[0], 1),
            p50Ms = Math.Round(Percentiles.At(rendered.Skip(1), 0.5), 2),
            p99Ms = Math.Round(Percentiles.At(rendered.Skip(1), 0.99), 2),
            issuedP50Ms = Math.Round(Percentiles.Median(issued), 2),
            issuedP99Ms = Math.Round(Percentiles.At(issued, 0.99), 2),
            loadAverage = Native.LoadAverage(),
        }));
        return 0;
    }

    private static async Task<MeasureId> ApprovedAsync(BenchSilo silo)
    {
        var id = MeasureId.Of(Guid.NewGuid());
        for (var step = 0; step < 4; step++)
            if (await silo.Engine.AskAsync(MeasureGrain.IdOf(id), MeasureSteps.Command(step, TimeProvider.System.GetUtcNow())) is Refusal refusal)
                throw new BenchFailedException($"Step {step} of a measure was refused: {refusal.Rule}");
        return id;
    }

    private static async Task<double> RenderAsync(BenchSilo silo, LetterDesk desk, LetterTemplates templates, MeasureId measure)
    {
        var state = await silo.Engine.StateAsync<MeasureState>(MeasureGrain.IdOf(measure));
        var data = await desk.DataAsync(state, Head, new(MeasureMode.Letter, Preload.Today(), []), "示监〔2026〕1号", CancellationToken.None);
        var begun = Stopwatch.GetTimestamp();
        var content = new LetterWriter(silo.Opened.Rules.Capture(TimeProvider.System.GetUtcNow())).Write(PaperKind.ReminderLetter, data);
        _ = LetterRenderer.Render(templates.Of(PaperKind.ReminderLetter), content.Fields);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static async Task<double> IssueAsync(LetterDesk desk, MeasureId measure)
    {
        var begun = Stopwatch.GetTimestamp();
        var staff = MeasureSteps.Actor("supervisor", MeasureRanks.Supervisor);
        if (await desk.IssueAsync(measure, staff, Head, new(MeasureMode.Letter, Preload.Today(), []), CancellationToken.None) is Refusal refusal)
            throw new BenchFailedException($"A letter was refused: {refusal.Rule}");
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
