using CadreWatch.Grains.Measures;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using static CadreWatch.Silo.Letters.TemplateParts;

namespace CadreWatch.Silo.Letters;

/// <summary>
/// Builds the shipped templates: A4 with the margins of GB/T 9704 (top 37 mm, left 28 mm, text block 156 × 225 mm), 22 lines of 28 characters in 仿宋 of size 3.
/// </summary>
internal static class TemplateBuilder
{
    private const int TwipsPerMetre = 56_693;

    public static byte[] Build(PaperKind kind)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            AddFonts(main);
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = new Footer(PageNumber());
            var body = new Body();
            body.Append(kind switch
            {
                PaperKind.TalkRecord => Talk(),
                PaperKind.Reply => Reply(),
                PaperKind.Receipt => Receipt(),
                _ => Letter(),
            });
            body.AppendChild(Page(main.GetIdOfPart(footer)));
            main.Document = new Document(body);
        }

        return stream.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Letter() =>
    [
        Marks(),
        Field("title", "标题", Title, Centered()),
        Field("number", "文号", Main, Centered()),
        Blank(),
        Field("salutation", "称谓", Main, Plain()),
        Field("body", "正文", Main, Indented()),
        Blank(keepNext: true),
        Field("issuer", "发文机关", Main, Right(2, keepNext: true)),
        Field("date", "成文日期", Main, Right(4, keepNext: true)),
        Field("copyTo", "抄送", Small, Ruled()),
    ];

    private static IEnumerable<OpenXmlElement> Reply() =>
    [
        Marks(),
        Field("title", "标题", Title, Centered()),
        Field("number", "所回复的文号", Main, Centered()),
        Blank(),
        Field("salutation", "称谓", Main, Plain()),
        Field("body", "正文", Main, Indented()),
        Blank(keepNext: true),
        Field("author", "回复人", Main, Right(2, keepNext: true)),
        new Paragraph(Right(2, keepNext: true), RunOf("本人签名：　　　　　　", Main)),
        Field("date", "日期", Main, Right(2)),
        Blank(),
        Field("signed", "签字背书", Main, Plain()),
    ];

    private static IEnumerable<OpenXmlElement> Talk() =>
    [
        Marks(),
        Field("title", "标题", Title, Centered(after: 200)),
        Grid(
            [1_800, 2_622, 1_800, 2_622],
            Row(Label("谈话对象"), Cell("person", "谈话对象"), Label("谈话类别"), Cell("kind", "谈话类别")),
            Row(Label("单位"), Cell("unit", "单位"), Label("职务"), Cell("post", "职务")),
            Row(Label("时间"), Cell("time", "时间"), Label("地点"), Cell("place", "地点")),
            Row(Label("谈话人"), Cell("talker", "谈话人"), Label("记录人"), Cell("recorder", "记录人")),
            Row(Label("事由"), Cell("matter", "事由", span: 3)),
            Row(2_400, Label("谈话内容"), Cell("body", "谈话内容", span: 3, top: true)),
            Row(Label("对象签名"), Cell("", "", span: 3)),
            Row(Label("谈话人签名"), Cell("", ""), Label("记录人签名"), Cell("", ""))),
        Note("本记录经谈话对象核对无误后签名；谈话对象拒绝签名的，由谈话人、记录人注明。"),
    ];

    private static IEnumerable<OpenXmlElement> Receipt() =>
    [
        Marks(),
        Field("title", "标题", Title, Centered(after: 200)),
        Grid(
            [2_200, 6_644],
            Row(Label("送达文书"), Cell("paper", "送达文书")),
            Row(Label("收件人"), Cell("person", "收件人")),
            Row(Label("单位及职务"), Cell("unit", "单位", second: "post")),
            Row(Label("送达人"), Cell("deliveredBy", "送达人")),
            Row(Label("送达日期"), Cell("receivedOn", "送达日期")),
            Row(Label("签收情况"), Cell("standing", "签收情况")),
            Row(1_400, Label("收件人签名"), Cell("", "")),
            Row(1_400, Label("见证人"), Cell("witnesses", "见证人"))),
        Note("收件人签收后，此回执由送达人带回存档；收件人拒绝签收的，由两名见证人签名。签收当日不计入回复期限。"),
    ];

    /// <summary>密级★保密期限 on the left, 份号 on the right.</summary>
    private static Paragraph Marks() => new(
        new ParagraphProperties(new Tabs(new TabStop { Val = TabStopValues.Right, Position = 8_844 }), Lines()),
        Inline("secrecy", "密级", Mark), new Run(new TabChar()), Inline("copy", "份号", Mark));

    private static SectionProperties Page(string footer) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
        new PageSize { Width = 11_906, Height = 16_838 },
        new PageMargin { Top = Twips(37), Left = (uint)Twips(28), Right = (uint)Twips(26), Bottom = Twips(35), Header = 851, Footer = (uint)Twips(28) },
        new DocGrid { Type = DocGridValues.Lines, LinePitch = 579 });

    private static int Twips(int millimetres) => millimetres * TwipsPerMetre / 1000;

    private static void AddFonts(MainDocumentPart main)
    {
        var table = main.AddNewPart<FontTablePart>();
        table.Fonts = new Fonts(
            NamedFont("仿宋_GB2312", "仿宋,FangSong,STFangsong,方正仿宋_GBK,Noto Serif CJK SC"),
            NamedFont("方正小标宋_GBK", "方正小标宋简体,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,Noto Serif CJK SC"),
            NamedFont("黑体", "SimHei,方正黑体_GBK,Noto Sans CJK SC"));
    }

    private static Font NamedFont(string name, string fallbacks) =>
        new(new AltName { Val = fallbacks }, new FontCharSet { Val = "86" }, new FontFamily { Val = FontFamilyValues.Roman }) { Name = name };
}
