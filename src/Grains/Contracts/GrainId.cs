namespace CadreWatch.Grains.Contracts;

/// <summary>
/// Names one grain: a kind of lower-case ASCII letters and a key that is unique within the kind.
/// <see cref="ToString"/> is the name of its stream. <c>default</c> is invalid.
/// </summary>
public readonly record struct GrainId(string Kind, string Key) : IParsable<GrainId>
{
    public override string ToString() => $"{Kind}/{Key}";

    /// <summary>Reads “kind/key”; the key may itself contain slashes.</summary>
    public static GrainId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("A grain id is “kind/key”.");

    public static bool TryParse(string? s, IFormatProvider? provider, out GrainId result)
    {
        var slash = s?.IndexOf('/') ?? -1;
        result = slash > 0 && slash < s!.Length - 1 ? new(s[..slash], s[(slash + 1)..]) : default;
        return result.Kind is not null;
    }
}
