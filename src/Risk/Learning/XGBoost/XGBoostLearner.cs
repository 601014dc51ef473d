using System.Globalization;
using System.Runtime.InteropServices;

namespace CadreWatch.Risk.Learning.XGBoost;

/// <summary>XGBoost through its C API (<c>libxgboost0</c>).</summary>
public sealed class XGBoostLearner : ILearner
{
    /// <exception cref="RiskUnavailableException">The library is not installed.</exception>
    public XGBoostLearner()
    {
        try
        {
            Native.XGBoostVersion(out var major, out var minor, out var patch);
            Version = string.Create(CultureInfo.InvariantCulture, $"XGBoost {major}.{minor}.{patch}");
            Native.Check(Native.XGBSetGlobalConfig("""{"verbosity": 0}"""));
        }
        catch (DllNotFoundException e)
        {
            throw new RiskUnavailableException(e);
        }
    }

    /// <summary>Whether the library is there to learn with. Scoring does not need it.</summary>
    public static bool IsInstalled { get; } = Look();

    public string Version { get; }

    private static bool Look()
    {
        try
        {
            return new XGBoostLearner().Version.Length > 0;
        }
        catch (Exception e) when (e is RiskUnavailableException or LearningException)
        {
            return false;
        }
    }

    public Boosted Train(
        IRowSource rows, IRowSource? valid, BoostParameters parameters, IReadOnlyList<int> monotone, IProgress<int>? progress, CancellationToken cancel)
    {
        if (monotone.Count != rows.Features)
            throw new ArgumentException($"{monotone.Count} constraints for {rows.Features} features.", nameof(monotone));
        var threads = parameters.ThreadCount;
        using var train = RowIterator.Load(rows, null, parameters.Bins, threads, cancel);
        using var watched = valid is null ? null : RowIterator.Load(valid, train, parameters.Bins, threads, cancel);
        nint[] matrices = watched is null ? [train.DangerousGetHandle()] : [train.DangerousGetHandle(), watched.DangerousGetHandle()];
        Native.Check(Native.XGBoosterCreate(matrices, (ulong)matrices.Length, out var booster));
        using (booster)
        {
            foreach (var (name, value) in Settings(parameters, monotone))
                Native.Check(Native.XGBoosterSetParam(booster, name, value));
            var losses = Grow(booster, train, watched, parameters, progress, cancel);
            if (watched is null)
                return new(Save(booster), parameters.Rounds, []);
            var best = losses.IndexOf(losses.Min()) + 1;
            Native.Check(Native.XGBoosterSlice(booster, 0, best, 1, out var sliced));
            using (sliced)
                return new(Save(sliced), best, losses);
        }
    }

    public unsafe float[] Predict(ReadOnlySpan<byte> model, ReadOnlySpan<float> rows, int features, Prediction what)
    {
        Native.Check(Native.XGBoosterCreate([], 0, out var booster));
        using (booster)
        {
            fixed (byte* bytes = model)
                Native.Check(Native.XGBoosterLoadModelFromBuffer(booster, bytes, (ulong)model.Length));
            fixed (float* values = rows)
            {
                Native.Check(Native.XGDMatrixCreateFromDense(ArrayJson.Of((nint)values, rows.Length / features, features), """{"missing": NaN}""", out var matrix));
                using (matrix)
                {
                    var type = what == Prediction.Margin ? 1 : 2;
                    Native.Check(Native.XGBoosterPredictFromDMatrix(
                        booster, matrix, $$"""{"type": {{type}}, "training": false, "iteration_begin": 0, "iteration_end": 0, "strict_shape": false}""",
                        out var shape, out var dimensions, out var result));
                    long count = 1;
                    for (ulong d = 0; d < dimensions; d++)
                        count *= (long)shape[d];
                    return new ReadOnlySpan<float>(result, checked((int)count)).ToArray();
                }
            }
        }
    }

    private static List<double> Grow(
        BoosterHandle booster, MatrixHandle train, MatrixHandle? watched, BoostParameters parameters, IProgress<int>? progress, CancellationToken cancel)
    {
        var losses = new List<double>();
        var (best, since) = (double.MaxValue, 0);
        for (var round = 0; round < parameters.Rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            Native.Check(Native.XGBoosterUpdateOneIter(booster, round, train));
            progress?.Report(round + 1);
            if (watched is null)
                continue;
            var loss = LogLoss(booster, watched, round);
            losses.Add(loss);
            (best, since) = loss < best ? (loss, 0) : (best, since + 1);
            if (since >= parameters.StopAfter)
                break;
        }

        return losses;
    }

    /// <summary>The library answers a line such as <c>[7]	valid-logloss:0.123</c>.</summary>
    private static unsafe double LogLoss(BoosterHandle booster, MatrixHandle watched, int round)
    {
        var matrix = watched.DangerousGetHandle();
        nint line;
        fixed (byte* name = "valid\0"u8)
        {
            var names = name;
            Native.Check(Native.XGBoosterEvalOneIter(booster, round, &matrix, &names, 1, out line));
        }

        var text = Marshal.PtrToStringUTF8(line)!;
        return double.Parse(text.AsSpan(text.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);
    }

    private static IEnumerable<(string Name, string Value)> Settings(BoostParameters p, IReadOnlyList<int> monotone)
    {
        yield return ("objective", "binary:logistic");
        yield return ("eval_metric", "logloss");
        yield return ("booster", "gbtree");
        yield return ("tree_method", "hist");
        yield return ("max_depth", Text(p.Depth));
        yield return ("eta", Text(p.LearningRate));
        yield return ("min_child_weight", Text(p.MinChildWeight));
        yield return ("lambda", Text(p.Lambda));
        yield return ("subsample", Text(p.RowShare));
        yield return ("colsample_bytree", Text(p.FeatureShare));
        yield return ("scale_pos_weight", Text(p.PositiveWeight));
        yield return ("max_bin", Text(p.Bins));
        yield return ("seed", Text(p.Seed));
        yield return ("nthread", Text(p.ThreadCount));
        if (monotone.Any(m => m != 0))
            yield return ("monotone_constraints", $"({string.Join(',', monotone)})");
    }

    private static unsafe byte[] Save(BoosterHandle booster)
    {
        Native.Check(Native.XGBoosterSaveModelToBuffer(booster, """{"format": "json"}""", out var length, out var bytes));
        return new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
