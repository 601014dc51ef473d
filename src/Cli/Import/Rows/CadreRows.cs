using System.Buffers;
using System.Text.Json;
using CadreWatch.Cli.Import.Profiles;
using CadreWatch.Cli.Import.Tables;

namespace CadreWatch.Cli.Import.Rows;

/// <summary>The roster: one JSON row per cadre with the posts of its own table inside.</summary>
internal sealed class CadreRows(CadreMapping mapping, TableSet tables, ImportTally tally)
{
    public void Spool(RowSpool spool, Action<double> progress)
    {
        using var file = tables.Open(mapping.From);
        var posts = mapping.Posts is { } p ? PostsByKey.Load(p, tables, tally) : null;
        var (scope, view) = tables.Joined(mapping.From, file.Columns, mapping.Joins, "cadres");
        if (posts is not null)
            scope.With(mapping.Posts!.From, posts.Columns);
        var where = RowCondition.Bind(mapping.Where, scope);
        var row = RowWriter.Bind(mapping.Row, scope);
        var number = RowWriter.Text(mapping.Row, "number", scope);
        var otherwise = mapping.Posts?.Otherwise is { } o ? RowWriter.Bind(o, scope) : null;
        var key = posts is null ? -1 : Array.IndexOf(file.Columns, tables.Source(mapping.From).Key);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, JsonText.Options);
        foreach (var (line, values) in file.Rows(tally.Refuse))
        {
            var own = posts?.Take(values[key]) ?? [];
            var joined = view(values).Parts;
            var seen = new RowView(posts is null ? joined : [.. joined, own.Count > 0 ? own[^1].Values : null]);
            tally.Read(mapping.From);
            if (!where(seen))
            {
                tally.Skip(mapping.From);
                continue;
            }

            buffer.Clear();
            json.Reset();
            try
            {
                json.WriteStartObject();
                row.Write(json, seen);
                if (posts is not null)
                    WritePosts(json, own, posts, otherwise, seen);
                json.WriteEndObject();
                json.Flush();
                spool.Add(number(seen), 0, new(mapping.From, line), buffer.WrittenSpan);
            }
            catch (FieldProblemException e)
            {
                tally.Refuse(new(mapping.From, line, e.Field, e.Rule, e.Message));
            }

            progress((double)file.Bytes.Position / file.Bytes.Length);
        }

        posts?.TellLeftOver();
    }

    private static void WritePosts(Utf8JsonWriter json, IReadOnlyList<PostRow> own, PostsByKey posts, RowWriter? otherwise, RowView cadre)
    {
        if (own.Count == 0 && otherwise is null)
            return;
        json.WriteStartArray("posts");
        foreach (var post in own)
        {
            json.WriteStartObject();
            posts.Row.Write(json, new([post.Values]));
            json.WriteEndObject();
        }

        if (own.Count == 0)
        {
            json.WriteStartObject();
            otherwise!.Write(json, cadre);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

/// <summary>The post table, grouped by cadre and brought into order.</summary>
internal sealed class PostsByKey
{
    private readonly PostsMapping mapping;
    private readonly ImportTally tally;
    private readonly Dictionary<string, List<PostRow>> groups = new(StringComparer.Ordinal);

    private PostsByKey(PostsMapping mapping, string[] columns, ImportTally tally)
    {
        this.mapping = mapping;
        this.tally = tally;
        Columns = columns;
        Row = RowWriter.Bind(mapping.Row, new(mapping.From, columns));
    }

    public string[] Columns { get; }

    public RowWriter Row { get; }

    public static PostsByKey Load(PostsMapping mapping, TableSet tables, ImportTally tally)
    {
        using var file = tables.Open(mapping.From);
        int Column(string name, string place) => Array.IndexOf(file.Columns, name) is >= 0 and var c
            ? c
            : throw new ProfileException($"cadres.posts.{place}", $"there is no column “{name}”; there are: {string.Join(", ", file.Columns)}.");
        var (by, start, end) = (Column(mapping.By, "by"), Column(mapping.Start, "start"), Column(mapping.End, "end"));
        var posts = new PostsByKey(mapping, file.Columns, tally) { EndColumn = end };
        foreach (var (line, values) in file.Rows(tally.Refuse))
        {
            tally.Read(mapping.From);
            if (!posts.groups.TryGetValue(values[by], out var group))
                posts.groups[values[by]] = group = [];
            group.Add(new(line, values, values[start], values[end]));
        }

        return posts;
    }

    private int EndColumn { get; init; }

    /// <summary>The posts of one cadre, in order; each group is taken once.</summary>
    public IReadOnlyList<PostRow> Take(string key)
    {
        if (!groups.Remove(key, out var rows))
            return [];
        var ordered = PostRanges.Order(
            rows, mapping.CutOverlaps,
            (post, rule, message) => tally.Refuse(new(mapping.From, post.Line, null, rule, message)),
            _ => tally.Adjust(mapping.From, "overlapCut"));
        foreach (var post in ordered)
            post.Values[EndColumn] = post.To;
        return ordered;
    }

    /// <summary>Posts whose cadre the roster does not have.</summary>
    public void TellLeftOver()
    {
        foreach (var (key, rows) in groups)
            foreach (var post in rows)
                tally.Refuse(new(mapping.From, post.Line, mapping.By, "unknownCadre", $"名册中没有“{key}”。"));
    }
}
