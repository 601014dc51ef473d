using CadreWatch.Silo.JointReviews.Minutes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CadreWatch.Silo.Tests.JointReviews;

public sealed class MinutesPaperTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly MinutesContent Content = new(
        "云津区（示例）干部监督", 2026, 4, new(2026, 10, 12), "区委组织部第二会议室", "姜某（示例）", "许某（示例）",
        ["姜某（示例）", "许某（示例）", "区纪委监委 何某（示例）", "区审计局 唐某（示例）", "区信访局 沈某（示例）"], ["区税务局"],
        new(2026, 10, 12, 1, 0, 0, TimeSpan.Zero), string.Concat(Enumerable.Repeat("9f3ac21e", 8)),
        [
            new("周某（示例），区住建局局长", "继续核实", "任中经责审计反映的变更未报批1项已整改；近12个月反映3件，均未核实，待核查结果。", [("何某（示例）", "应先听取本人说明")], []),
            new("吴某（示例），区交通局副局长", "建议函询", "信访反映2件，未核实，事项具体。", [], ["区审计局 唐某（示例）"]),
        ],
        [new("核查新增反映", "区信访局 沈某（示例）", new(2026, 10, 23))])
    { Secrecy = "秘密", Copy = 3, Recipient = "区审计局 唐某（示例）", ConfirmedBy = ["姜某（示例）", "许某（示例）"] };

    [Fact]
    public void Minutes_SayWhatWasDecided_AndLeaveNoControlBehind()
    {
        var file = MinutesPaper.Write(Content, Zone);
        using var document = WordprocessingDocument.Open(new MemoryStream(file), false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var body = document.MainDocumentPart!.Document!.Body!;
        Assert.Empty(body.Descendants<SdtElement>());
        var text = string.Join('\n', body.Elements<Paragraph>().Select(p => p.InnerText));
        Assert.Contains("000003秘密", text, StringComparison.Ordinal);
        Assert.Contains("会议材料于2026年10月12日09时00分冻结", text, StringComparison.Ordinal);
        Assert.Contains("1．周某（示例），区住建局局长。结论：继续核实。理由：任中经责审计反映的变更未报批1项已整改；近12个月反映3件，均未核实，待核查结果。", text, StringComparison.Ordinal);
        Assert.Contains("不同意见（何某（示例））：应先听取本人说明。", text, StringComparison.Ordinal);
        Assert.Contains("回避：区审计局 唐某（示例）。", text, StringComparison.Ordinal);
        Assert.Contains("1．核查新增反映，由区信访局 沈某（示例）负责，2026年10月23日前办结。", text, StringComparison.Ordinal);
        Assert.Contains($"SHA-256 {Content.MaterialSha256}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("［", text, StringComparison.Ordinal);
    }

    [Fact]
    public void OwnTemplate_IsTakenWithEveryField_AndRefusedByTheNameOfWhatItLacks()
    {
        Assert.Null(MinutesTemplates.Fault(MinutesTemplate.Build()));
        Assert.Equal("模板缺少内容控件：议题（items）、材料校验（material）。", MinutesTemplates.Fault(Changed(tag => tag is "items" or "material" ? null : tag)));
        Assert.Equal("模板有不认识的内容控件：stamp。", MinutesTemplates.Fault(Changed(tag => tag, "stamp")));
        Assert.Contains("不是 Word 文档", MinutesTemplates.Fault("PK text"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("文件为空", MinutesTemplates.Fault(default), StringComparison.Ordinal);
        Assert.Contains("超过 2 MiB", MinutesTemplates.Fault(new byte[MinutesTemplates.Limit + 1]), StringComparison.Ordinal);
        Assert.Contains("外部文件", MinutesTemplates.Fault(Changed(tag => tag, linked: true)), StringComparison.Ordinal);
        Assert.Equal(MinutesTemplate.Fields.Select(f => f.Tag).Order(), Content.Fields(Zone).Keys.Order());
    }

    [Fact]
    public void WhatIsNotThere_TakesItsLineOut()
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(MinutesPaper.Write(Content with { Absent = [], Matters = [], Recipient = "", Copy = null }, Zone)), false);
        var text = document.MainDocumentPart!.Document!.Body!.InnerText;
        Assert.DoesNotContain("缺席", text, StringComparison.Ordinal);
        Assert.DoesNotContain("督办事项", text, StringComparison.Ordinal);
        Assert.DoesNotContain("000003", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TemplateOfTheOffice_TakesThePlaceOfTheOneBuiltIn()
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, DocumentFormat.OpenXml.WordprocessingDocumentType.Document))
            document.AddMainDocumentPart().Document = new Document(new Body(new SdtBlock(
                new SdtProperties(new Tag { Val = "number" }), new SdtContentBlock(new Paragraph(new Run(new Text("期")))))));
        using var filled = WordprocessingDocument.Open(new MemoryStream(MinutesPaper.Write(Content, Zone, stream.ToArray())), false);
        Assert.Equal("2026年第4次", filled.MainDocumentPart!.Document!.Body!.InnerText);
        Assert.Throws<InvalidDataException>(() => MinutesPaper.Write(Content, Zone, [1, 2, 3]));
    }

    /// <summary>The shipped template with tags that are others, or not there.</summary>
    private static byte[] Changed(Func<string, string?> tag, string? more = null, bool linked = false)
    {
        using var stream = new MemoryStream();
        stream.Write(MinutesTemplate.Build());
        using (var document = WordprocessingDocument.Open(stream, true))
        {
            var main = document.MainDocumentPart!;
            foreach (var control in main.Document!.Descendants<SdtElement>().ToList())
                if (tag(control.SdtProperties!.GetFirstChild<Tag>()!.Val!.Value!) is null) control.Remove();
            if (more is not null) main.Document.Body!.PrependChild(new SdtBlock(new SdtProperties(new Tag { Val = more }), new SdtContentBlock(new Paragraph())));
            if (linked) main.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", new Uri("http://example.invalid/a.png"));
        }

        return stream.ToArray();
    }
}
