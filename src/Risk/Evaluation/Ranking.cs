namespace CadreWatch.Risk.Evaluation;

/// <summary>
/// An order of persons by score, the highest first, measured against labels. Equal scores are one block: whatever needs part of a block takes the share of
/// its outcomes, so that no figure depends on how ties happen to fall.
/// </summary>
public sealed class Ranking
{
    private readonly int[] order;
    private readonly int[] ends;
    private readonly float[] labels;

    /// <param name="scores">Higher is earlier; no NaN.</param>
    /// <param name="labels">1 for an outcome, 0 for none.</param>
    public Ranking(IReadOnlyList<double> scores, float[] labels)
    {
        if (scores.Count != labels.Length)
            throw new ArgumentException($"{scores.Count} scores for {labels.Length} labels.", nameof(scores));
        this.labels = labels;
        order = [.. Enumerable.Range(0, labels.Length).OrderByDescending(i => scores[i])];
        ends = [.. Enumerable.Range(0, order.Length).Where(i => i + 1 == order.Length || scores[order[i + 1]] != scores[order[i]]).Select(i => i + 1)];
    }

    public int Count => order.Length;

    public double Positives => labels.Sum(l => (double)l);

    /// <summary>Area under the ROC curve; NaN without both kinds of labels.</summary>
    /// <param name="weights">How often each person counts; null for once.</param>
    public double Auc(int[]? weights = null)
    {
        double above = 0, pairs = 0, all = 0, from = 0;
        var at = 0;
        foreach (var end in ends)
        {
            double positives = 0, negatives = 0;
            for (; at < end; at++)
            {
                var i = order[at];
                var weight = weights is null ? 1d : weights[i];
                if (labels[i] > 0)
                    positives += weight;
                else
                    negatives += weight;
            }

            pairs += negatives * (above + (positives / 2));
            above += positives;
            from += negatives;
            all += positives;
        }

        return all == 0 || from == 0 ? double.NaN : pairs / (all * from);
    }

    /// <summary>Mean precision at each outcome; NaN without outcomes.</summary>
    public double AveragePrecision()
    {
        double found = 0, sum = 0;
        var begin = 0;
        foreach (var end in ends)
        {
            double positives = 0;
            for (var at = begin; at < end; at++)
                positives += labels[order[at]];
            found += positives;
            sum += positives * found / end;
            begin = end;
        }

        return found == 0 ? double.NaN : sum / found;
    }

    /// <summary>Outcomes among the first so many.</summary>
    public double Found(double first) => Shares(first).Sum(s => s.Share * labels[s.Person]);

    public TopList Top(double share)
    {
        var flagged = Math.Max(1, Math.Round(share * Count));
        var found = Found(flagged);
        return new(flagged, found, found / flagged, Positives == 0 ? double.NaN : found / Positives);
    }

    /// <summary>Who is among the first so many; the last block with the share of it that is.</summary>
    public IEnumerable<(int Person, double Share)> Shares(double first)
    {
        var begin = 0;
        foreach (var end in ends)
        {
            if (begin >= first)
                yield break;
            var share = Math.Min(1, (first - begin) / (end - begin));
            for (var at = begin; at < end; at++)
                yield return (order[at], share);
            begin = end;
        }
    }
}

/// <param name="Flagged">How many were looked at.</param>
/// <param name="Found">Outcomes among them.</param>
public sealed record TopList(double Flagged, double Found, double Precision, double Recall);
