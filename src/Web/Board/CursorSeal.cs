using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using CadreWatch.Silo.Ingest;
using CadreWatch.Web.Hosting;

namespace CadreWatch.Web.Board;

/// <summary>
/// Makes what a client holds opaque and unforgeable: AES-256-GCM under a key from the data folder. Each run of the server draws a salt and derives its own key
/// from it (HKDF-SHA256), under which nonces are counted, so that no nonce is used twice however many cursors are made. See ADR 0008.
/// </summary>
/// <remarks>It says nothing about who may use a cursor: that is in the plaintext and checked by its reader. Safe for concurrent use.</remarks>
internal sealed class CursorSeal : IDisposable
{
    private const int SaltSize = 16;
    private const int CounterSize = 8;
    private const int TagSize = 16;
    private const int Overhead = SaltSize + CounterSize + TagSize;

    /// <summary>Nobody needs longer ones; longer ones are not looked at.</summary>
    private const int LongestText = 2_048;

    private readonly byte[] root;
    private readonly byte[] salt = RandomNumberGenerator.GetBytes(SaltSize);
    private readonly AesGcm own;
    private readonly Lock sealing = new();
    private ulong counter;

    public CursorSeal(ServerOptions options)
        : this(SecretFile.ReadOrMake(Path.Combine(options.Data, "cursor-key.bin"), () => RandomNumberGenerator.GetBytes(32)))
    {
    }

    public CursorSeal(byte[] root)
    {
        if (root.Length != 32) throw new OptionsRefusedException("cursor-key.bin in the data folder is not 32 bytes long; delete it, and boards start afresh.");
        this.root = root;
        own = Derive(salt);
    }

    /// <param name="purpose">A text sealed for one purpose does not open for another.</param>
    public string Seal(string purpose, ReadOnlySpan<byte> plain)
    {
        Span<byte> token = new byte[Overhead + plain.Length];
        salt.CopyTo(token);
        lock (sealing)
        {
            BinaryPrimitives.WriteUInt64BigEndian(token[SaltSize..], counter++);
            own.Encrypt(Nonce(token), plain, token[(SaltSize + CounterSize)..^TagSize], token[^TagSize..], Encoding.UTF8.GetBytes(purpose));
        }

        return Base64Url.EncodeToString(token);
    }

    /// <summary>False for anything that this key did not seal for this purpose.</summary>
    public bool TryOpen(string purpose, string? text, [NotNullWhen(true)] out byte[]? plain)
    {
        plain = null;
        if (text is null || text.Length > LongestText || !Base64Url.IsValid(text)) return false;
        var token = Base64Url.DecodeFromChars(text);
        if (token.Length < Overhead) return false;
        var opened = new byte[token.Length - Overhead];
        try
        {
            using var key = Derive(token.AsSpan(0, SaltSize));
            key.Decrypt(Nonce(token), token.AsSpan(SaltSize + CounterSize, opened.Length), token.AsSpan(token.Length - TagSize), opened, Encoding.UTF8.GetBytes(purpose));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        plain = opened;
        return true;
    }

    public void Dispose() => own.Dispose();

    private static byte[] Nonce(ReadOnlySpan<byte> token)
    {
        var nonce = new byte[12];
        token.Slice(SaltSize, CounterSize).CopyTo(nonce.AsSpan(4));
        return nonce;
    }

    private AesGcm Derive(ReadOnlySpan<byte> withSalt)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, root, key, withSalt, "cadre-watch cursor"u8);
        return new(key, TagSize);
    }
}
