using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CadreWatch.Risk.Evaluation;

/// <summary>Everything an evaluation found, as it stands in the JSON file. Shares are 0 to 1; nothing names a person.</summary>
/// <param name="Note">What the figures can and cannot say.</param>
/// <param name="Passed">All bars and leak checks held.</param>
public sealed record EvaluationResult(
    string Task, string Title, string Note, string Library, int FeatureSchema, int Features, int People, long Signals, IReadOnlyList<YearResult> Years, Summary Summary,
    IReadOnlyList<Check> Checks, IReadOnlyList<GroupError> Groups, IReadOnlyList<Decile> Calibration, IReadOnlyList<FeatureWeight> Strongest, Durations Seconds, bool Passed)
{
    /// <summary>How the file is written: camelCase, Chinese as it is, a figure that there is not as a named literal.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

/// <summary>One cut-off day.</summary>
/// <param name="TrainedOn">Days whose rows the model was trained on; empty where there were too few outcomes and policy alone is at work.</param>
public sealed record YearResult(
    DateOnly CutOff, int People, int Outcomes, IReadOnlyList<DateOnly> TrainedOn, long TrainingRows, long TrainingOutcomes, int Rounds, Measures? Model, Measures Count,
    Measures Received, Measures Policy, IReadOnlyList<Budget> Budgets, Lead? Lead, double? StabilityTop5, string? Snapshot);

/// <summary>How good an order is.</summary>
public sealed record Measures(double Auc, double AveragePrecision, TopList Top2, TopList Top5);

/// <summary>A rule or pattern, and the model looking at as many persons.</summary>
/// <param name="Gain">Found by the model ÷ found by the rule − 1; NaN where the rule found nobody.</param>
public sealed record Budget(string Rule, string Name, double Flagged, double FoundByRule, double FoundByModel, double FoundByCount, double Gain);

/// <summary>Days from the cut-off to the first outcome, of those found in the first 5 %.</summary>
public sealed record Lead(int Found, double MedianDays, double FirstQuartileDays, double LastQuartileDays);

/// <summary>Means over the years that have a model, with bootstrap bounds (2.5 % and 97.5 %), persons drawn with all their years.</summary>
public sealed record Summary(
    int Years, double Auc, double CountAuc, double ReceivedAuc, double PolicyAuc, double RecallTop5, double CountRecallTop5, double AveragePrecision, double BudgetGain,
    double FoundByRule, double FoundByModel, Bound AucOverCount, Bound AucOverReceived, Bound AucOverPolicy, Bound FoundOverRule);

public sealed record Bound(double Value, double Low, double High);

/// <param name="Name">Stable code.</param>
/// <param name="What">Chinese: what was checked and found.</param>
public sealed record Check(string Name, bool Passed, double Value, string What);

/// <summary>Errors in one group at the first 5 % of all, over all years with a model.</summary>
/// <param name="FalsePositiveRate">Flagged among those without an outcome.</param>
/// <param name="MissRate">Not flagged among those with one.</param>
public sealed record GroupError(string By, string Group, int People, int Outcomes, double Flagged, double FalsePositiveRate, double MissRate, double Auc);

/// <param name="Expected">Mean of the calibrated chances.</param>
/// <param name="Observed">Share with an outcome.</param>
public sealed record Decile(int Number, int People, double Expected, double Observed);

/// <param name="MeanContribution">Mean size of what it adds to the margin, of the last model over its people.</param>
public sealed record FeatureWeight(string Feature, string Label, double MeanContribution);

public sealed record Durations(double Reading, double Rows, double Training, double Total);
