namespace CadreWatch.Grains.Models;

/// <summary>What a model is. Its bytes lie beside the journal, named by their digest.</summary>
/// <param name="Task">Code of the task it was trained for.</param>
/// <param name="TaskDigest">SHA-256 of the task file, 64 hexadecimal digits.</param>
/// <param name="DataFrom">First day that rows were made of.</param>
/// <param name="DataTo">Last day that rows were made of.</param>
/// <param name="KnownOn">Outcomes are those known on this day.</param>
/// <param name="FeatureSchema">Version of the feature list.</param>
/// <param name="Features">Names of the features, in their order.</param>
/// <param name="Library">Learning library and version.</param>
/// <param name="Parameters">As the library was given them, sorted by name.</param>
/// <param name="Metrics">From the evaluation, sorted by name.</param>
/// <param name="ReportDigest">SHA-256 of the report.</param>
/// <param name="BytesDigest">SHA-256 of the model file.</param>
/// <param name="Size">Bytes of the model file.</param>
/// <param name="Outcomes">Positives it was trained on.</param>
public sealed record ModelFacts(
    string Task, string TaskDigest, DateOnly DataFrom, DateOnly DataTo, DateOnly KnownOn, int FeatureSchema, IReadOnlyList<string> Features, string Library,
    IReadOnlyList<ModelParameter> Parameters, IReadOnlyList<ModelMetric> Metrics, string ReportDigest, string BytesDigest, long Size, long Rows, long Outcomes);

public sealed record ModelParameter(string Name, string Value);

/// <param name="Name">Such as <c>auc</c>, <c>countAuc</c>, <c>recallTop5</c>.</param>
public sealed record ModelMetric(string Name, double Value);

/// <summary>How far a month differs from what the model was trained on.</summary>
/// <param name="Stability">Population stability index of the scores; from about 0.1 on worth a look, from 0.25 on another population.</param>
/// <param name="AlertShare">Persons above the cut-off that the month before had ÷ persons scored; above the month's own cut-off where there was none before.</param>
public sealed record DriftFigures(DateOnly Month, double Stability, double MeanMargin, double AlertShare);
