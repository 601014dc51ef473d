using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using CadreWatch.Risk.Learning;
using CadreWatch.Risk.Learning.XGBoost;
using CadreWatch.Risk.Scoring;
using CadreWatch.Risk.Training;

namespace CadreWatch.Bench.Risk;

/// <summary>Training beside XGBoost's own Python package: same rows, parameters and threads, in one run; every margin and contribution compared.</summary>
internal static class RiskTrainBench
{
    private const int Compared = 5_000;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var (rows, features, rounds, depth, threads) =
            (options.Number("rows", 75_000), options.Number("features", 80), options.Number("rounds", 200), options.Number("depth", 3), options.Number("threads", 2));
        var script = options.Text("script", Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../bench/python/train.py")));
        var program = options.Text("python", "/usr/bin/python3");
        options.Done();
        var folder = Directory.CreateTempSubdirectory("cadre-watch-bench-");
        try
        {
            var (values, labels) = Write(folder.FullName, rows, features);
            var parameters = new BoostParameters(Rounds: rounds, Depth: depth, LearningRate: 0.1, MinChildWeight: 1, Lambda: 1, RowShare: 1, FeatureShare: 1, Seed: 7, Threads: threads);
            var clock = Stopwatch.StartNew();
            var boosted = new XGBoostLearner().Train(new RowMemory(values, labels, features), null, parameters, [.. Enumerable.Repeat(1, features)], null, CancellationToken.None);
            var own = clock.Elapsed.TotalSeconds;
            var python = await PythonAsync(program, script, folder.FullName, rows, features, rounds, depth, threads);
            var (margins, contributions) = Worst(folder.FullName, boosted.Model, values, features);
            var same = (await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "model.json"))).AsSpan().SequenceEqual(boosted.Model);
            Console.WriteLine($"{rows:N0} × {features}, depth {depth}, {rounds} rounds, {threads} threads: {own:F2} s, Python {python:F2} s, ratio {own / python:F2} (at most 1.2)");
            Console.WriteLine($"worst difference over {Compared:N0} rows: margin {margins:E1}, contribution {contributions:E1}; model bytes {(same ? "equal" : "differ")}");
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                benchmark = "risk-train",
                rows,
                features,
                rounds,
                depth,
                threads,
                seconds = Math.Round(own, 2),
                pythonSeconds = Math.Round(python, 2),
                ratio = Math.Round(own / python, 3),
                margins,
                contributions,
                sameBytes = same,
            }));
            return margins <= 1e-5 && contributions <= 1e-4 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Peak memory and time of training more rows than memory shall hold.</summary>
    public static Task<int> StreamAsync(BenchOptions options)
    {
        var (rows, features, rounds) = (options.Number("rows", 5_000_000), options.Number("features", 80), options.Number("rounds", 20));
        var missing = options.Number("missing", 1);
        options.Done();
        var file = Path.Combine(Path.GetTempPath(), $"cadre-watch-rows-{Guid.NewGuid():N}");
        using var source = new RowFile(file, features);
        foreach (var batch in new SyntheticRows(rows, features, 1, missing).Read())
            for (var r = 0; r < batch.Rows; r++) source.Add(batch.Values.Span.Slice(r * features, features), batch.Labels.Span[r]);
        var clock = Stopwatch.StartNew();
        var boosted = new XGBoostLearner().Train(source, null, new BoostParameters(Rounds: rounds), new int[features], null, CancellationToken.None);
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
        Console.WriteLine($"{rows:N0} × {features} from disk, {missing}/16 of them missing, {rounds} rounds: {clock.Elapsed.TotalSeconds:F0} s, peak {peak:N0} MiB (at most 2,048)");
        Console.WriteLine(JsonSerializer.Serialize(new { benchmark = "risk-stream", rows, features, missing, rounds = boosted.Rounds, seconds = Math.Round(clock.Elapsed.TotalSeconds, 1), peakMegabytes = peak }));
        return Task.FromResult(peak <= 2048 ? 0 : 1);
    }

    private static (float[] Values, float[] Labels) Write(string folder, int rows, int features)
    {
        var (values, labels, at) = (new float[(long)rows * features], new float[rows], 0);
        foreach (var batch in new SyntheticRows(rows, features, 1).Read())
        {
            batch.Values.Span.CopyTo(values.AsSpan(at * features));
            batch.Labels.Span.CopyTo(labels.AsSpan(at));
            at += batch.Rows;
        }

        File.WriteAllBytes(Path.Combine(folder, "values.f4"), MemoryMarshal.AsBytes(values.AsSpan()));
        File.WriteAllBytes(Path.Combine(folder, "labels.f4"), MemoryMarshal.AsBytes(labels.AsSpan()));
        return (values, labels);
    }

    private static async Task<double> PythonAsync(string program, string script, string folder, params int[] numbers)
    {
        var start = new ProcessStartInfo(program, [script, folder, .. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))]) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new BenchFailedException($"{program} did not start.");
        var line = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw new BenchFailedException($"{script} failed; it needs python3-xgboost and python3-numpy. {line}");
    }

    /// <summary>Managed margins and contributions against those that Python's package predicts with its own model.</summary>
    private static (double Margin, double Contribution) Worst(string folder, byte[] model, float[] values, int features)
    {
        var (margins, contributions) = (Floats(folder, "margins.f4"), Floats(folder, "contributions.f4"));
        var (trees, own, worst) = (TreeModel.Read(model), new double[features], (Margin: 0d, Contribution: 0d));
        for (var r = 0; r < Compared; r++)
        {
            var row = values.AsSpan(r * features, features);
            worst.Margin = Math.Max(worst.Margin, Math.Abs(trees.Margin(row) - margins[r]));
            Contributions.Compute(trees, row, own);
            for (var f = 0; f < features; f++) worst.Contribution = Math.Max(worst.Contribution, Math.Abs(own[f] - contributions[(r * (features + 1)) + f]));
        }

        return worst;
    }

    private static float[] Floats(string folder, string name) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, name))).ToArray();
}
