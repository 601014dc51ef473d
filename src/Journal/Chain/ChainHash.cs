using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CadreWatch.Journal.Chain;

/// <summary>What of an event goes into its hash beside the bytes.</summary>
internal readonly record struct EventFacts(string Stream, long StreamVersion, Guid CommandId, long RecordedAt, string Name, int Version);

/// <summary>
/// The two hashes of the chain. Every part has a fixed width or its length before it, so that no two contents give one input.
/// The first link of a stream and of the commits follows <see cref="Genesis"/>.
/// </summary>
internal static class ChainHash
{
    public const int Size = 32;

    /// <summary>Algorithm id of SHA-256. Another algorithm (SM3) takes the next id; a commit row names the one that made it.</summary>
    public const short Sha256 = 1;

    public static ReadOnlyMemory<byte> Genesis { get; } = new byte[Size];

    public static void OfEvent(ReadOnlySpan<byte> previous, in EventFacts facts, ReadOnlySpan<byte> bytes, Span<byte> hash)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Size + 16 + 32 + (3 * (facts.Stream.Length + facts.Name.Length)) + bytes.Length);
        previous.CopyTo(buffer);
        var at = Size;
        at += PutText(buffer.AsSpan(at), facts.Stream);
        BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(at), facts.StreamVersion);
        facts.CommandId.TryWriteBytes(buffer.AsSpan(at + 8), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(at + 24), facts.RecordedAt);
        at += 32;
        at += PutText(buffer.AsSpan(at), facts.Name);
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(at), facts.Version);
        at += 4;
        bytes.CopyTo(buffer.AsSpan(at));
        SHA256.HashData(buffer.AsSpan(0, at + bytes.Length), hash);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <param name="eventHashes">The hashes of the group's events in position order, one after the other.</param>
    public static byte[] OfCommit(ReadOnlySpan<byte> previous, long first, long last, ReadOnlySpan<byte> eventHashes)
    {
        var length = 2 + Size + 16 + eventHashes.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        BinaryPrimitives.WriteInt16BigEndian(buffer, Sha256);
        previous.CopyTo(buffer.AsSpan(2));
        BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(2 + Size), first);
        BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(10 + Size), last);
        eventHashes.CopyTo(buffer.AsSpan(18 + Size));
        var hash = SHA256.HashData(buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        return hash;
    }

    private static int PutText(Span<byte> buffer, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, buffer[4..]);
        BinaryPrimitives.WriteInt32BigEndian(buffer, length);
        return 4 + length;
    }
}
