using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CadreWatch.Journal.Chain;

/// <summary>One signed commit: the journal's last position and commit hash at some time.</summary>
internal sealed record AnchorLine(string Epoch, long Position, byte[] Hash, DateTimeOffset SignedAt, byte[] Signature)
{
    /// <summary>What the signature covers, and the line's beginning: <c>1 epoch position hash signedAt</c>; the first field is the format.</summary>
    public string Statement => string.Create(CultureInfo.InvariantCulture, $"1 {Epoch} {Position} {Convert.ToHexStringLower(Hash)} {SignedAt:O}");

    public override string ToString() => $"{Statement} {Convert.ToHexStringLower(Signature)}";

    public static AnchorLine Parse(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 6 || parts[0] != "1") throw new FormatException($"Not an anchor: {line}");
        return new(
            parts[1], long.Parse(parts[2], CultureInfo.InvariantCulture), Convert.FromHexString(parts[3]),
            DateTimeOffset.ParseExact(parts[4], "O", CultureInfo.InvariantCulture), Convert.FromHexString(parts[5]));
    }
}

/// <summary>
/// Signed commits, a line each, and the public half of the key that signed them. Copy the file away often, best to where the database's administrators cannot
/// write: what counts in a verification is the copy.
/// </summary>
/// <param name="path">The anchors file or a copy of it.</param>
/// <param name="publicKeyPem">Public key, PEM.</param>
public sealed class AnchorFile(string path, string publicKeyPem)
{
    /// <remarks>What follows the last line end was being written when its machine stopped, and is no anchor.</remarks>
    internal async Task<IReadOnlyList<AnchorLine>> ReadAsync(CancellationToken cancel)
    {
        var text = await File.ReadAllTextAsync(path, cancel);
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(AnchorLine.Parse).OrderBy(l => l.Position)];
    }

    internal ChainFault? FirstForged(IReadOnlyList<AnchorLine> lines)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(publicKeyPem);
        var forged = lines.FirstOrDefault(l => !key.VerifyData(Encoding.ASCII.GetBytes(l.Statement), l.Signature, HashAlgorithmName.SHA256));
        return forged is null ? null : new(FaultKind.ForgedAnchor, forged.Position, $"The anchor of position {forged.Position} is not signed with this key.");
    }
}
