using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CadreWatch.Silo.Letters;

/// <summary>
/// Fills a template's content controls by their tags and takes the controls away. A field without a value takes its paragraph with it; a field that the
/// template has no control for is left out, and a control without a field is emptied. Where the paragraph behind a field is kept with what follows, so is the
/// field's last line: a signature never stands alone on a page.
/// </summary>
public static class LetterRenderer
{
    /// <returns>The file's bytes.</returns>
    /// <exception cref="InvalidDataException">The template is no .docx, or has no content control that the letter fills.</exception>
    public static byte[] Render(ReadOnlySpan<byte> template, IReadOnlyDictionary<string, string> fields)
    {
        using var stream = new MemoryStream();
        stream.Write(template);
        try
        {
            using var document = WordprocessingDocument.Open(stream, isEditable: true);
            var main = document.MainDocumentPart ?? throw new InvalidDataException("The template has no document part.");
            var filled = Fill(main.Document, fields);
            foreach (var header in main.HeaderParts)
                filled += Fill(header.Header, fields);
            foreach (var footer in main.FooterParts)
                filled += Fill(footer.Footer, fields);
            if (filled == 0)
                throw new InvalidDataException("The template has no content control with a known tag.");
        }
        catch (Exception e) when (e is FileFormatException or OpenXmlPackageException)
        {
            throw new InvalidDataException("The template is no .docx file.", e);
        }

        return stream.ToArray();
    }

    private static int Fill(OpenXmlPartRootElement root, IReadOnlyDictionary<string, string> fields)
    {
        var filled = 0;
        foreach (var control in root.Descendants<SdtElement>().ToList())
        {
            var tag = control.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value ?? "";
            filled += fields.ContainsKey(tag) ? 1 : 0;
            var value = fields.GetValueOrDefault(tag) ?? "";
            if (control is SdtRun run)
                FillRun(run, value);
            else
                FillBlock(control, value);
        }

        return filled;
    }

    private static void FillRun(SdtRun control, string value)
    {
        var paragraph = control.Ancestors<Paragraph>().First();
        if (value.Length > 0)
            control.InsertBeforeSelf(RunOf(control.Descendants<Run>().FirstOrDefault(), value));
        control.Remove();
        if (value.Length == 0 && paragraph.Parent is not TableCell && !paragraph.Descendants<SdtElement>().Any() && paragraph.InnerText.Trim().Length == 0)
            paragraph.Remove();
    }

    private static void FillBlock(SdtElement control, string value)
    {
        var pattern = control.Descendants<Paragraph>().FirstOrDefault() ?? new Paragraph();
        var keeps = control.NextSibling<Paragraph>() is { } next && control.NextSibling() == next && next.ParagraphProperties?.KeepNext is not null;
        foreach (var line in value.Length == 0 && control.Parent is not TableCell ? [] : value.Split('\n'))
            control.InsertBeforeSelf(new Paragraph(
                new OpenXmlElement?[] { pattern.ParagraphProperties?.CloneNode(true), RunOf(pattern.Descendants<Run>().FirstOrDefault(), line) }.OfType<OpenXmlElement>()));
        if (keeps && control.PreviousSibling() is Paragraph last)
            (last.ParagraphProperties ??= new()).KeepNext ??= new();
        control.Remove();
    }

    private static Run RunOf(Run? pattern, string text)
    {
        var run = new Run();
        if (pattern?.RunProperties?.CloneNode(true) is RunProperties properties)
        {
            properties.RemoveAllChildren<RunStyle>();
            run.RunProperties = properties;
        }

        run.AppendChild(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
        return run;
    }
}
