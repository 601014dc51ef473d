using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Calendars;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Policies;
using CadreWatch.Silo.Letters;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CadreWatch.Silo.Tests.Letters;

public sealed class LetterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("letters-").FullName;

    public static TheoryData<PaperKind> Papers => [.. Enum.GetValues<PaperKind>()];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Papers))]
    public void Paper_IsFilledFromItsTemplate_OnTheStandardsPage(PaperKind kind)
    {
        var content = Write(kind);
        var file = LetterRenderer.Render(LetterTemplates.BuiltIn(kind), content.Fields);
        Keep($"{kind}.docx", file);
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        var body = document.MainDocumentPart!.Document.Body!;
        Assert.Empty(body.Descendants<SdtElement>());
        Assert.DoesNotContain("［", body.InnerText, StringComparison.Ordinal);
        foreach (var line in content.Fields.Where(field => field.Key != "" && field.Value.Length > 0).SelectMany(field => field.Value.Split('\n')))
            Assert.Contains(line, body.InnerText, StringComparison.Ordinal);
        var margins = body.Descendants<PageMargin>().Single();
        Assert.Equal((37, 28), ((int)Math.Round(margins.Top!.Value / 56.693), (int)Math.Round(margins.Left!.Value / 56.693)));
        Assert.Contains(body.Descendants<RunFonts>(), fonts => fonts.EastAsia == "方正小标宋_GBK");
        Assert.Contains(document.MainDocumentPart.FontTablePart!.Fonts.Elements<Font>(), font => font.Name == "仿宋_GB2312" && font.AltName!.Val!.Value!.Contains("FangSong", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PaperKind.ReminderLetter)]
    [InlineData(PaperKind.InquiryNotice)]
    public void ReminderAndInquiry_SpeakOfAReport_AndNeverSayThatItIsSo(PaperKind kind)
    {
        var body = Write(kind).Fields["body"];
        Assert.StartsWith("收到关于你在廉政勤政方面的反映", body, StringComparison.Ordinal);
        Assert.DoesNotContain("你存在", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Admonition_AloneSaysYouHave_WithMeetingAndEffect()
    {
        var body = Write(PaperKind.AdmonitionLetter).Fields["body"];
        Assert.StartsWith("经查，你存在纪律松弛、监管不力的问题", body, StringComparison.Ordinal);
        Assert.Contains("部务会2026年第12次会议", body, StringComparison.Ordinal);
        Assert.Contains("5个工作日内（当日不计）", body, StringComparison.Ordinal);
        Assert.Contains("六个月内不得提拔或者重用", body, StringComparison.Ordinal);
        Assert.Contains("陈述申辩", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Inquiry_NamesItsLimit_AndWhoSigns()
    {
        Assert.Contains("15个工作日内", Write(PaperKind.InquiryNotice).Fields["body"], StringComparison.Ordinal);
        Assert.Contains("签字背书", Write(PaperKind.InquiryNotice).Fields["body"], StringComparison.Ordinal);
        var principal = Data(PaperKind.InquiryNotice) with { Measure = State(PaperKind.InquiryNotice, content => content with { IsPrincipal = true }) };
        Assert.DoesNotContain("背书", Writer().Write(PaperKind.InquiryNotice, principal).Fields["body"], StringComparison.Ordinal);
        Assert.Equal("", Writer().Write(PaperKind.Reply, principal).Fields["signed"]);
    }

    [Fact]
    public void Marks_StandOnClassifiedPapersAlone()
    {
        var secret = Write(PaperKind.InquiryNotice).Fields;
        Assert.Equal(("秘密★5年", "份号：01", "2026年9月17日", "吴某同志："), (secret["secrecy"], secret["copy"], secret["date"], secret["salutation"]));
        var open = Data(PaperKind.InquiryNotice) with { Measure = State(PaperKind.InquiryNotice, content => content with { Secrecy = Secrecy.Internal }) };
        var content = Writer().Write(PaperKind.InquiryNotice, open);
        Assert.Equal(("", ""), (content.Fields["secrecy"], content.Fields["copy"]));
        using var document = WordprocessingDocument.Open(new MemoryStream(LetterRenderer.Render(LetterTemplates.BuiltIn(PaperKind.InquiryNotice), content.Fields)), false);
        Assert.Equal("函询通知书", document.MainDocumentPart!.Document.Body!.GetFirstChild<Paragraph>()!.InnerText);
        Assert.Equal("机密", LetterWords.SecrecyMark(open.Measure.Content with { Secrecy = Secrecy.Secret, SecrecyYears = null }));
    }

    [Fact]
    public void Explanation_SaysWhatIsUnverified_AndNamesNoSource()
    {
        var body = Write(PaperKind.Explanation).Fields["body"];
        Assert.Contains("2026年5月20日，关于工程招标投标管理的情况（未核实，仅作为请你说明的事项）。", body, StringComparison.Ordinal);
        Assert.Contains("（已核实）", body, StringComparison.Ordinal);
        Assert.Contains("不因陈述申辩加重处理", body, StringComparison.Ordinal);
    }

    [Fact]
    public void LaterChange_ShowsThatTheIssuedLetterDiffers()
    {
        var content = Write(PaperKind.InquiryNotice);
        var issued = new IssuedPaper(PaperKind.InquiryNotice, "inquiryNotice.1", "云组函〔2026〕17号", "云组函/2026/17", content.Hash, new('b', 64), 2);
        Assert.False(Write(PaperKind.InquiryNotice).DiffersFrom(issued));
        Assert.False(Writer().Write(PaperKind.InquiryNotice, Data(PaperKind.InquiryNotice) with { Copy = 2 }).DiffersFrom(issued));
        Assert.True(Writer().Write(PaperKind.InquiryNotice, Data(PaperKind.InquiryNotice) with { Matter = "另一事项" }).DiffersFrom(issued));
        Assert.True(Write(PaperKind.ReminderLetter).DiffersFrom(issued));
    }

    [Fact]
    public void OfficesTemplate_TakesThePlaceOfTheShippedOne()
    {
        var templates = new LetterTemplates(folder);
        Assert.Same(templates.Of(PaperKind.Reply), templates.Of(PaperKind.Reply));
        File.WriteAllBytes(Path.Combine(folder, "inquiryNotice.docx"), LetterTemplates.BuiltIn(PaperKind.Receipt));
        using var document = WordprocessingDocument.Open(new MemoryStream(LetterRenderer.Render(templates.Of(PaperKind.InquiryNotice), Write(PaperKind.InquiryNotice).Fields)), false);
        var text = document.MainDocumentPart!.Document.Body!.InnerText;
        Assert.Contains("函询通知书", text, StringComparison.Ordinal);
        Assert.Contains("送达文书", text, StringComparison.Ordinal);
        Assert.DoesNotContain("［", text, StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenTemplate_IsSaidToBeOne()
    {
        Assert.Throws<InvalidDataException>(() => LetterRenderer.Render("no zip"u8, Write(PaperKind.Reply).Fields));
        using var empty = new MemoryStream();
        using (var document = WordprocessingDocument.Create(empty, DocumentFormat.OpenXml.WordprocessingDocumentType.Document))
            document.AddMainDocumentPart().Document = new Document(new Body(new Paragraph()));
        Assert.Throws<InvalidDataException>(() => LetterRenderer.Render(empty.ToArray(), Write(PaperKind.Reply).Fields));
    }

    private static LetterContent Write(PaperKind kind) => Writer().Write(kind, Data(kind));

    private static LetterWriter Writer() => new(Judgement());

    private static LetterData Data(PaperKind kind) => new(State(kind), "吴某", "云津区交通运输局（示例）", "党组成员、副局长", "中共云津区委组织部（示例）", "区委组织部干部监督科", new(2026, 9, 17))
    {
        Number = kind is PaperKind.TalkRecord or PaperKind.Explanation ? null : "云组函〔2026〕17号",
        Matter = kind == PaperKind.AdmonitionLetter ? "在分管工程建设项目期间，对2项工程变更未按规定报批，监管不到位。" : "分管工程建设项目招标投标管理",
        CopyTo = kind == PaperKind.AdmonitionLetter ? ["云津区交通运输局党组主要负责人"] : [],
        Talk = new("郭某", "许某", new(2026, 9, 18, 1, 30, 0, TimeSpan.Zero), "区委组织部302谈话室", "说明谈话事由和依据，听取本人说明。\n本人表示：已认识到监管责任落实不到位，将认真改正，三个月内完成制度修订。\n谈话人提出要求：举一反三，按期提交书面检查。"),
        Reply = "收到《函询通知书》后，我对分管工程建设项目招标投标管理的有关情况进行了认真回顾，现如实说明如下。\n一、关于招标方式的确定。相关项目均经局党组会议研究，会议记录可查。\n二、关于工程变更。有1项变更报批不及时，我负有领导责任，已督促补办手续。\n以上情况属实，请予审核。",
        CounterSigner = "冯某",
        Facts = [new(new(2026, 5, 20), "关于工程招标投标管理的情况", false), new(new(2025, 11, 20), "工程变更未按规定报批1项", true)],
        DeliveredBy = "许某、陆某",
        Delivers = PaperKind.InquiryNotice,
    };

    private static MeasureState State(PaperKind kind, Func<MeasureContent, MeasureContent>? change = null)
    {
        var (measure, codes) = kind switch
        {
            PaperKind.ReminderLetter => (MeasureKind.Reminder, "integrity"),
            PaperKind.AdmonitionLetter or PaperKind.TalkRecord => (MeasureKind.Admonition, "oversight"),
            PaperKind.AssessmentLetter => (MeasureKind.AssessmentNotice, "duty"),
            _ => (MeasureKind.Inquiry, "integrity"),
        };
        var content = new MeasureContent("干部监督科", "xu", "U12", [], [codes], Secrecy: Secrecy.Confidential, SecrecyYears: 5, Score: 71.5m, Place: 18, PlaceOf: 20);
        return new(MeasureId.Of(new("0199d000-0000-7000-8000-0000000000aa")))
        {
            Kind = measure,
            Stage = MeasureStage.Received,
            Cadre = "A001",
            Content = change?.Invoke(content) ?? content,
            Meeting = new("department", 2026, 12),
            Policy = "2026-03",
            ApprovedAt = new(2026, 9, 11, 3, 0, 0, TimeSpan.Zero),
            ReceivedOn = new(2026, 9, 18),
        };
    }

    private static Judgement Judgement()
    {
        var (policy, calendar) = (new Policy("2026-03"), new WorkCalendar(CalendarFile.Shipped));
        return new(policy, _ => policy, "2026", (from, to) => WorkingDays.Between(calendar, from, to), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    }

    /// <summary>With LETTERS set to a folder the papers are kept for looking at.</summary>
    private static void Keep(string name, byte[] file)
    {
        if (Environment.GetEnvironmentVariable("LETTERS") is { Length: > 0 } kept)
            File.WriteAllBytes(Path.Combine(kept, name.ToLower(CultureInfo.InvariantCulture)), file);
    }
}
