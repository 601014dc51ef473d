using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Silo.Ingest;

/// <summary>
/// Digests of contents under a key of this installation: equal contents are told from different ones, and nobody without the key can guess a text by trying.
/// All silos on one journal need the same key.
/// </summary>
internal sealed class ContentKey(byte[] key)
{
    public static ContentKey FromFolder(string folder) =>
        new(SecretFile.ReadOrMake(Path.Combine(folder, "content-key.bin"), () => RandomNumberGenerator.GetBytes(32)));

    /// <param name="scratch">Where the parts are gathered; one digest at a time.</param>
    public ContentDigest Begin(byte purpose, ArrayBufferWriter<byte> scratch) => new(key, purpose, scratch);
}

/// <summary>Takes the parts of one content in a fixed order. Each part is preceded by its length, an absent one by −1, so that no two contents run together.</summary>
internal readonly struct ContentDigest
{
    private readonly byte[] key;
    private readonly ArrayBufferWriter<byte> canonical;

    public ContentDigest(byte[] key, byte purpose, ArrayBufferWriter<byte> scratch)
    {
        this.key = key;
        canonical = scratch;
        canonical.ResetWrittenCount();
        canonical.Write([purpose]);
    }

    public ContentDigest Add(string? text) => text is null ? Add(-1) : Add(text.AsSpan());

    public ContentDigest Add(ReadOnlySpan<char> text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Add(length);
        Encoding.UTF8.GetBytes(text, canonical.GetSpan(length));
        canonical.Advance(length);
        return this;
    }

    public ContentDigest Add(int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(canonical.GetSpan(4), number);
        canonical.Advance(4);
        return this;
    }

    public ContentDigest Add(DateOnly? day) => Add(day?.DayNumber ?? -1);

    /// <summary>1.0 and 1 are the same number.</summary>
    public ContentDigest Add(decimal number)
    {
        foreach (var part in decimal.GetBits(number / 1.000000000000000000000000000000000m)) Add(part);
        return this;
    }

    public Digest16 End()
    {
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(key, canonical.WrittenSpan, mac);
        return new(BinaryPrimitives.ReadUInt64BigEndian(mac), BinaryPrimitives.ReadUInt64BigEndian(mac[8..]));
    }
}
