namespace CadreWatch.Grains.Measures;

/// <summary>Name of one measure: 128 random bits, drawn where the draft is made; written as 32 lower-case hexadecimal digits. <c>default</c> is invalid.</summary>
public readonly record struct MeasureId : IParsable<MeasureId>
{
    private readonly Guid value;

    private MeasureId(Guid value) => this.value = value;

    public static MeasureId Of(Guid value) => new(value);

    public override string ToString() => value.ToString("N");

    public static MeasureId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("A measure's id is 32 hexadecimal digits.");

    public static bool TryParse(string? s, IFormatProvider? provider, out MeasureId result)
    {
        var ok = Guid.TryParseExact(s, "N", out var value) && value != Guid.Empty;
        result = ok ? new(value) : default;
        return ok;
    }
}
