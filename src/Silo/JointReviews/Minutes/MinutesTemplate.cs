using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CadreWatch.Silo.JointReviews.Minutes;

/// <summary>
/// The template of 会议纪要 that ships with the product: A4 with the margins of GB/T 9704 (top 37 mm, left 28 mm, text block 156 × 225 mm), 仿宋 of size 3,
/// the head in red with a red rule below, 版记 at the end. Fonts are named with those that take their place.
/// </summary>
public static class MinutesTemplate
{
    private const string Red = "C00000";
    private static readonly (string Font, int HalfPoints) Main = ("仿宋_GB2312", 32);
    private static readonly (string Font, int HalfPoints) Head = ("方正小标宋_GBK", 44);
    private static readonly (string Font, int HalfPoints) Mark = ("黑体", 32);
    private static readonly (string Font, int HalfPoints) Small = ("仿宋_GB2312", 28);

    /// <summary>The content controls that a template has, by tag, with the names that a writer reads; <see cref="MinutesContent.Fields"/> fills them.</summary>
    public static IReadOnlyList<(string Tag, string Name)> Fields { get; } =
    [
        ("copy", "份号"), ("secrecy", "密级"), ("office", "会议名称"), ("number", "期次"), ("opening", "开头"), ("items", "议题"), ("matters", "督办"), ("present", "出席"), ("absent", "缺席"),
        ("confirmed", "确认"), ("date", "日期"), ("recipient", "发送"), ("material", "材料校验"),
    ];

    public static byte[] Build()
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.AddNewPart<FontTablePart>().Fonts = new Fonts(
                Named("仿宋_GB2312", "仿宋,FangSong,STFangsong,方正仿宋_GBK,Noto Serif CJK SC"),
                Named("方正小标宋_GBK", "方正小标宋简体,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,Noto Serif CJK SC"),
                Named("黑体", "SimHei,方正黑体_GBK,Noto Sans CJK SC"));
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = new Footer(PageNumber());
            var body = new Body();
            body.Append(Parts());
            body.AppendChild(Page(main.GetIdOfPart(footer)));
            main.Document = new Document(body);
        }

        return stream.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Parts() =>
    [
        new Paragraph(
            new ParagraphProperties(new Tabs(new TabStop { Val = TabStopValues.Right, Position = 8_844 }), Lines()),
            Inline("copy", "份号", Mark), new Run(new TabChar()), Inline("secrecy", "密级", Mark)),
        Field("office", "会议名称", Head, new(new SpacingBetweenLines { Before = "600", After = "200", Line = "800", LineRule = LineSpacingRuleValues.AtLeast }, Center()), Red),
        Field("number", "期次", Main, new(Rule(Red, bottom: true), new SpacingBetweenLines { After = "480", Line = "579", LineRule = LineSpacingRuleValues.AtLeast }, Center())),
        Field("opening", "开头", Main, Text()),
        Field("items", "议题", Main, Text()),
        Field("matters", "督办", Main, Text()),
        Field("present", "出席", Main, new(new SpacingBetweenLines { Before = "400", Line = "579", LineRule = LineSpacingRuleValues.Exact }, Indent(), Both())),
        Field("absent", "缺席", Main, Text()),
        Field("confirmed", "确认", Main, new(new KeepNext(), new SpacingBetweenLines { Before = "400", Line = "579", LineRule = LineSpacingRuleValues.Exact }, Indent())),
        Field("date", "日期", Main, new(new KeepNext(), Lines(), new Indentation { RightChars = 400, Right = "1280" }, new Justification { Val = JustificationValues.Right })),
        Field("recipient", "发送", Small, new(new KeepNext(), Rule("000000", bottom: false), new SpacingBetweenLines { Before = "400", Line = "500", LineRule = LineSpacingRuleValues.AtLeast })),
        Field("material", "材料校验", ("仿宋_GB2312", 18), new(Rule("000000", bottom: false), new SpacingBetweenLines { Before = "60", Line = "360", LineRule = LineSpacingRuleValues.AtLeast })),
    ];

    private static SdtBlock Field(string tag, string name, (string Font, int HalfPoints) face, ParagraphProperties shape, string? color = null) =>
        new(Properties(tag, name), new SdtContentBlock(new Paragraph(shape, RunOf($"［{name}］", face, color))));

    private static SdtRun Inline(string tag, string name, (string Font, int HalfPoints) face) =>
        new(Properties(tag, name), new SdtContentRun(RunOf($"［{name}］", face)));

    private static SdtProperties Properties(string tag, string name) => new(new SdtAlias { Val = name }, new Tag { Val = tag });

    private static Run RunOf(string text, (string Font, int HalfPoints) face, string? color = null) => new(Shape(face, color), new Text(text));

    private static RunProperties Shape((string Font, int HalfPoints) face, string? color = null)
    {
        var shape = new RunProperties(new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = face.Font, Hint = FontTypeHintValues.EastAsia });
        if (color is not null) shape.AppendChild(new Color { Val = color });
        shape.Append(new FontSize { Val = $"{face.HalfPoints}" }, new FontSizeComplexScript { Val = $"{face.HalfPoints}" }, new Languages { EastAsia = "zh-CN" });
        return shape;
    }

    private static ParagraphProperties Text() => new(Lines(), Indent(), Both());

    private static Indentation Indent() => new() { FirstLineChars = 200, FirstLine = "640" };

    private static SpacingBetweenLines Lines() => new() { Before = "0", After = "0", Line = "579", LineRule = LineSpacingRuleValues.Exact };

    private static Justification Center() => new() { Val = JustificationValues.Center };

    private static Justification Both() => new() { Val = JustificationValues.Both };

    private static ParagraphBorders Rule(string color, bool bottom) => bottom
        ? new(new BottomBorder { Val = BorderValues.Single, Size = 12, Space = 8, Color = color })
        : new(new TopBorder { Val = BorderValues.Single, Size = 6, Space = 4, Color = color });

    private static Paragraph PageNumber() => new(
        new ParagraphProperties(Center()), RunOf("— ", Small), Part(FieldCharValues.Begin),
        new Run(Shape(Small), new FieldCode(" PAGE ") { Space = SpaceProcessingModeValues.Preserve }), Part(FieldCharValues.End), RunOf(" —", Small));

    private static Run Part(FieldCharValues type) => new(Shape(Small), new FieldChar { FieldCharType = type });

    private static Font Named(string name, string fallbacks) =>
        new(new AltName { Val = fallbacks }, new FontCharSet { Val = "86" }, new FontFamily { Val = FontFamilyValues.Roman }) { Name = name };

    private static SectionProperties Page(string footer) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = footer }, new PageSize { Width = 11_906, Height = 16_838 },
        new PageMargin { Top = 2_098, Left = 1_587, Right = 1_474, Bottom = 1_984, Header = 851, Footer = 1_587 }, new DocGrid { Type = DocGridValues.Lines, LinePitch = 579 });
}
