using System.Collections.Concurrent;
using System.Text.Json;
using CadreWatch.Grains.Measures;

namespace CadreWatch.Silo.Letters;

/// <summary>
/// The templates of the papers. A file of the office's folder (<c>inquiryNotice.docx</c>) takes the place of the one built in; it is read each time, so that a
/// replaced one counts from the next paper on.
/// </summary>
/// <param name="folder">The office's folder; it need not exist.</param>
public sealed class LetterTemplates(string folder)
{
    private readonly ConcurrentDictionary<PaperKind, byte[]> built = new();

    /// <summary>The file name of a paper's template.</summary>
    public static string FileName(PaperKind kind) => $"{JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())}.docx";

    /// <summary>The template that counts now.</summary>
    public byte[] Of(PaperKind kind)
    {
        var own = Path.Combine(folder, FileName(kind));
        return File.Exists(own) ? File.ReadAllBytes(own) : built.GetOrAdd(kind, BuiltIn);
    }

    /// <summary>The template that ships with the product, for an office to start from.</summary>
    public static byte[] BuiltIn(PaperKind kind) => TemplateBuilder.Build(kind);
}
