using System.Text.Json.Nodes;

namespace CadreWatch.Silo.Demo;

/// <summary>An invented person.</summary>
/// <param name="Since">First day in the present post.</param>
internal sealed record DemoPerson(string Number, string Name, DemoUnit Unit, string Post, string Kind, DateOnly Since, JsonObject Row);

/// <summary>The roster: 700 invented people in 40 units, each with the posts of some fifteen years.</summary>
internal static class DemoPeople
{
    private const string Surnames = "周蒋邵吴贺钟汤倪韦陶孟戴沈郭许冯褚卫韩杨朱秦尤何吕施孔曹严华金魏姜谢邹喻柏窦章云苏潘葛奚范彭郎鲁昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷倪滕殷罗毕郝安常乐于时傅皮卞齐康伍余元卜顾平黄穆萧尹姚湛汪祁毛禹狄米贝明臧计伏成谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜梅盛林刁徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀";

    private static readonly string[] Nominators = ["区委组织部", "区住建局党组", "高桥镇党委", "区委常委会"];

    public static IReadOnlyList<DemoPerson> Make(DateOnly today, Random random)
    {
        var people = new List<DemoPerson>();
        for (var i = 0; i < DemoDistrict.People; i++)
        {
            var unit = DemoUnits.All[i % DemoUnits.All.Count];
            var place = Math.Min(i / DemoUnits.All.Count, unit.Posts.Count - 1);
            people.Add(Person(i, unit, unit.Posts[place], today, random));
        }

        return people;
    }

    private static DemoPerson Person(int i, DemoUnit unit, (string Post, string Kind, string Rank) place, DateOnly today, Random random)
    {
        var number = $"YJ-{i + 1:00000}";
        var name = Surnames[(i * 37) % Surnames.Length] + (i / Surnames.Length % 2 == 0 ? "某" : "某某");
        var age = place.Kind switch { "head" => 44 + random.Next(13), "deputy" => 38 + random.Next(17), "section" => 33 + random.Next(22), _ => 24 + random.Next(30) };
        var born = today.AddYears(-age).AddDays(-random.Next(365));
        // Everybody is in the present post for three and a half years at least, but for some who came lately and so have two posts within the signals' years.
        var late = i % 9 == 4;
        var since = today.AddDays(late ? -(300 + random.Next(500)) : -(1_280 + random.Next(1_400)));
        var posts = new JsonArray();
        var before = DemoUnits.All[(i + 7 + random.Next(5)) % DemoUnits.All.Count];
        var from = since.AddDays(-(900 + random.Next(1_500)));
        if (age > 30 && from > born.AddYears(22))
            posts.Add(Post(before, before.Posts[^1].Post, "staff", from, since.AddDays(-1), i, random));
        posts.Add(Post(unit, place.Post, place.Kind, since, null, i, random));
        var row = new JsonObject
        {
            ["number"] = number,
            ["name"] = name,
            ["sex"] = random.Next(10) < 3 ? "female" : "male",
            ["bornOn"] = Day(born),
            ["unit"] = unit.Code,
            ["unitName"] = unit.Name,
            ["rank"] = place.Rank,
            ["managementAuthority"] = DemoOffices.AuthorityOf(unit, place.Kind),
            ["tags"] = new JsonArray("示例"),
            ["demo"] = true,
            ["posts"] = posts,
        };
        return new(number, name, unit, place.Post, place.Kind, since, row);
    }

    private static JsonObject Post(DemoUnit unit, string post, string kind, DateOnly from, DateOnly? to, int i, Random random)
    {
        var row = new JsonObject { ["unit"] = unit.Code, ["post"] = $"{unit.Name} {post}", ["postKind"] = kind, ["from"] = Day(from) };
        if (to is { } last)
            row["to"] = Day(last);
        row["reportedOn"] = Day(from.AddDays(random.Next(10)));
        if (kind is "head" or "deputy")
        {
            row["fields"] = new JsonArray(new JsonObject { ["field"] = unit.Field, ["from"] = Day(from.AddDays(20)) });
            row["nominator"] = (i % 3) switch
            {
                0 => new JsonObject { ["kind"] = "organ", ["name"] = Nominators[i % Nominators.Length], ["responsible"] = "主要负责人" },
                1 => new JsonObject { ["kind"] = "person", ["name"] = "顾某（示例）" },
                _ => new JsonObject { ["kind"] = "ballot" },
            };
            row["reviewers"] = new JsonArray("邵某（示例）", "汤某（示例）");
        }

        return row;
    }

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
