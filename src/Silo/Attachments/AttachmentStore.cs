using System.Security.Cryptography;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Silo.Attachments;

/// <summary>A file that is kept.</summary>
/// <param name="Hash">SHA-256 of its bytes, 64 lower-case hexadecimal digits: its name.</param>
/// <param name="MediaType">As its first bytes tell.</param>
public sealed record Attachment(string Hash, string MediaType, long Length);

/// <summary>
/// Scans of signed originals in one folder, named by the hash of their bytes, so that the same file twice is one. It knows no rights: who shows a file asks for
/// the thing that it hangs on.
/// </summary>
/// <param name="folder">Made at the first file; several silos share one.</param>
public sealed class AttachmentStore(string folder)
{
    /// <summary>Largest file: 20 MiB.</summary>
    public const int Limit = 20 << 20;

    private const int HashDigits = 64;

    private static readonly (byte[] Begins, string MediaType)[] Types =
    [
        ("%PDF-"u8.ToArray(), "application/pdf"), ([0xFF, 0xD8, 0xFF], "image/jpeg"), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0x49, 0x49, 0x2A, 0x00], "image/tiff"), ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
    ];

    /// <summary>The kinds of file that are taken.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } = [.. Types.Select(t => t.MediaType).Distinct()];

    /// <summary>Keeps the bytes; they are on disk when it answers.</summary>
    /// <returns>An <see cref="Attachment"/>, or a <see cref="Refusal"/> <c>fileEmpty</c>, <c>fileTooLarge</c> or <c>fileTypeUnknown</c>.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task<object> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var known = Check(bytes.Span);
        if (known is Attachment attachment && PlaceOf(attachment.Hash) is var place && !File.Exists(place)) await WriteAsync(place, bytes, cancel).ConfigureAwait(false);
        return known;
    }

    /// <summary>What <see cref="PutAsync"/> would answer; nothing is kept.</summary>
    public static object Check(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 0 ? new Refusal("fileEmpty", "文件为空，请重新选择。", "file")
        : bytes.Length > Limit ? new Refusal("fileTooLarge", $"扫描件超过 {Limit >> 20} MiB，请压缩或者分开上传。", "file")
        : TypeOf(bytes) is not { } type ? new Refusal("fileTypeUnknown", "扫描件须为 PDF、JPEG、PNG 或者 TIFF 文件。", "file")
        : new Attachment(Convert.ToHexStringLower(SHA256.HashData(bytes)), type, bytes.Length);

    /// <summary>A name to save a file under: it says nothing of what is in it.</summary>
    public static string NameOf(string hash, string mediaType) => $"{hash[..8]}.{mediaType[(mediaType.IndexOf('/', StringComparison.Ordinal) + 1)..]}";

    /// <summary>The file of a hash; null where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is not what was kept under this hash.</exception>
    public async Task<(byte[] Bytes, string MediaType)?> FindAsync(string hash, CancellationToken cancel)
    {
        if (hash.Length != HashDigits || !hash.All(char.IsAsciiHexDigitLower) || !File.Exists(PlaceOf(hash))) return null;
        var bytes = await File.ReadAllBytesAsync(PlaceOf(hash), cancel).ConfigureAwait(false);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash && TypeOf(bytes) is { } type
            ? (bytes, type)
            : throw new InvalidDataException($"The attachment {hash} is not what was kept.");
    }

    private static string? TypeOf(ReadOnlySpan<byte> bytes)
    {
        foreach (var (begins, type) in Types)
            if (bytes.StartsWith(begins))
                return type;
        return null;
    }

    private string PlaceOf(string hash) => Path.Combine(folder, hash[..2], hash);

    /// <summary>Under a name of its own first: a file that has its final name is whole.</summary>
    private static async Task WriteAsync(string place, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        var temporary = $"{place}.{Guid.NewGuid():n}";
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(bytes, cancel).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, place, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
