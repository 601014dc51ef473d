namespace CadreWatch.Risk.Evaluation;

/// <summary>One year's orders over the same people.</summary>
/// <param name="Cadres">Index of each row's person, the same person under the same index in every year.</param>
/// <param name="Budget">How many the rule flags.</param>
internal sealed record YearRankings(int[] Cadres, Ranking Model, Ranking Count, Ranking Received, Ranking Policy, double[] FlaggedByRule, double Budget, float[] Labels);

/// <summary>Bounds by drawing persons with replacement, each with all their years, so that the same draw goes to every order.</summary>
internal sealed class Bootstrap(IReadOnlyList<YearRankings> years, int draws, int seed)
{
    private readonly int people = years.Count == 0 ? 0 : years.Max(y => y.Cadres.Length == 0 ? 0 : y.Cadres.Max()) + 1;

    public Bound AucOver(Func<YearRankings, Ranking> other) => Over((year, weights) => year.Model.Auc(weights) - other(year).Auc(weights), mean: true);

    /// <summary>True positives of the model less those of the rule, at as many flags.</summary>
    public Bound FoundOverRule()
    {
        var gains = years.ToDictionary(y => y, Gains);
        return Over(
            (year, weights) =>
            {
                double sum = 0;
                var gain = gains[year];
                for (var i = 0; i < gain.Length; i++)
                    if (gain[i] != 0)
                        sum += gain[i] * (weights is null ? 1 : weights[i]);
                return sum;
            },
            mean: false);
    }

    /// <summary>What each person adds to the difference.</summary>
    private static double[] Gains(YearRankings year)
    {
        var gains = new double[year.Labels.Length];
        foreach (var (person, share) in year.Model.Shares(year.Budget))
            gains[person] = share * year.Labels[person];
        for (var i = 0; i < gains.Length; i++)
            gains[i] -= year.FlaggedByRule[i] * year.Labels[i];
        return gains;
    }

    private Bound Over(Func<YearRankings, int[]?, double> measure, bool mean)
    {
        if (years.Count == 0)
            return new(double.NaN, double.NaN, double.NaN);
        var present = years.SelectMany(y => y.Cadres).Distinct().ToArray();
        var random = new Random(seed);
        var values = new double[draws];
        var times = new int[people];
        for (var d = 0; d < draws; d++)
        {
            Array.Clear(times);
            for (var i = 0; i < present.Length; i++)
                times[present[random.Next(present.Length)]]++;
            values[d] = Sum(year => measure(year, [.. year.Cadres.Select(c => times[c])]), mean);
        }

        Array.Sort(values);
        return new(Sum(year => measure(year, null), mean), values[(int)(draws * 0.025)], values[Math.Min(draws - 1, (int)(draws * 0.975))]);
    }

    private double Sum(Func<YearRankings, double> of, bool mean) => mean ? years.Average(of) : years.Sum(of);
}
