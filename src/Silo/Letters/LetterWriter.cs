using System.Globalization;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Clocks;

namespace CadreWatch.Silo.Letters;

/// <summary>
/// Writes what a paper says. A reminder or an inquiry says 「收到关于你在××方面的反映」; only a 诫勉书 says 「你存在」; none names or hints at a source.
/// </summary>
public sealed class LetterWriter(Judgement judgement)
{
    private const string Rules = "《关于组织人事部门对领导干部进行提醒、函询和诫勉的实施细则》";

    public LetterContent Write(PaperKind kind, LetterData data) => new(kind, kind switch
    {
        PaperKind.ReminderLetter => Letter(kind, data, Reminder(data)),
        PaperKind.InquiryNotice => Letter(kind, data, Inquiry(data)),
        PaperKind.AdmonitionLetter => Letter(kind, data, Admonition(data)),
        PaperKind.AssessmentLetter => Letter(kind, data, Assessment(data)),
        PaperKind.TalkRecord => Talk(data),
        PaperKind.Reply => Reply(data),
        PaperKind.Receipt => Receipt(data),
        _ => Letter(kind, data, Explanation(data)),
    });

    private static Dictionary<string, string> Letter(PaperKind kind, LetterData data, string body) => new()
    {
        ["secrecy"] = LetterWords.SecrecyMark(data.Measure.Content),
        ["copy"] = LetterWords.Copy(data.Measure.Content, data.Copy),
        ["title"] = LetterWords.Title(kind),
        ["number"] = data.Number ?? "",
        ["salutation"] = $"{data.Name}同志：",
        ["body"] = body,
        ["issuer"] = data.Issuer,
        ["date"] = LetterWords.Day(data.Date),
        ["copyTo"] = data.CopyTo.Count == 0 ? "" : $"抄送：{string.Join('，', data.CopyTo)}。",
    };

    private static string Reminder(LetterData data) => Lines(
        $"收到关于你在{Codes(data)}方面的反映，涉及{LetterWords.Clause(data.Matter)}。根据{Rules}和有关规定，现对你予以提醒。",
        "请对照检查，有则改之，无则加勉，切实履行职责，严格要求自己。",
        "如需说明情况或者陈述申辩，可以书面向我部提出。");

    private string Inquiry(LetterData data)
    {
        var content = data.Measure.Content;
        var signed = content.IsPrincipal ? "由本人签名后" : "由本人签名，并经所在单位党组织主要负责人签字背书后";
        return Lines(
            $"收到关于你在{Codes(data)}方面的反映。根据{Rules}和有关规定，现向你函询。请就{LetterWords.Clause(data.Matter)}的有关情况，如实作出书面说明。",
            $"请于收到本通知书之日起{Limit(data, DeadlineNames.Reply)}内作出书面回复（收到当日不计），{signed}，密封送{data.Office}。",
            "如有陈述申辩，请一并说明。说明情况和陈述申辩不影响对你的公正对待。");
    }

    private string Admonition(LetterData data)
    {
        var state = data.Measure;
        var studied = state.Meeting is { } meeting ? $"经{LetterWords.Meeting(meeting)}研究，并报经批准，" : "报经批准，";
        return Lines(
            $"经查，你存在{Codes(data)}的问题：{LetterWords.Clause(data.Matter)}。",
            $"根据{Rules}和有关规定，{studied}决定对你进行诫勉。",
            $"请深刻认识，认真改正，并于收到本诫勉书或者诫勉谈话之日起{Limit(data, DeadlineNames.SelfExamination)}内（当日不计）向{data.Office}提交书面检查。{Influence(state)}",
            "如对上述事实或者处理有异议，可以书面陈述申辩，也可以按规定提出申诉；我部将予以核实，不因陈述申辩加重处理。");
    }

    private string Influence(MeasureState state)
    {
        var day = judgement.DayOf(state.ApprovedAt ?? DateTimeOffset.UnixEpoch);
        if (InfluencePolicy.Shipped.Find("admonition", day, state.Content.Authority) is not { } rule)
            return "";
        var words = rule.Effects.Where(effect => effect is { Applies: true, Provision.IsUnverified: false }).Select(effect => effect.Words).Distinct();
        return string.Join('，', words) is { Length: > 0 } effects ? $"诫勉后，{effects}。" : "";
    }

    private static string Assessment(LetterData data)
    {
        var content = data.Measure.Content;
        var place = content is { Place: { } rank, PlaceOf: { } of } ? string.Create(CultureInfo.InvariantCulture, $"，在{of}名同类干部中列第{rank}名") : "";
        return Lines(
            string.Create(CultureInfo.InvariantCulture, $"现将考核情况向你提示如下：你的考核得分为{content.Score:0.##}分{place}。"),
            $"综合考核情况，提示你注意{Codes(data)}方面的情况：{LetterWords.Clause(data.Matter)}。",
            "名次靠前或者靠后本身不是对你的评价结论。请结合主客观条件认真查找原因，提出改进措施。如有不同意见，可以书面说明。");
    }

