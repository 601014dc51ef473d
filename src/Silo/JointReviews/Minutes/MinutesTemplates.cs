using System.IO.Compression;
using System.Security.Cryptography;
using CadreWatch.Grains.Templates;
using CadreWatch.Silo.Runtime;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CadreWatch.Silo.JointReviews.Minutes;

/// <summary>
/// The office's own template of 会议纪要: looked at before it is taken, kept in a folder under the hash of its bytes. Which one counts stands in the journal
/// (<see cref="TemplateGrain"/>).
/// </summary>
/// <param name="folder">Made at the first file; several silos share one.</param>
public sealed class MinutesTemplates(IGrainRuntime runtime, string folder)
{
    /// <summary>Largest file: 2 MiB.</summary>
    public const int Limit = 2 << 20;

    /// <summary>Largest when unpacked.</summary>
    private const long UnpackedLimit = 32 << 20;

    /// <summary>The template that counts now; null for the one that ships, and where the office's own is lost or altered: the minutes must be had in any case.</summary>
    public async Task<byte[]?> OwnAsync(CancellationToken cancel)
    {
        if ((await runtime.StateAsync<TemplateState>(TemplateGrain.Minutes, cancel).ConfigureAwait(false)).Sha256 is not { } hash || !File.Exists(PlaceOf(hash))) return null;
        var bytes = await File.ReadAllBytesAsync(PlaceOf(hash), cancel).ConfigureAwait(false);
        return HashOf(bytes) == hash ? bytes : null;
    }

    /// <summary>Keeps a file that has no <see cref="Fault"/>; it is on disk when this answers.</summary>
    /// <returns>The hash of its bytes.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task<string> KeepAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var hash = HashOf(bytes.Span);
        Directory.CreateDirectory(folder);
        var half = $"{PlaceOf(hash)}.{Guid.NewGuid():n}";
        await using (var file = new FileStream(half, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(bytes, cancel).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, PlaceOf(hash), overwrite: true);
        return hash;
    }

    /// <summary>What keeps a file from being the template, in words for whoever chose it; null where nothing does.</summary>
    public static string? Fault(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length == 0) return "文件为空，请重新选择。";
        if (bytes.Length > Limit) return $"模板超过 {Limit >> 20} MiB，请压缩其中的图片。";
        try
        {
            using var stream = new MemoryStream(bytes.ToArray());
            using (var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
                if (!Unpacks(zip)) return "模板解压后过大。";
            stream.Position = 0;
            using var document = WordprocessingDocument.Open(stream, isEditable: false);
            return FaultOf(document);
        }
        catch (Exception e) when (e is InvalidDataException or FileFormatException or OpenXmlPackageException or System.Xml.XmlException)
        {
            return "不是 Word 文档（.docx）。";
        }
    }

    private static string? FaultOf(WordprocessingDocument document)
    {
        if (document.DocumentType != WordprocessingDocumentType.Document || document.MainDocumentPart is not { Document: not null } main) return "不是 Word 文档（.docx）；不接受带宏的文档和 Word 模板文件。";
        if (document.GetAllParts().Any(p => p.ExternalRelationships.Any() || p is VbaProjectPart or EmbeddedObjectPart or EmbeddedPackagePart))
            return "模板引用了外部文件或者嵌入了对象，请移除。";
        var tags = main.HeaderParts.Select(p => (OpenXmlElement)p.Header).Concat(main.FooterParts.Select(p => p.Footer)).Prepend(main.Document)
            .SelectMany(r => r.Descendants<SdtElement>()).Select(c => c.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value ?? "").Where(t => t.Length > 0).ToHashSet(StringComparer.Ordinal);
        var missing = MinutesTemplate.Fields.Where(f => !tags.Contains(f.Tag)).Select(f => $"{f.Name}（{f.Tag}）").ToList();
        if (missing.Count > 0) return $"模板缺少内容控件：{string.Join('、', missing)}。";
        var unknown = tags.Where(t => MinutesTemplate.Fields.All(f => f.Tag != t)).Order(StringComparer.Ordinal).ToList();
        return unknown.Count > 0 ? $"模板有不认识的内容控件：{string.Join('、', unknown.Select(t => t.Length > 32 ? t[..32] : t))}。" : null;
    }

    /// <summary>Reads it all: what an archive says of its sizes may be wrong.</summary>
    private static bool Unpacks(ZipArchive zip)
    {
        var (buffer, rest) = (new byte[64 << 10], UnpackedLimit);
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
                if ((rest -= read) < 0) return false;
        }

        return true;
    }

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string PlaceOf(string hash) => Path.Combine(folder, $"minutes-{hash}.docx");
}
