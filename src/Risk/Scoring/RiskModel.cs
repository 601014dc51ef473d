using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CadreWatch.Grains.Models;
using CadreWatch.Risk.Features;

namespace CadreWatch.Risk.Scoring;

/// <summary>A trained model as one file: trees, calibration, and the features it reads. Scores without the learning library. Immutable and thread-safe.</summary>
public sealed class RiskModel
{
    private readonly Content content;

    private RiskModel(Content content, TreeModel trees) => (this.content, Trees) = (content, trees);

    public string Version => content.Version;

    public string Task => content.Task;

    public TreeModel Trees { get; }

    public Calibration Calibration => content.Calibration;

    public static RiskModel Of(string version, string task, byte[] library, Calibration calibration) =>
        new(new(version, task, FeatureSchema.Version, [.. FeatureSchema.All.Select(f => f.Name)], calibration, Encoding.UTF8.GetString(library)), TreeModel.Read(library));

    /// <exception cref="FormatException">No model, or one of another version of the features: it must be trained anew.</exception>
    public static RiskModel Read(ReadOnlySpan<byte> file)
    {
        Content? content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(file);
        }
        catch (JsonException e)
        {
            throw new FormatException("This is no model: " + e.Message, e);
        }

        if (content is null || content.Trees is null || content.Calibration is null || content.Features is null)
            throw new FormatException("This is no model.");
        if (content.FeatureSchema != FeatureSchema.Version || !content.Features.SequenceEqual(FeatureSchema.All.Select(f => f.Name)))
            throw new FormatException($"The model reads features of version {content.FeatureSchema}; this build computes version {FeatureSchema.Version}.");
        var trees = TreeModel.Read(Encoding.UTF8.GetBytes(content.Trees));
        return trees.Features == FeatureSchema.Count ? new(content, trees) : throw new FormatException($"The trees read {trees.Features} features of {FeatureSchema.Count}.");
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(content);

    /// <summary>SHA-256 of the file, 64 hexadecimal digits.</summary>
    public static string Digest(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>The model with a snapshot, as a judgement carries it: both delegates are pure.</summary>
    /// <param name="zone">The district's.</param>
    public LiveModel With(PopulationSnapshot snapshot, TimeZoneInfo zone) => new(
        Version, snapshot.Version,
        (cadre, on) =>
        {
            Span<float> values = stackalloc float[FeatureSchema.Count];
            FeatureVector.Compute(cadre, AsOf.Of(on, zone), snapshot, values);
            var margin = Trees.Margin(values);
            return new(margin, Calibration.Chance(margin), Version, snapshot.Version);
        },
        (cadre, on, most) =>
        {
            Span<float> values = stackalloc float[FeatureSchema.Count];
            FeatureVector.Compute(cadre, AsOf.Of(on, zone), snapshot, values);
            return Explain(values, most);
        });

    private List<RiskFactor> Explain(ReadOnlySpan<float> values, int most)
    {
        Span<double> contributions = stackalloc double[FeatureSchema.Count];
        Contributions.Compute(Trees, values, contributions);
        var factors = new List<RiskFactor>();
        for (var f = 0; f < contributions.Length; f++)
            if (contributions[f] != 0)
                factors.Add(new(FeatureSchema.All[f].Name, values[f], contributions[f], FeatureSchema.Sentence(FeatureSchema.All[f], values[f])));
        factors.Sort((a, b) => Math.Abs(b.Contribution).CompareTo(Math.Abs(a.Contribution)));
        return factors.Count <= most ? factors : factors[..most];
    }

    private sealed record Content(string Version, string Task, int FeatureSchema, string[] Features, Calibration Calibration, string Trees);
}
