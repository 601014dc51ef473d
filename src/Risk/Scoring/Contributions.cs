namespace CadreWatch.Risk.Scoring;

/// <summary>
/// Exact Shapley values of a row over the trees (Lundberg, Erion and Lee, 2018, algorithm 2): what each feature adds to the margin, counted from the mean
/// of the training rows. They add up to the margin. The cost is trees × leaves × depth².
/// </summary>
public static class Contributions
{
    private const int DeepestTree = 16;

    /// <param name="into">Receives one value per feature; the base is <see cref="TreeModel.Base"/>.</param>
    public static void Compute(TreeModel model, ReadOnlySpan<float> row, Span<double> into)
    {
        if (row.Length != model.Features || into.Length != model.Features)
            throw new ArgumentException($"{row.Length} values and {into.Length} places for {model.Features} features.", nameof(row));
        into.Clear();
        Span<Step> steps = stackalloc Step[(DeepestTree + 2) * (DeepestTree + 3) / 2];
        foreach (var tree in model.Trees)
        {
            if (tree.Depth > DeepestTree)
                throw new NotSupportedException($"A tree is {tree.Depth} deep; at most {DeepestTree} can be explained.");
            new Walk(tree, row, into).Visit(0, steps, 0, 1, 1, -1);
        }
    }

    /// <summary>One feature on the way from the root.</summary>
    /// <param name="Zero">Share of rows that go on when the feature is not known.</param>
    /// <param name="One">1 where the row itself goes on, else 0.</param>
    /// <param name="Weight">Of the sets of features of each size.</param>
    private record struct Step(int Feature, double Zero, double One, double Weight);

    private readonly ref struct Walk(Tree tree, ReadOnlySpan<float> row, Span<double> into)
    {
        private readonly ReadOnlySpan<float> row = row;
        private readonly Span<double> into = into;

        /// <param name="steps">The way so far, <paramref name="length"/> steps, and room for the ways below.</param>
        public void Visit(int index, Span<Step> steps, int length, double zero, double one, int feature)
        {
            Extend(steps, length, zero, one, feature);
            ref readonly var node = ref tree[index];
            if (node.IsLeaf)
            {
                for (var i = 1; i <= length; i++)
                    into[steps[i].Feature] += UnwoundSum(steps, length, i) * (steps[i].One - steps[i].Zero) * node.Split;
                return;
            }

            var hot = node.Next(row[node.Feature]);
            var cold = hot == node.Left ? node.Right : node.Left;
            var (incomingZero, incomingOne) = (1d, 1d);
            var known = 1;
            while (known <= length && steps[known].Feature != node.Feature)
                known++;
            if (known <= length)
            {
                (incomingZero, incomingOne) = (steps[known].Zero, steps[known].One);
                Unwind(steps, length--, known);
            }

            Branch(hot, steps, length, incomingZero * tree[hot].Cover / node.Cover, incomingOne, node.Feature);
            Branch(cold, steps, length, incomingZero * tree[cold].Cover / node.Cover, 0, node.Feature);
        }

        /// <summary>Each branch works on a copy of the way behind it.</summary>
        private void Branch(int index, Span<Step> steps, int length, double zero, double one, int feature)
        {
            var own = steps[(length + 1)..];
            steps[..(length + 1)].CopyTo(own);
            Visit(index, own, length + 1, zero, one, feature);
        }

        private static void Extend(Span<Step> steps, int length, double zero, double one, int feature)
        {
            steps[length] = new(feature, zero, one, length == 0 ? 1 : 0);
            for (var i = length - 1; i >= 0; i--)
            {
                steps[i + 1].Weight += one * steps[i].Weight * (i + 1) / (length + 1);
                steps[i].Weight = zero * steps[i].Weight * (length - i) / (length + 1);
            }
        }

        private static void Unwind(Span<Step> steps, int length, int index)
        {
            var (one, zero) = (steps[index].One, steps[index].Zero);
            var next = steps[length].Weight;
            for (var i = length - 1; i >= 0; i--)
            {
                if (one != 0)
                {
                    var weight = steps[i].Weight;
                    steps[i].Weight = next * (length + 1) / ((i + 1) * one);
                    next = weight - (steps[i].Weight * zero * (length - i) / (length + 1));
                }
                else
                {
                    steps[i].Weight = steps[i].Weight * (length + 1) / (zero * (length - i));
                }
            }

            for (var i = index; i < length; i++)
                steps[i] = steps[i + 1] with { Weight = steps[i].Weight };
        }

        private static double UnwoundSum(Span<Step> steps, int length, int index)
        {
            var (one, zero) = (steps[index].One, steps[index].Zero);
            var next = steps[length].Weight;
            double total = 0;
            for (var i = length - 1; i >= 0; i--)
            {
                if (one != 0)
                {
                    var weight = next * (length + 1) / ((i + 1) * one);
                    total += weight;
                    next = steps[i].Weight - (weight * zero * (length - i) / (length + 1));
                }
                else if (zero != 0)
                {
                    total += steps[i].Weight * (length + 1) / (zero * (length - i));
                }
            }

            return total;
        }
    }
}
