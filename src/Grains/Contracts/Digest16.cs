using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CadreWatch.Grains.Contracts;

/// <summary>The first 16 bytes of a SHA-256, kept as a value. <c>default</c> stands for “none”.</summary>
public readonly record struct Digest16(ulong High, ulong Low) : IComparable<Digest16>, IParsable<Digest16>
{
    /// <summary>Of the bytes given.</summary>
    public static Digest16 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }

    /// <summary>Of several texts, each preceded by its length, so that no two lists share a digest by running together.</summary>
    public static Digest16 Of(params ReadOnlySpan<string?> parts)
    {
        var size = 0;
        foreach (var part in parts)
            size += 4 + Encoding.UTF8.GetByteCount(part ?? "");
        var buffer = size <= 512 ? stackalloc byte[size] : new byte[size];
        var at = 0;
        foreach (var part in parts)
        {
            var written = Encoding.UTF8.GetBytes(part ?? "", buffer[(at + 4)..]);
            BinaryPrimitives.WriteInt32BigEndian(buffer[at..], part is null ? -1 : written);
            at += 4 + written;
        }

        return Of((ReadOnlySpan<byte>)buffer);
    }

    public int CompareTo(Digest16 other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    public static bool operator <(Digest16 left, Digest16 right) => left.CompareTo(right) < 0;

    public static bool operator >(Digest16 left, Digest16 right) => left.CompareTo(right) > 0;

    public static bool operator <=(Digest16 left, Digest16 right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Digest16 left, Digest16 right) => left.CompareTo(right) >= 0;

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    public static Digest16 Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var digest) ? digest : throw new FormatException("A digest is 32 hexadecimal digits.");

    public static bool TryParse(string? s, IFormatProvider? provider, out Digest16 result)
    {
        result = default;
        if (s?.Length != 32
            || !ulong.TryParse(s.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(s.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
            return false;
        result = new(high, low);
        return true;
    }
}
