namespace CadreWatch.Risk.Learning;

/// <summary>
/// The learning library, and all that the product knows of it. One implementation ships; scoring does not need it, see <see cref="Scoring.TreeModel"/>.
/// </summary>
public interface ILearner
{
    /// <summary>Library and version, such as <c>XGBoost 1.7.4</c>. The same version, thread count, seed, rows and parameters give the same bytes.</summary>
    string Version { get; }

    /// <summary>Grows trees on the rows; the caller's thread waits.</summary>
    /// <param name="valid">Rows that decide when to stop, or null for exactly <see cref="BoostParameters.Rounds"/> rounds.</param>
    /// <param name="progress">Told the rounds done after each.</param>
    /// <exception cref="LearningException">The library refuses; its message is in it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; looked at between rounds and between batches of rows.</exception>
    Boosted Train(IRowSource rows, IRowSource? valid, BoostParameters parameters, IReadOnlyList<int> monotone, IProgress<int>? progress, CancellationToken cancel);

    /// <summary>What the library itself predicts; for checks against the managed scorer. Row-major, one value a row, or features + 1 contributions a row.</summary>
    /// <param name="model">As in <see cref="Boosted.Model"/>.</param>
    float[] Predict(ReadOnlySpan<byte> model, ReadOnlySpan<float> rows, int features, Prediction what);
}

public enum Prediction
{
    /// <summary>Log odds.</summary>
    Margin = 1,

    /// <summary>What each feature adds to the margin, the base last.</summary>
    Contributions = 2,
}

/// <param name="Model">The library's own JSON of the trees, UTF-8.</param>
/// <param name="Rounds">How many rounds it has.</param>
/// <param name="ValidLogLoss">Of each round on the rows that decide when to stop; empty without them.</param>
public sealed record Boosted(byte[] Model, int Rounds, IReadOnlyList<double> ValidLogLoss);

/// <summary>How trees are grown. Defaults are those that the shipped task uses.</summary>
/// <param name="Rounds">1 to 10,000; with rows to stop by, at most so many.</param>
/// <param name="Depth">1 to 12.</param>
/// <param name="PositiveWeight">Weight of a positive row; 1 weighs all alike, 0 takes the square root of negatives ÷ positives.</param>
/// <param name="StopAfter">Rounds without a better log loss before stopping.</param>
/// <param name="Threads">0: one fewer than the machine has, at least one.</param>
public sealed record BoostParameters(
    int Rounds = 200, int Depth = 3, double LearningRate = 0.06, double MinChildWeight = 5, double Lambda = 5, double RowShare = 0.8, double FeatureShare = 0.6,
    double PositiveWeight = 1, int Bins = 256, int StopAfter = 30, int Seed = 20260301, int Threads = 0)
{
    /// <summary>One thread of the machine stays free for everything else.</summary>
    public int ThreadCount => Threads > 0 ? Threads : Math.Max(1, Environment.ProcessorCount - 1);
}

/// <summary>Rows that can be read several times, a batch at a time.</summary>
public interface IRowSource
{
    int Features { get; }

    long Rows { get; }

    /// <summary>The batches in their order, the same each time. A batch is valid until the next one is asked for.</summary>
    IEnumerable<RowBatch> Read();
}

/// <param name="Values">Row-major; NaN for none.</param>
/// <param name="Labels">0 or 1, one a row.</param>
public readonly record struct RowBatch(Memory<float> Values, Memory<float> Labels)
{
    public int Rows => Labels.Length;
}

/// <summary>The learning library said no. The message is its own.</summary>
public sealed class LearningException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The learning library is not installed: nothing is trained, and policy alone is at work. What was trained before is still scored.</summary>
public sealed class RiskUnavailableException(Exception inner)
    : Exception("未安装学习库 libxgboost（Debian、Ubuntu：apt-get install libxgboost0）：不能训练或评估模型，仅由政策规则预警。", inner);
