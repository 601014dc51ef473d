using System.Text;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Silo.Policies;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Demo;

/// <summary>A policy that waits for approval, to be tried on the demonstration's past: more complaints are needed, fewer sources, and less grave facts.</summary>
internal static class DemoPolicy
{
    private const string Version = "2027-demo";

    private static readonly (string Was, string Becomes)[] Changes =
    [
        ("version: \"2026-03\"", $"version: \"{Version}\""),
        ("黄色起算件数, value: 3", "黄色起算件数, value: 4"),
        ("来源种类, value: 3", "来源种类, value: 2"),
        ("严重程度, value: 4", "严重程度, value: 3"),
    ];

    /// <summary>Where it was proposed already, nothing happens.</summary>
    /// <exception cref="InvalidOperationException">It was refused: the demonstration does not fit this build.</exception>
    public static async Task ProposeAsync(IGrainRuntime runtime, TimeProvider time, string proposer, CancellationToken cancel)
    {
        var text = Changes.Aggregate(Encoding.UTF8.GetString(PolicyYaml.Shipped()), (text, change) => text.Replace(change.Was, change.Becomes, StringComparison.Ordinal));
        var (at, document) = (time.GetUtcNow(), Encoding.UTF8.GetBytes(text));
        var command = new ProposePolicy(Guid.CreateVersion7(at), at, proposer, PolicyYaml.Read(document).Version, document);
        if (await runtime.AskAsync(PolicyGrain.District, command, cancel).ConfigureAwait(false) is Refusal refusal)
            throw new InvalidOperationException($"The demonstration's policy was refused: {refusal.Rule} {refusal.Message}");
    }
}
