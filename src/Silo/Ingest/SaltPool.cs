using System.Security.Cryptography;

namespace CadreWatch.Silo.Ingest;

/// <summary>Random salts for the texts of one batch, drawn many at a time. Not safe for concurrent use.</summary>
internal sealed class SaltPool
{
    private const int SaltSize = 16;
    private readonly byte[] drawn = new byte[SaltSize * 1024];
    private int next;

    public ReadOnlySpan<byte> Next()
    {
        if (next == 0) RandomNumberGenerator.Fill(drawn);
        var salt = drawn.AsSpan(next, SaltSize);
        next = (next + SaltSize) % drawn.Length;
        return salt;
    }
}
