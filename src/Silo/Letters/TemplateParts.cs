using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CadreWatch.Silo.Letters;

/// <summary>The pieces that templates are put together from.</summary>
internal static class TemplateParts
{
    private const int LinePitch = 579;

    /// <param name="Font">Named first; the font table names what takes its place.</param>
    /// <param name="HalfPoints">三号 is 32, 二号 44, 四号 28.</param>
    public sealed record Face(string Font, int HalfPoints);

    public static readonly Face Main = new("仿宋_GB2312", 32);
    public static readonly Face Title = new("方正小标宋_GBK", 44);
    public static readonly Face Mark = new("黑体", 32);
    public static readonly Face Small = new("仿宋_GB2312", 28);

    /// <summary>A content control that holds whole paragraphs.</summary>
    public static SdtBlock Field(string tag, string name, Face face, ParagraphProperties shape) =>
        new(Properties(tag, name), new SdtContentBlock(new Paragraph(shape, RunOf($"［{name}］", face))));

    /// <summary>A content control within a line.</summary>
    public static SdtRun Inline(string tag, string name, Face face) =>
        new(Properties(tag, name), new SdtContentRun(RunOf($"［{name}］", face)));

    public static Run RunOf(string text, Face face) => new(Shape(face), new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    public static Paragraph Blank(bool keepNext = false) => new(Kept(keepNext, Lines()), new Run(Shape(Main)));

    public static Paragraph Note(string text) => new(
        new ParagraphProperties(new SpacingBetweenLines { Before = "160", Line = "440", LineRule = LineSpacingRuleValues.Exact }, new Indentation { FirstLineChars = 200, FirstLine = "560" }),
        RunOf(text, Small));

    public static ParagraphProperties Plain() => new(Lines(), Both());

    public static ParagraphProperties Indented() => new(Lines(), new Indentation { FirstLineChars = 200, FirstLine = "640" }, Both());

    /// <summary>A title stands on lines of its own height: the exact pitch of the text would cut it.</summary>
    public static ParagraphProperties Centered(int after = 0) => new(
        new SpacingBetweenLines { Before = "0", After = $"{after}", Line = "640", LineRule = LineSpacingRuleValues.AtLeast },
        new Justification { Val = JustificationValues.Center });

    public static ParagraphProperties Right(int characters, bool keepNext = false) => Kept(
        keepNext, Lines(), new Indentation { RightChars = characters * 100, Right = $"{characters * 320}" }, new Justification { Val = JustificationValues.Right });

    /// <summary>版记: rules above and below.</summary>
    public static ParagraphProperties Ruled() => new(
        new ParagraphBorders(
            new TopBorder { Val = BorderValues.Single, Size = 6, Space = 4 }, new BottomBorder { Val = BorderValues.Single, Size = 6, Space = 4 }),
        new SpacingBetweenLines { Before = "240", After = "0", Line = $"{LinePitch}", LineRule = LineSpacingRuleValues.Exact },
        new Indentation { LeftChars = 400, Left = "1120", HangingChars = 300, Hanging = "840", RightChars = 100, Right = "280" });

    public static SpacingBetweenLines Lines() => new() { Before = "0", After = "0", Line = $"{LinePitch}", LineRule = LineSpacingRuleValues.Exact };

    public static Table Grid(int[] widths, params TableRow[] rows)
    {
        var edge = (BorderValues.Single, 6u);
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = $"{widths.Sum()}", Type = TableWidthUnitValues.Dxa },
                new TableJustification { Val = TableRowAlignmentValues.Center },
                new TableBorders(
                    new TopBorder { Val = edge.Single, Size = edge.Item2 }, new LeftBorder { Val = edge.Single, Size = edge.Item2 },
                    new BottomBorder { Val = edge.Single, Size = edge.Item2 }, new RightBorder { Val = edge.Single, Size = edge.Item2 },
                    new InsideHorizontalBorder { Val = edge.Single, Size = edge.Item2 }, new InsideVerticalBorder { Val = edge.Single, Size = edge.Item2 }),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(width => new GridColumn { Width = $"{width}" })));
        foreach (var row in rows)
        {
            var column = 0;
            foreach (var cell in row.Elements<TableCell>())
            {
                var span = cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1;
                cell.TableCellProperties!.TableCellWidth = new() { Width = $"{widths.Skip(column).Take(span).Sum()}", Type = TableWidthUnitValues.Dxa };
                column += span;
            }

            table.AppendChild(row);
        }

        return table;
    }

    public static TableRow Row(params TableCell[] cells) => Row(680, cells);

    /// <param name="height">Least height in twips.</param>
    /// <param name="cells">From the left.</param>
    public static TableRow Row(int height, params TableCell[] cells)
    {
        var row = new TableRow(new TableRowProperties(new TableRowHeight { Val = (uint)height, HeightType = HeightRuleValues.AtLeast }));
        row.Append(cells);
        return row;
    }

    public static TableCell Label(string text) => new(
        new TableCellProperties(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
        new Paragraph(new ParagraphProperties(Near(), new Justification { Val = JustificationValues.Center }), RunOf(text, Small)));

    /// <summary>A cell with one field, or two in one line; an empty tag leaves room for a signature.</summary>
    public static TableCell Cell(string tag, string name, int span = 1, bool top = false, string second = "")
    {
        var properties = new TableCellProperties();
        if (span > 1)
            properties.GridSpan = new() { Val = span };
        properties.AppendChild(new TableCellVerticalAlignment { Val = top ? TableVerticalAlignmentValues.Top : TableVerticalAlignmentValues.Center });
        var cell = new TableCell(properties);
        if (top)
            cell.AppendChild(Field(tag, name, Small, new(Near(), new Indentation { FirstLineChars = 200, FirstLine = "560" })));
        else
            cell.AppendChild(Line(tag, name, second));
        return cell;
    }

    public static Paragraph PageNumber() => new(
        new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
        RunOf("— ", Small), FieldRun(FieldCharValues.Begin), new Run(Shape(Small), new FieldCode(" PAGE ") { Space = SpaceProcessingModeValues.Preserve }),
        FieldRun(FieldCharValues.End), RunOf(" —", Small));

    private static Paragraph Line(string tag, string name, string second)
    {
        var line = new Paragraph(new ParagraphProperties(Near()));
        if (tag.Length > 0)
            line.AppendChild(Inline(tag, name, Small));
        if (second.Length > 0)
            line.Append(RunOf("　", Small), Inline(second, "职务", Small));
        return line;
    }

    private static ParagraphProperties Kept(bool keepNext, params OpenXmlElement[] shape) =>
        new([.. keepNext ? [new KeepNext()] : Array.Empty<OpenXmlElement>(), .. shape]);

    private static Run FieldRun(FieldCharValues type) => new(Shape(Small), new FieldChar { FieldCharType = type });

    private static SpacingBetweenLines Near() => new() { Before = "40", After = "40", Line = "440", LineRule = LineSpacingRuleValues.AtLeast };

    private static Justification Both() => new() { Val = JustificationValues.Both };

    private static SdtProperties Properties(string tag, string name) => new(new SdtAlias { Val = name }, new Tag { Val = tag });

    private static RunProperties Shape(Face face) => new(
        new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = face.Font, Hint = FontTypeHintValues.EastAsia },
        new FontSize { Val = $"{face.HalfPoints}" }, new FontSizeComplexScript { Val = $"{face.HalfPoints}" }, new Languages { EastAsia = "zh-CN" });
}