    private static string Explanation(LetterData data)
    {
        var state = data.Measure;
        var facts = data.Facts.Select((fact, i) => string.Create(
            CultureInfo.InvariantCulture, $"{i + 1}．{(fact.On is { } on ? LetterWords.Day(on) + "，" : "")}{LetterWords.Clause(fact.Topic)}（{(fact.Verified ? "已核实" : "未核实，仅作为请你说明的事项")}）。"));
        return Lines(
        [
            $"根据你的要求，现将对你进行{state.Kind.Word()}所依据的事实和规定说明如下。",
            "一、所依据的事实",
            .. data.Facts.Count == 0 ? [$"{LetterWords.Clause(data.Matter)}。"] : facts,
            "二、所依据的规定",
            $"{Rules}{(Codes(data) is { Length: > 0 } codes ? $"中关于{codes}的规定" : "")}，以及干部监督的有关规定。{Judged(state)}",
            .. Provisions(state),
            "三、你的权利",
            "你可以要求说明情况，可以陈述申辩、提出异议；我部将听取、核实并记录，不因陈述申辩加重处理。经核实反映不实的，予以澄清；符合容错情形的，依规容错。",
            "本措施由人研究决定，不是由计算机自动作出的决定。",
        ]);
    }

    /// <summary>Every limit and effect with the article that it comes from.</summary>
    private static IEnumerable<string> Provisions(MeasureState state) =>
        from deadline in state.Deadlines.GroupBy(d => d.Name).Select(same => same.Last())
        select $"{DeadlineNames.Word(deadline.Name)}：{deadline.Limit}，依据{deadline.Limit.Provision.Source}{deadline.Limit.Provision.Article}。";

    private static string Judged(MeasureState state) => state.Policy is { } policy ? $"审批层级和期限按{policy}版政策执行。" : "";

    private Dictionary<string, string> Talk(LetterData data)
    {
        var talk = data.Talk ?? throw new ArgumentException("A talk record needs its talk.", nameof(data));
        var local = TimeZoneInfo.ConvertTime(talk.StartedAt, judgement.Zone);
        return new(Form(PaperKind.TalkRecord, data))
        {
            ["kind"] = $"{data.Measure.Kind.Word()}谈话",
            ["time"] = string.Create(CultureInfo.InvariantCulture, $"{LetterWords.Day(DateOnly.FromDateTime(local.DateTime))}{local:HH:mm}"),
            ["place"] = talk.Place,
            ["talker"] = talk.Talker,
            ["recorder"] = talk.Recorder,
            ["matter"] = data.Matter,
            ["body"] = talk.Record,
        };
    }

    private static Dictionary<string, string> Reply(LetterData data) => new()
    {
        ["secrecy"] = LetterWords.SecrecyMark(data.Measure.Content),
        ["copy"] = LetterWords.Copy(data.Measure.Content, data.Copy),
        ["title"] = LetterWords.Title(PaperKind.Reply),
        ["author"] = $"{data.UnitName}{data.Post}　{data.Name}",
        ["date"] = LetterWords.Day(data.Date),
        ["number"] = data.Number is null ? "" : $"（回复{data.Number}函询通知书）",
        ["salutation"] = $"{data.Office}：",
        ["body"] = data.Reply ?? "",
        ["signed"] = data.Measure.Content.IsPrincipal ? "" : $"单位党组织主要负责人签字背书：{data.CounterSigner ?? "　　　　　　"}",
    };

    private static Dictionary<string, string> Receipt(LetterData data)
    {
        var state = data.Measure;
        return new(Form(PaperKind.Receipt, data))
        {
            ["paper"] = data.Delivers is { } paper ? $"{LetterWords.Title(paper)}{(data.Number is null ? "" : $"（{data.Number}）")}" : "",
            ["deliveredBy"] = data.DeliveredBy ?? "",
            ["receivedOn"] = state.ReceivedOn is { } on ? LetterWords.Day(on) : "",
            ["standing"] = state.ReceivedOn is null ? "" : state.ReceiptWasRefused ? "本人拒绝签收，由见证人签名" : "本人签收",
            ["witnesses"] = string.Join('、', data.Witnesses),
        };
    }

    private static Dictionary<string, string> Form(PaperKind kind, LetterData data) => new()
    {
        ["secrecy"] = LetterWords.SecrecyMark(data.Measure.Content),
        ["copy"] = LetterWords.Copy(data.Measure.Content, data.Copy),
        ["title"] = LetterWords.Title(kind),
        ["person"] = data.Name,
        ["unit"] = data.UnitName,
        ["post"] = data.Post ?? "",
    };

    private static string Codes(LetterData data) => LetterWords.Codes(data.Measure.Kind, data.Measure.Content.Codes);

    private string Limit(LetterData data, string deadline) => LetterWords.Limit(judgement, data.Date, data.Measure.Content, deadline);

    private static string Lines(params IEnumerable<string> lines) => string.Join('\n', lines);
}
