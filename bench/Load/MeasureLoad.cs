using System.Collections.Concurrent;
using System.Diagnostics;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Workload;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;

namespace CadreWatch.Bench.Load;

/// <summary>
/// Transitions of measures at a steady rate. Each is started by the clock whether or not the others have ended, and its time counts from when it was due: a
/// server that falls behind does not look fast. A measure's next step comes two seconds after the one before.
/// </summary>
internal sealed class MeasureLoad(BenchSilo silo, int rate)
{
    private const int SecondsBetween = 2;

    private readonly ConcurrentBag<double> times = [];

    public IReadOnlyCollection<double> Times => times;

    /// <summary>Runs until cancelled, or for so many transitions.</summary>
    public async Task RunAsync(int transitions, CancellationToken cancel)
    {
        var lane = rate * SecondsBetween;
        var (ids, before) = (new GrainId[lane], new Task[lane]);
        Array.Fill(before, Task.CompletedTask);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < transitions && !cancel.IsCancellationRequested; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / rate);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed, CancellationToken.None);
            var (place, step) = (i % lane, i / lane % MeasureSteps.Count);
            if (step == 0) ids[place] = MeasureGrain.IdOf(MeasureId.Of(Guid.NewGuid()));
            before[place] = StepAsync(ids[place], step, before[place], clock, due);
        }

        await Task.WhenAll(before);
    }

    private async Task StepAsync(GrainId grain, int step, Task before, Stopwatch clock, TimeSpan due)
    {
        await before;
        if (await silo.Engine.AskAsync(grain, MeasureSteps.Command(step, TimeProvider.System.GetUtcNow())) is Refusal refusal)
            throw new BenchFailedException($"Step {step} of a measure was refused: {refusal.Rule}");
        times.Add((clock.Elapsed - due).TotalMilliseconds);
    }
}
