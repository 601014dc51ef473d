using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CadreWatch.Cli.Import.Profiles;

/// <summary>YAML → <see cref="Profile"/>. Whatever is wrong is refused with the path and line of the place.</summary>
public static class ProfileReader
{
    /// <exception cref="ProfileException">The profile is wrong.</exception>
    public static Profile Read(TextReader yaml)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(yaml);
        }
        catch (YamlException e)
        {
            throw new ProfileException($"profile (line {e.Start.Line})", e.Message);
        }
        catch (InvalidOperationException)
        {
            // The YAML library's scanner breaks in this way on a flow list that ends too early.
            throw new ProfileException("profile (line unknown)", "this is not YAML; is a bracket or a quote left open?");
        }

        if (stream.Documents.Count != 1)
            throw new ProfileException("profile", "one YAML document is expected.");
        var root = new YamlCursor(stream.Documents[0].RootNode, "").Only("profile", "about", "tables", "maps", "cadres", "signals");
        var tables = root.Require("tables").Entries.Select(t => TableOf(t.Key, t.Value)).ToDictionary(t => t.Name);
        var maps = (root.Find("maps")?.Entries ?? []).ToDictionary(m => m.Key, m => new CodeMap(m.Key, m.Value.Entries.Select(e => KeyValuePair.Create(e.Key, e.Value.Text))));
        var read = new Reading(tables, maps);
        return new(
            root.Require("profile").Text,
            tables,
            root.Find("cadres") is { } cadres ? read.Cadres(cadres) : null,
            [.. (root.Find("signals")?.Items ?? []).Select(read.Signal)]);
    }

    private static TableSource TableOf(string name, YamlCursor at)
    {
        at.Only("file", "encoding", "delimiter", "key", "dates");
        var encoding = at.Find("encoding")?.Text ?? "utf-8";
        if (encoding is not ("utf-8" or "gb18030"))
            throw at.Require("encoding").Wrong($"“{encoding}” is no encoding known here; write utf-8 or gb18030.");
        var delimiter = at.Find("delimiter")?.Text ?? ",";
        if (delimiter.Length != 1)
            throw at.Require("delimiter").Wrong("a delimiter is one character.");
        var file = at.Require("file");
        if (Path.IsPathRooted(file.Text) || file.Text.Contains('\0', StringComparison.Ordinal) || file.Text.Split('/', '\\').Contains(".."))
            throw file.Wrong("a file lies in the source folder or below it.");
        return new(name, file.Text, encoding, delimiter[0], at.Find("key")?.Text, (at.Find("dates")?.Entries ?? []).ToDictionary(d => d.Key, d => d.Value.Text));
    }

    private sealed class Reading(Dictionary<string, TableSource> tables, Dictionary<string, CodeMap> maps)
    {
        public CadreMapping Cadres(YamlCursor at)
        {
            at.Only("from", "join", "where", "row", "posts");
            var from = Table(at.Require("from"));
            var posts = at.Find("posts");
            if (posts is not null && tables[from].Key is null)
                throw posts.Wrong($"posts are found by the key of {from}, and tables.{from}.key is missing.");
            return new(from, Joins(at), Conditions(at.Find("where")), Row(at.Require("row"), RowShape.Cadre), posts is null ? null : Posts(posts));
        }

        public SignalMapping Signal(YamlCursor at)
        {
            at.Only("from", "join", "where", "emit");
            return new(Table(at.Require("from")), Joins(at), Conditions(at.Find("where")),
                [.. at.Require("emit").Items.Select(e => new Emission(Conditions(e.Only("when", "row").Find("when")), Row(e.Require("row"), RowShape.Signal)))]);
        }

        private static List<ConditionText> Conditions(YamlCursor? at) => at is null ? [] : [.. at.Items.Select(c => new ConditionText(c.Text, c.Path))];

        private PostsMapping Posts(YamlCursor at)
        {
            at.Only("from", "by", "start", "end", "overlaps", "row", "otherwise");
            var overlaps = at.Find("overlaps");
            if (overlaps is not null && overlaps.Text is not ("keep" or "cut"))
                throw overlaps.Wrong("write keep or cut.");
            return new(Table(at.Require("from")), at.Require("by").Text, at.Require("start").Text, at.Require("end").Text, overlaps?.Text == "cut",
                Row(at.Require("row"), RowShape.Post), at.Find("otherwise") is { } otherwise ? Row(otherwise, RowShape.Post) : null);
        }

        private List<Join> Joins(YamlCursor at) =>
            [.. (at.Find("join")?.Entries ?? []).Select(j => tables.TryGetValue(j.Key, out var table) && table.Key is not null
                ? new Join(j.Key, j.Value.Text)
                : throw j.Value.Wrong($"“{j.Key}” is no table with a key."))];

        private string Table(YamlCursor at) => tables.ContainsKey(at.Text) ? at.Text : throw at.Wrong($"there is no table “{at.Text}”; there are: {string.Join(", ", tables.Keys)}.");

        private MapNode Row(YamlCursor at, RowShape shape)
        {
            shape.Check(at);
            return (MapNode)Value(at);
        }

        private ValueNode Value(YamlCursor at) => at switch
        {
            { IsMap: true } => new MapNode([.. at.Entries.Select(e => KeyValuePair.Create(e.Key, Value(e.Value)))], at.Path),
            { IsList: true } => new ListNode([.. at.Items.Select(Value)], at.Path),
            _ => new TextNode(Template.Parse(at.Text.Normalize(NormalizationForm.FormC), at.Path, maps), at.Path),
        };
    }
}
