using System.Text.Json;

namespace CadreWatch.Risk.Scoring;

/// <summary>One node. A leaf has no children and its value in <paramref name="Split"/>.</summary>
/// <param name="Left">Index of the child for values below the split; the other one follows from <paramref name="Right"/>. −1 in a leaf.</param>
/// <param name="Missing">Index of the child for NaN.</param>
/// <param name="Cover">Sum of the second derivatives of the training rows that came here.</param>
internal readonly record struct TreeNode(int Feature, float Split, int Left, int Right, int Missing, float Cover)
{
    public bool IsLeaf => Left < 0;

    public int Next(float value) => float.IsNaN(value) ? Missing : value < Split ? Left : Right;
}

internal sealed class Tree
{
    private readonly TreeNode[] nodes;

    private Tree(TreeNode[] nodes)
    {
        this.nodes = nodes;
        Depth = DepthOf(0);
    }

    public int Depth { get; }

    public ref readonly TreeNode this[int index] => ref nodes[index];

    public static Tree Read(JsonElement tree)
    {
        var (left, right) = (Ints(tree, "left_children"), Ints(tree, "right_children"));
        var (features, missing) = (Ints(tree, "split_indices"), tree.GetProperty("default_left").EnumerateArray().Select(IsTrue).ToArray());
        var (splits, covers) = (Floats(tree, "split_conditions"), Floats(tree, "sum_hessian"));
        var nodes = new TreeNode[left.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            if (left[i] >= 0 && (left[i] <= i || right[i] <= i || left[i] >= nodes.Length || right[i] >= nodes.Length))
                throw new FormatException("A node's child stands before it.");
            nodes[i] = new(features[i], splits[i], left[i], right[i], missing[i] ? left[i] : right[i], covers[i]);
        }

        return new(nodes);
    }

    /// <summary>Whether no node asks for another feature than the first so many.</summary>
    public bool Reads(int features) => nodes.All(node => node.IsLeaf || (node.Feature >= 0 && node.Feature < features));

    public float Leaf(ReadOnlySpan<float> row)
    {
        ref readonly var node = ref nodes[0];
        while (!node.IsLeaf)
            node = ref nodes[node.Next(row[node.Feature])];
        return node.Split;
    }

    /// <summary>The mean value below a node, weighted by cover.</summary>
    public double Mean(int index)
    {
        ref readonly var node = ref nodes[index];
        if (node.IsLeaf)
            return node.Split;
        ref readonly var left = ref nodes[node.Left];
        ref readonly var right = ref nodes[node.Right];
        return ((Mean(node.Left) * left.Cover) + (Mean(node.Right) * right.Cover)) / node.Cover;
    }

    private int DepthOf(int index) => nodes[index].IsLeaf ? 0 : 1 + Math.Max(DepthOf(nodes[index].Left), DepthOf(nodes[index].Right));

    private static bool IsTrue(JsonElement e) => e.ValueKind == JsonValueKind.Number ? e.GetInt32() != 0 : e.GetBoolean();

    private static int[] Ints(JsonElement tree, string name) => [.. tree.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];

    private static float[] Floats(JsonElement tree, string name) => [.. tree.GetProperty(name).EnumerateArray().Select(e => e.GetSingle())];
}
