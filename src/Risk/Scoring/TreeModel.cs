using System.Text.Json;

namespace CadreWatch.Risk.Scoring;

/// <summary>
/// Grown trees, walked in managed code. Reads XGBoost's JSON and needs no library. Sums in the library's own order and precision, so that margins agree to
/// rounding. Immutable and thread-safe.
/// </summary>
public sealed class TreeModel
{
    private readonly Tree[] trees;

    private TreeModel(Tree[] trees, int features, float baseMargin)
    {
        (this.trees, Features, BaseMargin) = (trees, features, baseMargin);
        Base = baseMargin;
        foreach (var tree in trees)
            Base += tree.Mean(0);
    }

    public int Features { get; }

    public int Count => trees.Length;

    /// <summary>The margin before any tree.</summary>
    public float BaseMargin { get; }

    /// <summary>The mean margin of the training rows, weighted by the trees' own covers: what contributions are counted from.</summary>
    public double Base { get; }

    internal ReadOnlySpan<Tree> Trees => trees;

    /// <exception cref="FormatException">This is no model of log odds by trees.</exception>
    public static TreeModel Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            var learner = document.RootElement.GetProperty("learner");
            var objective = learner.GetProperty("objective").GetProperty("name").GetString();
            if (objective != "binary:logistic")
                throw new FormatException($"The objective is {objective}; binary:logistic is expected.");
            var parameters = learner.GetProperty("learner_model_param");
            var chance = Number(parameters.GetProperty("base_score"));
            var model = learner.GetProperty("gradient_booster").GetProperty("model");
            var features = (int)Number(parameters.GetProperty("num_feature"));
            Tree[] trees = [.. model.GetProperty("trees").EnumerateArray().Select(Tree.Read)];
            return trees.All(tree => tree.Reads(features))
                ? new(trees, features, -MathF.Log((1 / chance) - 1))
                : throw new FormatException($"A node asks for a feature outside of the {features}.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new FormatException("This is no model: " + e.Message, e);
        }
    }

    /// <summary>Log odds of one row. NaN takes the branch that training gave to missing values.</summary>
    public float Margin(ReadOnlySpan<float> row)
    {
        if (row.Length != Features)
            throw new ArgumentException($"{row.Length} values for {Features} features.", nameof(row));
        var sum = 0f;
        foreach (var tree in trees)
            sum += tree.Leaf(row);
        return sum + BaseMargin;
    }

    private static float Number(JsonElement element) => float.Parse(element.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
