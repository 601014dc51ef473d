using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Risk.Evaluation;
using CadreWatch.Risk.Features;
using CadreWatch.Risk.Learning;
using CadreWatch.Risk.Scoring;

namespace CadreWatch.Silo.Models;

/// <summary>
/// What somebody puts up for the register, as one file: the model, the task it was trained for and the evaluation that speaks for it. All that the register
/// shows is worked out from these, by whoever takes them in.
/// </summary>
/// <param name="Model">The model file, JSON.</param>
/// <param name="Task">The task file, YAML.</param>
/// <param name="Evaluation">The result of <c>evaluate</c>; its report is written anew from it.</param>
/// <param name="DataFrom">First day that training rows were made of.</param>
/// <param name="DataTo">Last one.</param>
/// <param name="KnownOn">Outcomes are those known on this day.</param>
public sealed record ModelProposal(
    string Model, string Task, EvaluationResult Evaluation, string Library, DateOnly DataFrom, DateOnly DataTo, DateOnly KnownOn, long Rows, long Outcomes)
{
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, EvaluationResult.Json);

    /// <exception cref="FormatException">It is no proposal.</exception>
    public static ModelProposal Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return JsonSerializer.Deserialize<ModelProposal>(file, EvaluationResult.Json) is { Model: not null, Task: not null, Evaluation.Summary: not null, Library: not null } proposal
                ? proposal
                : throw new FormatException("This is no proposal.");
        }
        catch (JsonException e)
        {
            throw new FormatException("This is no proposal: " + e.Message, e);
        }
    }

    /// <summary>The command that puts it up.</summary>
    /// <exception cref="FormatException">The model does not fit this build.</exception>
    public (GrainId Grain, ProposeModel Command) Put(DateTimeOffset at, string by)
    {
        var file = Encoding.UTF8.GetBytes(Model);
        var model = RiskModel.Read(file);
        var report = Encoding.UTF8.GetBytes(HtmlReport.Write(Evaluation));
        var facts = new ModelFacts(
            model.Task.Name, RiskModel.Digest(Encoding.UTF8.GetBytes(Task)), DataFrom, DataTo, KnownOn, FeatureSchema.Version, [.. FeatureSchema.All.Select(f => f.Name)], Library,
            [.. Parameters(model.Task.Learner)], [.. Metrics(Evaluation)], RiskModel.Digest(report), RiskModel.Digest(file), file.Length, Rows, Outcomes);
        EventText Text(string field, byte[] bytes) => new(0, field, SealedText.Of(RandomNumberGenerator.GetBytes(16), bytes));
        return (ModelGrain.IdOf(model.Version), new(Guid.CreateVersion7(at), at, by, facts, [Text(ModelFiles.Model, file), Text(ModelFiles.Report, report)]));
    }

    private static IEnumerable<ModelParameter> Parameters(BoostParameters p) => new (string Name, double Value)[]
    {
        ("bins", p.Bins), ("depth", p.Depth), ("featureShare", p.FeatureShare), ("lambda", p.Lambda), ("learningRate", p.LearningRate), ("minChildWeight", p.MinChildWeight),
        ("positiveWeight", p.PositiveWeight), ("rounds", p.Rounds), ("rowShare", p.RowShare), ("seed", p.Seed), ("stopAfter", p.StopAfter),
    }.Select(x => new ModelParameter(x.Name, x.Value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Figures that there are, by name; none of a policy that was not measured beside it.</summary>
    private static IEnumerable<ModelMetric> Metrics(EvaluationResult result) => Figures(result.Summary)
        .Where(m => double.IsFinite(m.Value) && (m.Name != "policyAuc" || result.Years.Any(y => y.Budgets.Any(b => b.Rule.StartsWith("pattern:", StringComparison.Ordinal)))))
        .Select(m => new ModelMetric(m.Name, m.Value));

    private static (string Name, double Value)[] Figures(Summary s) =>
    [
        ("auc", s.Auc), ("aucOverCountHigh", s.AucOverCount.High), ("aucOverCountLow", s.AucOverCount.Low), ("averagePrecision", s.AveragePrecision), ("budgetGain", s.BudgetGain),
        ("countAuc", s.CountAuc), ("countRecallTop5", s.CountRecallTop5), ("foundByModel", s.FoundByModel), ("foundByRule", s.FoundByRule), ("policyAuc", s.PolicyAuc),
        ("recallTop5", s.RecallTop5), ("years", s.Years),
    ];
}
