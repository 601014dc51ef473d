using System.Collections.Frozen;
using System.Text;

namespace CadreWatch.Silo.Ingest;

/// <summary>Reads one roster row.</summary>
internal sealed class CadreRowParser(DateOnly today)
{
    private static readonly byte[][] Names = Bytes(
        "number", "name", "sex", "bornOn", "unit", "unitName", "rank", "managementAuthority", "tags", "demo", "posts", "post", "postKind", "appointedOn");

    private static readonly FrozenSet<string> Sexes = FrozenSet.Create("male", "female", "男", "女");

    public CadreRow? Parse(ReadOnlySpan<byte> bytes, out RowFault? fault)
    {
        var reader = new RowReader(bytes);
        var row = new CadreRow();
        if (reader.Start()) ReadFields(ref reader, row);
        reader.End();
        fault = reader.Fault;
        return fault is null ? row : null;
    }

    internal static byte[][] Bytes(params string[] names) => [.. names.Select(Encoding.UTF8.GetBytes)];

    private void ReadFields(ref RowReader reader, CadreRow row)
    {
        var seen = 0;
        var shortPost = new PostRow();
        while (reader.NextField())
        {
            var field = reader.NameAmong(Names);
            if (field < 0)
            {
                ForeignField.Refuse(ref reader, "");
                return;
            }

            if ((seen & (1 << field)) != 0) reader.Fail(reader.NameForPeople(), "fieldTwice", "同一字段出现了两次。");
            seen |= 1 << field;
            if (!reader.Value()) return;
            switch (field)
            {
                case 0: row.Number = reader.Code("number", 64) ?? ""; break;
                case 1: row.Name = reader.Code("name", 64) ?? ""; break;
                case 2: row.Sex = OneOf(ref reader, "sex", Sexes, "性别应为 male(男)或 female(女)。") switch { "男" => "male", "女" => "female", var sex => sex }; break;
                case 3: row.BornOn = Past(ref reader, "bornOn"); break;
                case 4: row.Unit = reader.Code("unit", 64) ?? ""; break;
                case 5: row.UnitName = reader.Code("unitName", 128); break;
                case 6: row.Rank = reader.Code("rank", 64); break;
                case 7: row.ManagementAuthority = reader.Code("managementAuthority", 64); break;
                case 8: Codes(ref reader, "tags", row.Tags); break;
                case 9: row.Demo = reader.Flag("demo") ?? false; break;
                case 10: PostParser.ReadPosts(ref reader, row.Posts); break;
                case 11: shortPost.Post = reader.Code("post", 128) ?? ""; break;
                case 12: shortPost.PostKind = reader.Code("postKind", 64); break;
                case 13: shortPost.From = reader.Day("appointedOn"); break;
            }
        }

        if (reader.Fault is not null) return;
        if (row.Number.Length == 0) reader.Fail("number", "missing", "缺少干部编号（number）。");
        if (row.Name.Length == 0) reader.Fail("name", "missing", "缺少姓名（name）。");
        if (row.Unit.Length == 0) reader.Fail("unit", "missing", "缺少单位代码（unit）。");
        TakeShortPost(ref reader, row, shortPost);
    }

    private static void TakeShortPost(ref RowReader reader, CadreRow row, PostRow post)
    {
        if (post.Post.Length == 0 && post.PostKind is null && post.From is null) return;
        if (row.Posts.Count > 0) reader.Fail("post", "bothGiven", "职务只能以 posts 或简写（post、postKind、appointedOn）之一填写。");
        if (post.Post.Length == 0) reader.Fail("post", "missing", "缺少职务（post）。");
        row.Posts.Add(post);
    }

    private DateOnly? Past(ref RowReader reader, string field)
    {
        var day = reader.Day(field);
        if (day > today) reader.Fail(field, "futureDate", "日期在今天之后，请核对。");
        return day;
    }

    internal static void Codes(ref RowReader reader, string field, List<string> into)
    {
        if (reader.IsNull || !reader.ExpectArray(field)) return;
        while (reader.NextItem())
        {
            if (into.Count == 64) reader.Fail(field, "tooMany", "最多 64 项。");
            if (reader.IsNull) reader.Fail(field, "wrongType", "此项应为文本。");
            if (reader.Code(field, 128) is { } code) into.Add(code);
        }
    }

    internal static string? OneOf(ref RowReader reader, string field, IReadOnlyCollection<string> known, string message)
    {
        var code = reader.Code(field, 64);
        if (code is not null && !known.Contains(code)) reader.Fail(field, "unknownCode", message);
        return code;
    }
}
