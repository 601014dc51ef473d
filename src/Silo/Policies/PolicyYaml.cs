using System.Globalization;
using System.Reflection;
using System.Text;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Grains.Meetings;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Provisions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CadreWatch.Silo.Policies;

/// <summary>A policy document that cannot be read. The message names the place and the rule, such as <c>patterns[2].window: 参数不存在</c>.</summary>
public sealed class PolicyDocumentException(string path, string rule) : Exception($"{path}: {rule}")
{
    /// <summary>Where in the document, such as <c>parameters[3].value</c>.</summary>
    public string Path { get; } = path;

    public string Rule { get; } = rule;
}

/// <summary>Reads a policy document. Strict: unknown keys, missing parameters and names that would break a sentence are refused.</summary>
public static class PolicyYaml
{
    private const int LongestDocument = 1_000_000;

    /// <summary>A document, a stream, and a few more than the reader has use for.</summary>
    private const int DeepestDocument = 20;

    /// <summary>The document that ships with the product.</summary>
    public static byte[] Shipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var name = assembly.GetManifestResourceNames().Single(n => n.EndsWith("policy-2026-03.yaml", StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <exception cref="PolicyDocumentException">The document breaks a rule.</exception>
    public static Policy Read(ReadOnlySpan<byte> document)
    {
        if (document.Length > LongestDocument)
            throw new PolicyDocumentException("/", "文件过大");
        var stream = new YamlStream();
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(document);
            CheckDepth(text);
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new PolicyDocumentException($"第{e.Start.Line}行", e.Message.Contains("uplicate", StringComparison.Ordinal) ? "键重复" : "不是有效的 YAML");
        }
        catch (DecoderFallbackException)
        {
            throw new PolicyDocumentException("/", "不是 UTF-8 文本");
        }

        if (stream.Documents.Count != 1)
            throw new PolicyDocumentException("/", "须有且只有一个文档");
        var root = new Node(stream.Documents[0].RootNode, "");
        var policy = new Policy(root.Text("version"))
        {
            Levels = [.. root.Items("levels").Select(ReadLevel)],
            Kinds = [.. root.Items("kinds").Select(ReadKind)],
            Parameters = [.. root.Items("parameters").Select(ReadParameter)],
            Chains = [.. root.OptionalItems("chains").Select(ReadChain)],
        };
        root.Only("version", "levels", "kinds", "parameters", "patterns", "chains", "conclusions");
        if (root.OptionalItems("conclusions").Select(ReadConclusion).ToList() is { Count: > 0 } conclusions)
            policy = policy with { Conclusions = conclusions };
        Unique("conclusions", policy.Conclusions.Select(c => c.Code));
        CheckLevels(policy);
        for (var i = 0; i < policy.Parameters.Count; i++)
            if (PurposeRule.IsMisspelt(policy.Parameters[i].Code))
                throw new PolicyDocumentException($"parameters[{i}].code", "没有这种须写明用途的查看");
        Unique("kinds", policy.Kinds.Select(k => k.Code));
        policy = policy with { Patterns = [.. root.Items("patterns").Select(n => ReadPattern(n, policy))] };
        Unique("patterns", policy.Patterns.Select(p => p.Code));
        for (var i = 0; i < policy.Patterns.Count; i++)
            foreach (var code in policy.Patterns[i].Parameters)
                if (policy.Parameters.All(p => p.Code != code))
                    throw new PolicyDocumentException($"patterns[{i}]", $"参数 {code} 不存在");
        return policy;
    }

    /// <summary>Before anything is built of it: nodes are read by recursion, and a stack that runs out ends the process.</summary>
    private static void CheckDepth(string text)
    {
        var (parser, depth) = (new Parser(new StringReader(text)), 0);
        while (parser.MoveNext())
            if ((depth += parser.Current!.NestingIncrease) > DeepestDocument)
                throw new PolicyDocumentException($"第{parser.Current.Start.Line}行", $"嵌套超过 {DeepestDocument} 层");
    }

    private static void CheckLevels(Policy policy)
    {
        if (policy.Levels.Count is < 2 or > 4)
            throw new PolicyDocumentException("levels", "等级须为二至四个");
        for (var i = 0; i < policy.Levels.Count; i++)
            if (policy.Levels[i].Rank != i + 1)
                throw new PolicyDocumentException($"levels[{i}].rank", "须从 1（最重）起依次排列");
        Unique("levels", policy.Levels.Select(l => l.Key));
    }

    private static void Unique(string path, IEnumerable<string> codes)
    {
        var seen = new HashSet<string>();
        foreach (var code in codes)
            if (!seen.Add(code))
                throw new PolicyDocumentException(path, $"{code} 重复");
    }

    private static AlertLevel ReadLevel(Node node)
    {
        var level = new AlertLevel(node.Integer("rank", 1, 4), node.OneOf("key", "red", "orange", "yellow", "blue"), node.Name("word", 2));
        node.Only("rank", "key", "word");
        return level;
    }

    private static SignalKind ReadKind(Node node)
    {
        var nature = node.OneOf("nature", "claim", "record", "positive") switch
        {
            "claim" => KindNature.Claim,
            "record" => KindNature.Record,
            _ => KindNature.Positive,
        };
        var kind = new SignalKind(node.Text("code"), node.Name("name", 8), nature, node.Optional("source") ?? "");
        node.Only("code", "name", "nature", "source");
        return kind;
    }

    private static PolicyParameter ReadParameter(Node node)
    {
        var grade = Enum.Parse<Grade>(node.OneOf("grade", "V", "S", "M", "U"));
        var provision = new Provision(node.Text("source"), node.Optional("article") ?? "", grade);
        var (from, to) = (node.Day("from"), node.Optional("to") is null ? default(DateOnly?) : node.Day("to"));
        if (to < from)
            throw new PolicyDocumentException($"{node.Path}.to", "早于 from");
        var value = node.Number("value");
        if (value is < 0 or > 1_000_000)
            throw new PolicyDocumentException($"{node.Path}.value", "须在 0 与 1,000,000 之间");
        var parameter = new PolicyParameter(node.Text("code"), node.Name("name", 12), value, node.Name("unit", 4), provision, from, to, node.Optional("authority"));
        node.Only("code", "name", "value", "unit", "source", "article", "grade", "from", "to", "authority");
        return parameter;
    }

    /// <summary>Who agrees to a measure: <c>act</c>, <c>ranks</c>, and whether <c>any</c> one is enough or a meeting has to <c>study</c> it.</summary>
    private static ApprovalChain ReadChain(Node node)
    {
        var provision = new Provision(node.Text("source"), node.Optional("article") ?? "", Enum.Parse<Grade>(node.OneOf("grade", "V", "S", "M", "U")));
        bool Flag(string key) => node.Optional(key) is not null && node.OneOf(key, "true", "false") == "true";
        DateOnly? Day(string key) => node.Optional(key) is null ? null : node.Day(key);
        node.Only("act", "ranks", "any", "study", "source", "article", "grade", "from", "to", "authority");
        return new(
            node.Text("act"), [.. node.Items("ranks").Select(rank => rank.Scalar())], provision, Flag("any"), Flag("study"), Day("from"), Day("to"), node.Optional("authority"));
    }

    /// <summary>What a joint meeting may conclude, and the measure that it proposes, if one.</summary>
    private static ConclusionKind ReadConclusion(Node node)
    {
        node.Only("code", "name", "measure");
        return new(node.Text("code"), node.Name("name", 16), node.Optional("measure") is null ? null : node.OneOf("measure", "summons", "reminder", "inquiry", "admonition", "verification"));
    }

    private static Pattern ReadPattern(Node node, Policy policy)
    {
        var (code, name) = (node.Text("code"), node.Name("name", 8));
        var type = node.OneOf("type", "threshold", "countInWindow", "convergence", "rateChange", "finding", "overdue", "model");
        // Counting asks for them at each judging, and takes an array as it is.
        string[] Kinds(string key) => [.. node.Items(key).Select(n => policy.Kind(n.Scalar())?.Code ?? throw new PolicyDocumentException(n.Path, "类别不存在"))];
        int Rank(Node of, string key = "rank") => of.Integer(key, 1, policy.Levels.Count);
        IReadOnlyList<LevelStep> Steps() => [.. node.Steps("rank", "atLeast").Select(s => new LevelStep(Rank(s), s.Text("atLeast")))];
        switch (type)
        {
            case "threshold":
                node.Only("code", "name", "type", "kinds", "minimum", "window", "barUnder", "steps");
                return new ThresholdPattern(code, name, Kinds("kinds"), node.Text("minimum"), node.Text("window"),
                    [.. node.Steps("rank", "over", "proposal").Select(s => new ProposalStep(Rank(s), s.Text("over"), s.Name("proposal", 12)))], node.Optional("barUnder") ?? "");
            case "countInWindow":
                node.Only("code", "name", "type", "kinds", "noun", "window", "steps");
                return new CountInWindowPattern(code, name, Kinds("kinds"), node.Name("noun", 4), node.Text("window"), Steps());
            case "convergence":
                node.Only("code", "name", "type", "sources", "window", "minimum", "rank", "proven", "provenRank");
                return new ConvergencePattern(code, name, [.. node.Items("sources").Select(s => (s.Text("source"), s.Name("name", 8)))],
                    node.Text("window"), node.Text("minimum"), Rank(node), node.Text("proven"), Rank(node, "provenRank"));
            case "rateChange":
                node.Only("code", "name", "type", "kinds", "noun", "recent", "past", "factor", "minimum", "rank");
                return new RateChangePattern(code, name, Kinds("kinds"), node.Name("noun", 4), node.Text("recent"), node.Text("past"),
                    node.Text("factor"), node.Text("minimum"), Rank(node));
            case "finding":
                node.Only("code", "name", "type", "filedKinds", "filedCategories", "filedRank", "window", "severity", "seriousRank");
                return new FindingPattern(code, name, Kinds("filedKinds"), [.. node.Items("filedCategories").Select(n => n.Scalar())], Rank(node, "filedRank"),
                    node.Text("window"), node.Text("severity"), Rank(node, "seriousRank"));
            case "model":
                node.Only("code", "name", "type", "budget", "release", "rank");
                return new ModelPattern(code, name, node.Text("budget"), node.Text("release"), Rank(node));
            default:
                node.Only("code", "name", "type", "kinds", "steps");
                return new OverduePattern(code, name, Kinds("kinds"), Steps());
        }
    }

    /// <summary>A node with its place, so that every complaint can name it.</summary>
    private readonly record struct Node(YamlNode Yaml, string Path)
    {
        private string At(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

        private YamlMappingNode Map => Yaml as YamlMappingNode ?? throw new PolicyDocumentException(Path.Length == 0 ? "/" : Path, "须为键值对");

        public string? Optional(string key) => Map.Children.TryGetValue(key, out var value)
            ? Printable((value as YamlScalarNode)?.Value ?? throw new PolicyDocumentException(At(key), "须为文本"), At(key))
            : null;

        public string Text(string key) =>
            Optional(key) is { Length: > 0 } text ? text : throw new PolicyDocumentException(At(key), "缺少");

        public string Scalar() => (Yaml as YamlScalarNode)?.Value is { Length: > 0 } text ? Printable(text, Path) : throw new PolicyDocumentException(Path, "须为文本");

        /// <summary>What enters events: the journal takes no NUL. Halves of surrogate pairs the YAML reader does not take.</summary>
        private static string Printable(string text, string path) =>
            !text.Contains('\0', StringComparison.Ordinal) ? text : throw new PolicyDocumentException(path, "含有不可用的字符");

        /// <summary>A short name that enters sentences.</summary>
        public string Name(string key, int widths)
        {
            var text = Text(key);
            return Wording.HalfWidths(text) <= 2 * widths ? text : throw new PolicyDocumentException(At(key), $"不得超过 {widths} 个字");
        }

        public string OneOf(string key, params string[] allowed)
        {
            var text = Text(key);
            return allowed.Contains(text) ? text : throw new PolicyDocumentException(At(key), $"须为 {string.Join(" / ", allowed)} 之一");
        }

        public decimal Number(string key) =>
            decimal.TryParse(Text(key), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new PolicyDocumentException(At(key), "须为数字");

        public int Integer(string key, int least, int most) =>
            int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw new PolicyDocumentException(At(key), $"须为 {least} 至 {most} 的整数");

        public DateOnly Day(string key) =>
            DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : throw new PolicyDocumentException(At(key), "须为 yyyy-MM-dd");

        public IEnumerable<Node> Items(string key)
        {
            if (!Map.Children.TryGetValue(key, out var value) || value is not YamlSequenceNode { Children.Count: > 0 } items)
                throw new PolicyDocumentException(At(key), "须为非空列表");
            var path = At(key);
            return items.Children.Select((item, i) => new Node(item, $"{path}[{i}]"));
        }

        public IEnumerable<Node> OptionalItems(string key) => Map.Children.ContainsKey(key) ? Items(key) : [];

        public IEnumerable<Node> Steps(params string[] keys)
        {
            foreach (var step in Items("steps"))
            {
                step.Only(keys);
                yield return step;
            }
        }

        public void Only(params string[] keys)
        {
            foreach (var key in Map.Children.Keys)
                if ((key as YamlScalarNode)?.Value is not { } name || !keys.Contains(name))
                    throw new PolicyDocumentException(At(key.ToString()), "未知的键");
        }
    }
}
