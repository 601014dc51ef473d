using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Cadres;

/// <summary>Identity of one signal about one cadre: a digest of (source, external id, cadre number). <c>default</c> is invalid.</summary>
public readonly record struct SignalKey(Digest16 Value) : IComparable<SignalKey>, IParsable<SignalKey>
{
    public static SignalKey Of(string source, string externalId, string cadre) => new(Digest16.Of(source, externalId, cadre));

    public int CompareTo(SignalKey other) => Value.CompareTo(other.Value);

    public static bool operator <(SignalKey left, SignalKey right) => left.CompareTo(right) < 0;

    public static bool operator >(SignalKey left, SignalKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(SignalKey left, SignalKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SignalKey left, SignalKey right) => left.CompareTo(right) >= 0;

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString();

    public static SignalKey Parse(string s, IFormatProvider? provider = null) => new(Digest16.Parse(s, provider));

    public static bool TryParse(string? s, IFormatProvider? provider, out SignalKey result)
    {
        var ok = Digest16.TryParse(s, provider, out var value);
        result = new(value);
        return ok;
    }
}
