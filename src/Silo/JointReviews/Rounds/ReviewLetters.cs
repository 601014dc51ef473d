using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Grains.Measures;
using CadreWatch.Silo.JointReviews.Tables;
using CadreWatch.Silo.Letters;

namespace CadreWatch.Silo.JointReviews.Rounds;

/// <summary>
/// 征求意见函 and 催办函 of one unit. The first says whom, which classes and until when, the second how many are open; neither has a place for a post somebody is meant for,
/// for another unit, or for a reason. The office's <c>reviewRequest.docx</c> and <c>reviewChase.docx</c> in its folder of templates take the place of the one built in.
/// </summary>
/// <param name="folder">The office's templates; it need not exist.</param>
public sealed class ReviewLetters(string folder)
{
    private const string RequestFile = "reviewRequest.docx";
    private const string ChaseFile = "reviewChase.docx";

    /// <param name="standing">A unit whose letter went out.</param>
    /// <param name="people">By number.</param>
    /// <returns>The file's bytes, .docx.</returns>
    public byte[] Write(UnitStanding standing, IReadOnlyList<TablePerson> people, string issuer, string office, string limit) => Render(
        RequestFile, Fields(standing, "征求意见函", standing.Letter ?? "", standing.IssuedOn ?? default, Body(standing, people, office, limit), issuer));

    /// <summary>催办函: a count and no name.</summary>
    /// <param name="letter">One of the unit's.</param>
    /// <param name="open">How many were not answered.</param>
    /// <returns>The file's bytes, .docx.</returns>
    public byte[] WriteChase(UnitStanding standing, ChaseLetter letter, int open, string issuer, string office) => Render(
        ChaseFile, Fields(standing, "催办函", letter.Number, letter.IssuedOn, ChaseBody(standing, letter, open, office), issuer));

    private byte[] Render(string file, Dictionary<string, string> fields)
    {
        var own = Path.Combine(folder, file);
        return LetterRenderer.Render(File.Exists(own) ? File.ReadAllBytes(own) : LetterTemplates.BuiltIn(PaperKind.InquiryNotice), fields);
    }

    private static Dictionary<string, string> Fields(UnitStanding standing, string title, string number, DateOnly day, string body, string issuer) => new()
    {
        ["secrecy"] = standing.Unit.Secrecy switch { Secrecy.Secret => "机密", Secrecy.Confidential => "秘密", _ => "" },
        ["copy"] = "",
        ["title"] = title,
        ["number"] = number,
        ["salutation"] = $"{standing.Unit.Name}：",
        ["body"] = body,
        ["issuer"] = issuer,
        ["date"] = LetterWords.Day(day),
        ["copyTo"] = "",
    };

    private static string ChaseBody(UnitStanding standing, ChaseLetter letter, int open, string office) => string.Join('\n',
    [
        string.Create(CultureInfo.InvariantCulture, $"我单位以《征求意见函》（{standing.Letter}）就干部监督联审征求你单位意见，请于{LetterWords.Day(standing.DueOn ?? default)}前答复。截至{LetterWords.Day(letter.IssuedOn)}，尚有{open}人未答复{(letter.IssuedOn > standing.DueOn ? "，已经逾期" : "")}。"),
        $"请由联络员抓紧填报，经你单位另一名联络员复核后送{office}；确有困难的，请说明理由申请延期。逾期未复，不视为无不良反映。",
        "名单和意见仅限承办人员知悉，不得转抄、外传，不得向所列干部透露。",
    ]);

    private static string Body(UnitStanding standing, IReadOnlyList<TablePerson> people, string office, string limit) => string.Join('\n',
    [
        string.Create(CultureInfo.InvariantCulture, $"根据干部监督联审工作安排，现就所附{people.Count}名干部征求你单位意见。请根据掌握的情况，就{Classes(standing.Unit)}等方面，逐人提出意见。"),
        "意见分为无不良反映、有不同意见、核查中三种。有不同意见的，请写明类别、事实、日期、依据和核实情况；未核实的，请注明未核实。",
        $"请于{LetterWords.Day(standing.DueOn ?? default)}前（自发函之日起{limit}内，当日不计）由联络员填报，经你单位另一名联络员复核后送{office}。逾期未复，不视为无不良反映。",
        "名单和意见仅限承办人员知悉，不得转抄、外传，不得向所列干部透露。",
        "附：征求意见名单",
        .. people.Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}．{p.Name}（{p.Number}）")),
    ]);

    private static string Classes(MemberUnit unit) =>
        unit.Asked.Count == 0 ? "干部监督" : string.Join('、', unit.Asked.Distinct().Order().Select(ReportedFacts.CategoryOf));
}
