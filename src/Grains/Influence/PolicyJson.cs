using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CadreWatch.Grains.Influence;

/// <summary>What reading a policy file comes to: a policy, or the faults that kept it from being one.</summary>
/// <param name="Policy">The policy; null where there are faults.</param>
/// <param name="Faults">One Chinese sentence per fault.</param>
public sealed record PolicyReading<T>(T? Policy, ImmutableArray<string> Faults)
    where T : class;

internal static class PolicyJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    public static PolicyReading<T> Read<T>(ReadOnlySpan<byte> utf8, Func<T, IEnumerable<string>> faultsOf)
        where T : class
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8["\uFEFF"u8.Length..];
        try
        {
            if (JsonSerializer.Deserialize<T>(utf8, Options) is not { } policy)
                return new PolicyReading<T>(null, ["文件是空的。"]);
            ImmutableArray<string> faults = [.. faultsOf(policy)];
            return new PolicyReading<T>(faults.IsEmpty ? policy : null, faults);
        }
        catch (JsonException fault)
        {
            return new PolicyReading<T>(null, [$"文件不是所要求的格式（位置{fault.Path}，第{fault.LineNumber + 1}行）。"]);
        }
    }

    public static T Shipped<T>(string file)
    {
        using var stream = typeof(PolicyJson).Assembly.GetManifestResourceStream($"CadreWatch.Grains.Data.{file}")!;
        return JsonSerializer.Deserialize<T>(stream, Options)!;
    }
}
