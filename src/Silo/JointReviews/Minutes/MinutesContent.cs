using System.Globalization;

namespace CadreWatch.Silo.JointReviews.Minutes;

/// <summary>One item in the minutes, in words.</summary>
/// <param name="Subject">The person with unit, or the matter.</param>
/// <param name="Dissents">Name and what was said.</param>
/// <param name="Recused">Names of those who left the room.</param>
public sealed record MinutesItem(
    string Subject, string Conclusion, string Reason, IReadOnlyList<(string Name, string Text)> Dissents, IReadOnlyList<string> Recused);

/// <param name="Owner">Who is responsible, by name.</param>
public sealed record MinutesMatter(string Text, string Owner, DateOnly DueOn);

/// <summary>Everything that the minutes say. Names and texts come from the read tables and stand in the paper alone.</summary>
/// <param name="Office">发文机关.</param>
/// <param name="MaterialSha256">Content hash of what the meeting saw.</param>
public sealed record MinutesContent(
    string Office, int Year, int Number, DateOnly On, string Place, string Convener, string Recorder, IReadOnlyList<string> Present, IReadOnlyList<string> Absent,
    DateTimeOffset FrozenAt, string MaterialSha256, IReadOnlyList<MinutesItem> Items, IReadOnlyList<MinutesMatter> Matters)
{
    /// <summary>密级 such as 秘密.</summary>
    public string Secrecy { get; init; } = "";

    /// <summary>份号 and who receives it; both empty for the draft.</summary>
    public int? Copy { get; init; }

    public string Recipient { get; init; } = "";

    /// <summary>Names of the two who confirmed.</summary>
    public IReadOnlyList<string> ConfirmedBy { get; init; } = [];

    /// <summary>The values by the tags of the template. Several paragraphs of one are separated by line feeds; an empty one takes its line out.</summary>
    public IReadOnlyDictionary<string, string> Fields(TimeZoneInfo zone) => new Dictionary<string, string>
    {
        ["secrecy"] = Secrecy,
        ["copy"] = Copy is { } copy ? copy.ToString("000000", CultureInfo.InvariantCulture) : "",
        ["office"] = $"{Office}联席会议纪要",
        ["number"] = $"{Year}年第{Number}次",
        ["opening"] = $"{Day(On)}，在{Place}召开联席会议，{Convener}主持，{Recorder}记录。会议材料于{Moment(FrozenAt, zone)}冻结，此后的新情况不计入本纪要。现将会议研究情况纪要如下：",
        ["items"] = string.Join('\n', Items.SelectMany((item, i) => Lines(item, i + 1))),
        ["matters"] = Matters.Count == 0 ? "" : string.Join('\n', Matters.Select((m, i) => $"{i + 1}．{m.Text}，由{m.Owner}负责，{Day(m.DueOn)}前办结。").Prepend("督办事项：")),
        ["present"] = $"出席：{string.Join('、', Present)}",
        ["absent"] = Absent.Count == 0 ? "" : $"缺席：{string.Join('、', Absent)}",
        ["confirmed"] = ConfirmedBy.Count == 0 ? "确认：　　　　　　　　　　" : $"确认：{string.Join('、', ConfirmedBy)}",
        ["material"] = $"材料校验：SHA-256 {MaterialSha256}",
        ["recipient"] = Recipient.Length == 0 ? "" : $"发：{Recipient}",
        ["date"] = Day(On),
    };

    private static IEnumerable<string> Lines(MinutesItem item, int number)
    {
        yield return $"{number}．{item.Subject}。结论：{item.Conclusion}。理由：{item.Reason.TrimEnd('。')}。";
        foreach (var (name, text) in item.Dissents) yield return $"不同意见（{name}）：{text.TrimEnd('。')}。";
        if (item.Recused.Count > 0) yield return $"回避：{string.Join('、', item.Recused)}。";
    }

    private static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    private static string Moment(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy年M月d日HH时mm分", CultureInfo.InvariantCulture);
}
