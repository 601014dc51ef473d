using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Models;
using CadreWatch.Risk.Features;
using CadreWatch.Risk.Tasks;

namespace CadreWatch.Risk.Scoring;

/// <summary>A trained model as one file: trees, calibration, and the features it reads. Scores without the learning library. Immutable and thread-safe.</summary>
public sealed class RiskModel
{
    private readonly Content content;

    private RiskModel(Content content, TreeModel trees) => (this.content, Trees) = (content, trees);

    public string Version => content.Version;

    /// <summary>What it was trained for; who is scored follows from it.</summary>
    public RiskTask Task => content.Task;

    public TreeModel Trees { get; }

    public Calibration Calibration => content.Calibration;

    /// <summary>Margins that parted the rows it was trained on into ten equal parts, ascending: what a later month is compared with. Empty where they are not known.</summary>
    public IReadOnlyList<double> Deciles => content.Deciles;

    /// <param name="deciles">See <see cref="Deciles"/>.</param>
    public static RiskModel Of(string version, RiskTask task, byte[] library, Calibration calibration, IReadOnlyList<double> deciles) => new(
        new(version, task, FeatureSchema.Version, [.. FeatureSchema.All.Select(f => f.Name)], calibration, [.. deciles], Encoding.UTF8.GetString(library)), TreeModel.Read(library));

    private static readonly JsonSerializerOptions Complete = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <exception cref="FormatException">No model, or one of another version of the features: it must be trained anew.</exception>
    public static RiskModel Read(ReadOnlySpan<byte> file)
    {
        Content? content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(file, Complete);
        }
        catch (JsonException e)
        {
            throw new FormatException("This is no model: " + e.Message, e);
        }

        if (content is null || content.Trees is null || content.Calibration is null || content.Features is null || content.Task is null || content.Deciles is null)
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
    public LiveModel With(PopulationSnapshot snapshot, TimeZoneInfo zone, ScoreCut? cut = null) => new(
        Version, snapshot.Version, (cadre, on) => Score(cadre, AsOf.Of(on, zone), snapshot), (cadre, on, most) => Explain(cadre, AsOf.Of(on, zone), snapshot, most), cut);

    /// <param name="reach">What is more secret does not enter.</param>
    /// <returns>Null for somebody whom the task does not look at.</returns>
    public RiskScore? Score(CadreState cadre, AsOf asOf, PopulationSnapshot snapshot, Secrecy reach = Secrecy.Secret)
    {
        if (!content.Task.Population.Holds(cadre, asOf))
            return null;
        Span<float> values = stackalloc float[FeatureSchema.Count];
        FeatureVector.Compute(cadre, asOf, snapshot, values, reach);
        var margin = Trees.Margin(values);
        return new(margin, Calibration.Chance(margin), Version, snapshot.Version);
    }

    /// <summary>The factors of a score, the strongest first.</summary>
    /// <inheritdoc cref="Score"/>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<RiskFactor> Explain(CadreState cadre, AsOf asOf, PopulationSnapshot snapshot, int most, Secrecy reach = Secrecy.Secret)
    {
        Span<float> values = stackalloc float[FeatureSchema.Count];
        Span<double> contributions = stackalloc double[FeatureSchema.Count];
        Contribute(cadre, asOf, snapshot, reach, values, contributions);
        var factors = new List<RiskFactor>();
        for (var f = 0; f < contributions.Length; f++)
            if (contributions[f] != 0)
                factors.Add(new(
                    FeatureSchema.All[f].Name, float.IsNaN(values[f]) ? null : values[f], contributions[f], FeatureSchema.Sentence(FeatureSchema.All[f], values[f])));
        factors.Sort((a, b) => Math.Abs(b.Contribution).CompareTo(Math.Abs(a.Contribution)));
        return factors.Count <= most ? factors : factors[..most];
    }

    /// <summary>What raises the margin, by what it speaks of; in the order of <see cref="FactorGroup"/>.</summary>
    public (double Proven, double Unproven, double Post) Raising(CadreState cadre, AsOf asOf, PopulationSnapshot snapshot, Secrecy reach)
    {
        Span<float> values = stackalloc float[FeatureSchema.Count];
        Span<double> contributions = stackalloc double[FeatureSchema.Count];
        Contribute(cadre, asOf, snapshot, reach, values, contributions);
        Span<double> sums = stackalloc double[3];
        for (var f = 0; f < contributions.Length; f++)
            sums[(int)FeatureSchema.GroupOf(FeatureSchema.All[f])] += Math.Max(0, contributions[f]);
        return (sums[0], sums[1], sums[2]);
    }

    private void Contribute(CadreState cadre, AsOf asOf, PopulationSnapshot snapshot, Secrecy reach, Span<float> values, Span<double> contributions)
    {
        FeatureVector.Compute(cadre, asOf, snapshot, values, reach);
        Contributions.Compute(Trees, values, contributions);
    }

    private sealed record Content(string Version, RiskTask Task, int FeatureSchema, string[] Features, Calibration Calibration, double[] Deciles, string Trees);
}
