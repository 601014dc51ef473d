using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Silo.Letters;

/// <summary>The forms of words that several papers share.</summary>
public static class LetterWords
{
    public static string Title(PaperKind kind) => kind switch
    {
        PaperKind.ReminderLetter => "提醒函",
        PaperKind.InquiryNotice => "函询通知书",
        PaperKind.AdmonitionLetter => "诫勉书",
        PaperKind.AssessmentLetter => "考核情况提示函",
        PaperKind.TalkRecord => "谈话记录",
        PaperKind.Reply => "书面回复",
        PaperKind.Receipt => "送达回执",
        _ => "情况说明单",
    };

    /// <summary>The paper that a kind of measure is issued as; null for a form without one.</summary>
    public static PaperKind? PaperOf(MeasureKind kind) => kind switch
    {
        MeasureKind.Reminder => PaperKind.ReminderLetter,
        MeasureKind.Inquiry => PaperKind.InquiryNotice,
        MeasureKind.Admonition => PaperKind.AdmonitionLetter,
        MeasureKind.AssessmentNotice => PaperKind.AssessmentLetter,
        _ => null,
    };

    /// <summary>2026年3月6日.</summary>
    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>秘密★5年; empty for a paper that is not classified.</summary>
    public static string SecrecyMark(MeasureContent content) => content.Secrecy switch
    {
        Secrecy.Confidential => "秘密" + Term(content),
        Secrecy.Secret => "机密" + Term(content),
        _ => "",
    };

    /// <summary>份号：01 on classified papers; empty elsewhere.</summary>
    public static string Copy(MeasureContent content, int copy) =>
        content.Secrecy == Secrecy.Internal ? "" : string.Create(CultureInfo.InvariantCulture, $"份号：{copy:00}");

    /// <summary>部务会2026年第12次会议.</summary>
    public static string Meeting(MeetingRef meeting) => string.Create(
        CultureInfo.InvariantCulture, $"{MeasurePolicy.Shipped.Item("meetings", meeting.Body)?.Name ?? meeting.Body}{meeting.Year}年第{meeting.Number}次会议");

    /// <summary>廉政勤政、组织纪律: the names of the measure's codes.</summary>
    public static string Codes(MeasureKind kind, IEnumerable<string> codes) =>
        string.Join('、', codes.Select(code => MeasurePolicy.Shipped.Item(BasisRule.ListOf(kind) ?? "", code)?.Name ?? code));

    /// <summary>15个工作日: the limit of the policy in force, without its grade.</summary>
    public static string Limit(Judgement judgement, DateOnly on, MeasureContent content, string deadline)
    {
        var figure = MeasureRules.Of(judgement, on, content.Authority).Figure($"measure.{deadline}");
        return string.Create(CultureInfo.InvariantCulture, $"{figure.Value:0.##}{(figure.Unit == TimeLimit.Day ? "" : "个")}{figure.Unit}");
    }

    /// <summary>A clause without the full stop it may end with, so that a sentence can go on behind it.</summary>
    public static string Clause(string text) => text.Trim().TrimEnd('。', '；', '，', '.', ';', ',');

    private static string Term(MeasureContent content) =>
        content.SecrecyYears is { } years ? string.Create(CultureInfo.InvariantCulture, $"★{years}年") : "";
}
