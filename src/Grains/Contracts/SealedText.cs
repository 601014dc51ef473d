using System.Security.Cryptography;
using System.Text;

namespace CadreWatch.Grains.Contracts;

/// <summary>
/// Free text or a name on its way to the journal's text table. The event keeps only <see cref="Hash"/> = SHA-256(salt ‖ UTF-8 bytes),
/// so that erasing salt and text leaves the chain verifiable and the text unguessable. The salt (16 random bytes) is drawn where the command is made.
/// </summary>
public sealed class SealedText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SealedText(byte[] salt, byte[] bytes)
    {
        Salt = salt;
        Bytes = bytes;
        Span<byte> both = salt.Length + bytes.Length <= 1024 ? stackalloc byte[salt.Length + bytes.Length] : new byte[salt.Length + bytes.Length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        salt.CopyTo(both);
        bytes.CopyTo(both[salt.Length..]);
        SHA256.HashData(both, hash);
        Hash = Convert.ToHexStringLower(hash);
    }

    public ReadOnlyMemory<byte> Salt { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Hash { get; }

    /// <exception cref="EncoderFallbackException">The text has a lone surrogate: its hash would be that of another text.</exception>
    public static SealedText Of(string text, ReadOnlySpan<byte> salt) => new(salt.ToArray(), Strict.GetBytes(text));

    /// <summary>As it was stored.</summary>
    public static SealedText Of(byte[] salt, byte[] bytes) => new(salt, bytes);

    public override string ToString() => Hash;
}

/// <summary>A text stored beside the event at <paramref name="EventIndex"/> of its decision, under a field name such as <c>title</c>.</summary>
public sealed record EventText(int EventIndex, string Field, SealedText Text);
