using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace CadreWatch.Cli.Import.Profiles;

/// <summary>A place in the profile that knows its path, so that every mistake is named where it stands.</summary>
internal sealed class YamlCursor(YamlNode node, string path)
{
    public string Path => path;

    public string Text => node is YamlScalarNode scalar
        ? scalar.Value ?? ""
        : throw Wrong("a text is expected here.");

    public bool IsMap => node is YamlMappingNode;

    public bool IsList => node is YamlSequenceNode;

    public IEnumerable<YamlCursor> Items => node is YamlSequenceNode list
        ? list.Children.Select((child, i) => new YamlCursor(child, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]"))
        : throw Wrong("a list is expected here.");

    public IEnumerable<(string Key, YamlCursor Value)> Entries => node is YamlMappingNode map
        ? map.Children.Select(pair => (KeyOf(pair.Key), new YamlCursor(pair.Value, path.Length == 0 ? KeyOf(pair.Key) : $"{path}.{KeyOf(pair.Key)}")))
        : throw Wrong("a map is expected here.");

    public YamlCursor? Find(string key) => Entries.Where(e => e.Key == key).Select(e => e.Value).FirstOrDefault();

    public YamlCursor Require(string key) => Find(key) ?? throw Wrong($"“{key}” is missing.");

    /// <summary>Refuses a key that nothing reads, so that a slip of the pen is not taken for a wish.</summary>
    public YamlCursor Only(params string[] keys)
    {
        foreach (var (key, value) in Entries)
            if (!keys.Contains(key))
                throw value.Wrong($"“{key}” is unknown here; there are: {string.Join(", ", keys)}.");
        return this;
    }

    public ProfileException Wrong(string message) => new($"{(path.Length == 0 ? "profile" : path)} (line {node.Start.Line.ToString(CultureInfo.InvariantCulture)})", message);

    private static string KeyOf(YamlNode key) => (key as YamlScalarNode)?.Value ?? "";
}
