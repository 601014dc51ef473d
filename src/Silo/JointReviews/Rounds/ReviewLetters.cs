using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Grains.Measures;
using CadreWatch.Silo.JointReviews.Tables;
using CadreWatch.Silo.Letters;

namespace CadreWatch.Silo.JointReviews.Rounds;

/// <summary>
/// 征求意见函 of one unit. It says whom, which classes and until when; it has no place for a post somebody is meant for, for another unit, or for a reason. The office's
/// <c>reviewRequest.docx</c> in its folder of templates takes the place of the one built in.
/// </summary>
/// <param name="folder">The office's templates; it need not exist.</param>
public sealed class ReviewLetters(string folder)
{
    private const string FileName = "reviewRequest.docx";

    /// <param name="standing">A unit whose letter went out.</param>
    /// <param name="people">By number.</param>
    /// <returns>The file's bytes, .docx.</returns>
    public byte[] Write(UnitStanding standing, IReadOnlyList<TablePerson> people, string issuer, string office, string limit)
    {
        var own = Path.Combine(folder, FileName);
        var template = File.Exists(own) ? File.ReadAllBytes(own) : LetterTemplates.BuiltIn(PaperKind.InquiryNotice);
        return LetterRenderer.Render(template, Fields(standing, people, issuer, office, limit));
    }

    private static Dictionary<string, string> Fields(UnitStanding standing, IReadOnlyList<TablePerson> people, string issuer, string office, string limit) => new()
    {
        ["secrecy"] = standing.Unit.Secrecy switch { Secrecy.Secret => "机密", Secrecy.Confidential => "秘密", _ => "" },
        ["copy"] = "",
        ["title"] = "征求意见函",
        ["number"] = standing.Letter ?? "",
        ["salutation"] = $"{standing.Unit.Name}：",
        ["body"] = Body(standing, people, office, limit),
        ["issuer"] = issuer,
        ["date"] = LetterWords.Day(standing.IssuedOn ?? default),
        ["copyTo"] = "",
    };

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
