using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CadreWatch.Grains.Cadres;

/// <summary>
/// Name of one alert: 60 bits written as 12 Crockford base32 characters in groups of four (<c>K7F3-92QD-0M5X</c>). It is derived from the command
/// that raised the alert, so that deciding again gives the same id, and tells nothing of person, pattern or order. <c>default</c> is invalid.
/// </summary>
public readonly record struct AlertId : IParsable<AlertId>
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private readonly ulong bits;

    private AlertId(ulong bits) => this.bits = bits;

    public static AlertId Of(Guid command, string pattern)
    {
        var buffer = new byte[16 + Encoding.UTF8.GetByteCount(pattern)];
        command.TryWriteBytes(buffer, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(pattern, buffer.AsSpan(16));
        return new(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(buffer)) >> 4);
    }

    public override string ToString() => string.Create(14, bits, static (span, bits) =>
    {
        for (int i = 0, shift = 55; i < 14; i++)
        {
            if (i is 4 or 9)
            {
                span[i] = '-';
                continue;
            }

            span[i] = Alphabet[(int)((bits >> shift) & 31)];
            shift -= 5;
        }
    });

    public static AlertId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("An alert id is XXXX-XXXX-XXXX.");

    /// <summary>Reads it with or without hyphens, in either case; I and L are read as 1, O as 0.</summary>
    public static bool TryParse(string? s, IFormatProvider? provider, out AlertId result)
    {
        result = default;
        var (bits, digits) = (0UL, 0);
        foreach (var c in s ?? "")
        {
            if (c == '-')
                continue;
            var digit = Alphabet.IndexOf(char.ToUpperInvariant(c) switch { 'I' or 'L' => '1', 'O' => '0', var other => other }, StringComparison.Ordinal);
            if (digit < 0 || ++digits > 12)
                return false;
            bits = (bits << 5) | (uint)digit;
        }

        result = new(bits);
        return digits == 12;
    }
}
