using CadreWatch.Silo.Letters;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CadreWatch.Silo.JointReviews.Reports;

/// <param name="Heads">The first is over the names of the lines.</param>
/// <param name="Lines">As many cells as heads, ready for the eye.</param>
public sealed record PaperTable(string Title, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Lines);

/// <summary>What a report says on paper.</summary>
/// <param name="Office">发文机关.</param>
/// <param name="Opening">Paragraphs before the tables.</param>
/// <param name="Closing">Paragraphs after them: what is withheld, who made the paper and when.</param>
public sealed record ReportContent(string Office, string Title, IReadOnlyList<string> Opening, IReadOnlyList<PaperTable> Tables, IReadOnlyList<string> Closing);

/// <summary>Writes a report as .docx: A4 across with the margins of GB/T 9704, so that the wide table keeps its columns.</summary>
public static class ReportPaper
{
    private const int Width = 13_780;
    private const int NameWidth = 2_980;
    private static readonly TemplateParts.Face Figures = new("仿宋_GB2312", 21);

    /// <returns>The file's bytes.</returns>
    public static byte[] Write(ReportContent content)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = new Footer(TemplateParts.PageNumber());
            var body = new Body();
            body.Append(Parts(content));
            body.AppendChild(Page(main.GetIdOfPart(footer)));
            main.Document = new Document(body);
        }

        return stream.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Parts(ReportContent content)
    {
        yield return new Paragraph(TemplateParts.Centered(), TemplateParts.RunOf(content.Office, TemplateParts.Main));
        yield return new Paragraph(TemplateParts.Centered(after: 200), TemplateParts.RunOf(content.Title, TemplateParts.Title));
        foreach (var line in content.Opening) yield return TemplateParts.Note(line);
        foreach (var table in content.Tables)
        {
            yield return new Paragraph(
                new ParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = "240", After = "80" }), TemplateParts.RunOf(table.Title, TemplateParts.Mark));
            yield return Grid(table);
        }

        foreach (var line in content.Closing) yield return TemplateParts.Note(line);
    }

    private static Table Grid(PaperTable table)
    {
        var others = (Width - NameWidth) / Math.Max(1, table.Heads.Count - 1);
        int[] widths = [NameWidth, .. Enumerable.Repeat(others, table.Heads.Count - 1)];
        var head = TemplateParts.Row(420, [.. table.Heads.Select(h => Cell(h, JustificationValues.Center))]);
        head.TableRowProperties!.AppendChild(new TableHeader());
        return TemplateParts.Grid(widths, [head, .. table.Lines.Select(line => TemplateParts.Row(
            380, [.. line.Select((text, i) => Cell(text, i == 0 ? JustificationValues.Left : JustificationValues.Right))]))]);
    }

    private static TableCell Cell(string text, JustificationValues side) => new(
        new TableCellProperties(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
        new Paragraph(new ParagraphProperties(new SpacingBetweenLines { Before = "20", After = "20" }, new Justification { Val = side }), TemplateParts.RunOf(text, Figures)));

    private static SectionProperties Page(string footer) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
        new PageSize { Width = 16_838, Height = 11_906, Orient = PageOrientationValues.Landscape },
        new PageMargin { Top = 1_587, Left = 1_531, Right = 1_531, Bottom = 1_474, Header = 851, Footer = 992 });
}
