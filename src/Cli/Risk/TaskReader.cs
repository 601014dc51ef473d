using System.Globalization;
using CadreWatch.Cli.Import.Profiles;
using CadreWatch.Risk.Learning;
using CadreWatch.Risk.Tasks;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CadreWatch.Cli.Risk;

/// <summary>YAML → <see cref="RiskTask"/>. Strict: what is wrong, unknown or out of range is refused with the path and line of the place.</summary>
internal static class TaskReader
{
    /// <exception cref="ProfileException">The task is wrong.</exception>
    public static RiskTask Read(TextReader yaml)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(yaml);
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            throw new ProfileException("task", e.Message);
        }

        if (stream.Documents.Count != 1)
            throw new ProfileException("task", "one YAML document is expected.");
        var root = new YamlCursor(stream.Documents[0].RootNode, "")
            .Only("task", "title", "outcome", "population", "cutOffs", "training", "baseline", "rules", "learner", "bars");
        var outcome = root.Require("outcome").Only("kinds", "withinDays");
        return new(
            root.Require("task").Text, root.Require("title").Text, new(Kinds(outcome), Whole(outcome, "withinDays", 1, 3650)), Population(root.Require("population")),
            Days(root.Require("cutOffs")), Training(root.Require("training")), Count(root.Require("baseline"), true), [.. root.Require("rules").Items.Select(r => Count(r, false))],
            root.Find("learner") is { } learner ? Learner(learner) : new(), Bars(root.Require("bars")));
    }

    public static DateOnly Day(string text, Func<string, Exception> wrong) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw wrong($"“{text}” is no day; write 2001-01-01.");

    private static PopulationRule Population(YamlCursor at)
    {
        at.Only("tag", "joined", "left", "minimumDays");
        return new(at.Find("tag")?.Text, Service(at.Find("joined")), Service(at.Find("left")), Whole(at, "minimumDays", 0, 36_500));
    }

    private static ServiceRecord? Service(YamlCursor? at) => at is null ? null : new(at.Only("kind", "category").Require("kind").Text, at.Require("category").Text);

    private static CutOffs Days(YamlCursor at)
    {
        at.Only("from", "to", "everyMonths");
        return new(Day(at.Require("from").Text, at.Require("from").Wrong), Day(at.Require("to").Text, at.Require("to").Wrong), Whole(at, "everyMonths", 1, 120));
    }

    private static TrainingRule Training(YamlCursor at)
    {
        at.Only("nearestMonths", "farthestMonths", "everyMonths", "historyDays", "minimumOutcomes", "undecided");
        var undecided = at.Find("undecided");
        if (undecided is not null && undecided.Text is not ("expected" or "none"))
            throw undecided.Wrong("“expected” or “none”.");
        return new(
            Whole(at, "nearestMonths", 1, 1200), Whole(at, "farthestMonths", 1, 1200), Whole(at, "everyMonths", 1, 120), Whole(at, "historyDays", 0, 36_500),
            Whole(at, "minimumOutcomes", 10, 1_000_000), undecided?.Text != "none");
    }

    private static CountRule Count(YamlCursor at, bool effective)
    {
        at.Only("name", "kinds", "days", "atLeast", "effective");
        return new(
            at.Require("name").Text, Kinds(at), Whole(at, "days", 1, 36_500), Whole(at, "atLeast", 1, 1_000_000),
            at.Find("effective") is { } said ? said.Text == "true" || (said.Text == "false" ? false : throw said.Wrong("true or false.")) : effective);
    }

    private static BoostParameters Learner(YamlCursor at)
    {
        at.Only("rounds", "depth", "learningRate", "minChildWeight", "lambda", "rowShare", "featureShare", "bins", "stopAfter", "seed", "threads", "positiveWeight");
        var d = new BoostParameters();
        return d with
        {
            Rounds = Whole(at, "rounds", 1, 10_000, d.Rounds),
            Depth = Whole(at, "depth", 1, 12, d.Depth),
            LearningRate = Number(at, "learningRate", 0.0001, 1, d.LearningRate),
            MinChildWeight = Number(at, "minChildWeight", 0, 1e6, d.MinChildWeight),
            Lambda = Number(at, "lambda", 0, 1e6, d.Lambda),
            RowShare = Number(at, "rowShare", 0.01, 1, d.RowShare),
            FeatureShare = Number(at, "featureShare", 0.01, 1, d.FeatureShare),
            Bins = Whole(at, "bins", 2, 65_536, d.Bins),
            StopAfter = Whole(at, "stopAfter", 1, 10_000, d.StopAfter),
            Seed = Whole(at, "seed", 0, int.MaxValue, d.Seed),
            Threads = Whole(at, "threads", 0, 1024, 0),
            PositiveWeight = Number(at, "positiveWeight", 0, 1e6, 1),
        };
    }

    private static Bars Bars(YamlCursor at)
    {
        at.Only("auc", "aucGain", "recallTop5", "budgetGain", "leakAuc");
        double Share(string name) => Number(at, name, -1, 10, null);
        return new(Share("auc"), Share("aucGain"), Share("recallTop5"), Share("budgetGain"), Share("leakAuc"));
    }

    private static string[] Kinds(YamlCursor at) => [.. at.Require("kinds").Items.Select(k => k.Text)];

    private static int Whole(YamlCursor at, string name, int least, int most, int? otherwise = null)
    {
        if (at.Find(name) is not { } value)
            return otherwise ?? throw at.Wrong($"“{name}” is missing.");
        return int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw value.Wrong($"a whole number from {least} to {most} is expected.");
    }

    private static double Number(YamlCursor at, string name, double least, double most, double? otherwise)
    {
        if (at.Find(name) is not { } value)
            return otherwise ?? throw at.Wrong($"“{name}” is missing.");
        return double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw value.Wrong($"a number from {least} to {most} is expected.");
    }
}
