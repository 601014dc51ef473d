using System.Collections.Frozen;
using CadreWatch.Grains.Cadres;

namespace CadreWatch.Silo.Ingest;

/// <summary>Reads <c>posts</c> of a roster row.</summary>
internal static class PostParser
{
    private static readonly byte[][] PostNames = CadreRowParser.Bytes("unit", "post", "postKind", "from", "to", "reportedOn", "fields", "nominator", "reviewers");
    private static readonly byte[][] FieldNames = CadreRowParser.Bytes("field", "from", "to");
    private static readonly byte[][] NominatorNames = CadreRowParser.Bytes("kind", "name", "responsible");

    private static readonly FrozenDictionary<string, NominatorKind> NominatorKinds = new Dictionary<string, NominatorKind>
    {
        ["organ"] = NominatorKind.Organ,
        ["person"] = NominatorKind.Person,
        ["ballot"] = NominatorKind.Ballot,
    }.ToFrozenDictionary();

    public static void ReadPosts(ref RowReader reader, List<PostRow> posts)
    {
        if (reader.IsNull || !reader.ExpectArray("posts")) return;
        while (reader.NextItem())
        {
            var at = $"posts[{posts.Count}]";
            if (posts.Count == 100) reader.Fail("posts", "tooMany", "职务最多 100 项。");
            if (!reader.ExpectObject(at)) return;
            posts.Add(ReadPost(ref reader, at + "."));
        }
    }

    private static PostRow ReadPost(ref RowReader reader, string at)
    {
        var post = new PostRow();
        while (reader.NextField())
        {
            var field = reader.NameAmong(PostNames);
            if (field < 0) ForeignField.Refuse(ref reader, at);
            if (!reader.Value()) return post;
            switch (field)
            {
                case 0: post.Unit = reader.Code(at + "unit", 64); break;
                case 1: post.Post = reader.Code(at + "post", 128) ?? ""; break;
                case 2: post.PostKind = reader.Code(at + "postKind", 64); break;
                case 3: post.From = reader.Day(at + "from"); break;
                case 4: post.To = reader.Day(at + "to"); break;
                case 5: post.ReportedOn = reader.Day(at + "reportedOn"); break;
                case 6: ReadFields(ref reader, at + "fields", post.Fields); break;
                case 7: post.Nominator = ReadNominator(ref reader, at + "nominator"); break;
                case 8: CadreRowParser.Codes(ref reader, at + "reviewers", post.Reviewers); break;
            }
        }

        if (post.Post.Length == 0) reader.Fail(at + "post", "missing", "缺少职务。");
        Ordered(ref reader, at + "to", post.From, post.To);
        return post;
    }

    private static void ReadFields(ref RowReader reader, string at, List<PostFieldRow> fields)
    {
        if (reader.IsNull || !reader.ExpectArray(at)) return;
        while (reader.NextItem())
        {
            var path = $"{at}[{fields.Count}]";
            if (fields.Count == 64) reader.Fail(at, "tooMany", "最多 64 项。");
            if (!reader.ExpectObject(path)) return;
            fields.Add(ReadField(ref reader, path + "."));
        }
    }

    private static PostFieldRow ReadField(ref RowReader reader, string at)
    {
        string? name = null;
        DateOnly? from = null, to = null;
        while (reader.NextField())
        {
            var field = reader.NameAmong(FieldNames);
            if (field < 0) ForeignField.Refuse(ref reader, at);
            if (!reader.Value()) break;
            switch (field)
            {
                case 0: name = reader.Code(at + "field", 128); break;
                case 1: from = reader.Day(at + "from"); break;
                case 2: to = reader.Day(at + "to"); break;
            }
        }

        if (name is null) reader.Fail(at + "field", "missing", "缺少分管领域。");
        Ordered(ref reader, at + "to", from, to);
        return new(name ?? "", from, to);
    }

    private static NominatorRow? ReadNominator(ref RowReader reader, string at)
    {
        if (reader.IsNull || !reader.ExpectObject(at)) return null;
        string? kind = null, name = null, responsible = null;
        while (reader.NextField())
        {
            var field = reader.NameAmong(NominatorNames);
            if (field < 0) ForeignField.Refuse(ref reader, at + ".");
            if (!reader.Value()) break;
            switch (field)
            {
                case 0: kind = CadreRowParser.OneOf(ref reader, at + ".kind", NominatorKinds.Keys, "提名主体应为 organ、person 或 ballot。"); break;
                case 1: name = reader.Text(at + ".name", 128); break;
                case 2: responsible = reader.Text(at + ".responsible", 128); break;
            }
        }

        if (kind is null) reader.Fail(at + ".kind", "missing", "缺少提名主体类别。");
        return kind is not null && NominatorKinds.TryGetValue(kind, out var known) ? new(known, name, responsible) : null;
    }

    private static void Ordered(ref RowReader reader, string field, DateOnly? from, DateOnly? to)
    {
        if (from is not null && to < from) reader.Fail(field, "periodReversed", "结束日期早于开始日期。");
    }
}
