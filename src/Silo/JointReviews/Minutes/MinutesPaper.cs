using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CadreWatch.Silo.JointReviews.Minutes;

/// <summary>Writes minutes by filling the content controls of a template by their tags; the office may put its own template in place of the one built in.</summary>
public static class MinutesPaper
{
    /// <param name="template">A .docx with content controls; see <see cref="MinutesContent.Fields"/> for the tags. Null takes <see cref="MinutesTemplate"/>.</param>
    /// <exception cref="InvalidDataException">The template is no .docx, or has no control that the minutes fill.</exception>
    public static byte[] Write(MinutesContent content, TimeZoneInfo zone, byte[]? template = null)
    {
        using var stream = new MemoryStream();
        stream.Write(template ?? MinutesTemplate.Build());
        try
        {
            using var document = WordprocessingDocument.Open(stream, isEditable: true);
            var body = document.MainDocumentPart?.Document?.Body ?? throw new InvalidDataException("The template has no text.");
            var (fields, filled) = (content.Fields(zone), 0);
            foreach (var control in body.Descendants<SdtElement>().ToList())
            {
                var tag = control.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value ?? "";
                if (!fields.TryGetValue(tag, out var value)) continue;
                filled++;
                if (control is SdtRun run) FillRun(run, value);
                else FillBlock(control, value);
            }
            if (filled == 0) throw new InvalidDataException("The template has no content control with a known tag.");
        }
        catch (Exception e) when (e is FileFormatException or OpenXmlPackageException)
        {
            throw new InvalidDataException("The template is no .docx file.", e);
        }

        return stream.ToArray();
    }

    private static void FillRun(SdtRun control, string value)
    {
        if (value.Length > 0) control.InsertBeforeSelf(Like(control.Descendants<Run>().FirstOrDefault(), value));
        control.Remove();
    }

    private static void FillBlock(SdtElement control, string value)
    {
        var pattern = control.Descendants<Paragraph>().FirstOrDefault() ?? new Paragraph();
        foreach (var line in value.Length == 0 ? [] : value.Split('\n'))
        {
            var paragraph = new Paragraph();
            if (pattern.ParagraphProperties?.CloneNode(true) is { } shape) paragraph.AppendChild(shape);
            paragraph.AppendChild(Like(pattern.Descendants<Run>().FirstOrDefault(), line));
            control.InsertBeforeSelf(paragraph);
        }
        control.Remove();
    }

    private static Run Like(Run? pattern, string text)
    {
        var run = new Run();
        if (pattern?.RunProperties?.CloneNode(true) is { } shape) run.AppendChild(shape);
        run.AppendChild(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
        return run;
    }
}
