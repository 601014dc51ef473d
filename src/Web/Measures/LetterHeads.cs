using CadreWatch.Silo.Demo;
using CadreWatch.Silo.Measures;
using CadreWatch.Web.Hosting;

namespace CadreWatch.Web.Measures;

/// <summary>Who issues, from the settings <c>letters:series</c>, <c>letters:issuer</c> and <c>letters:office</c>.</summary>
internal static class LetterHeads
{
    private const string Sample = "（示例）";

    public static LetterHead Read(IConfiguration settings, ServerOptions options) => new(
        Setting(settings, "series", "组监"), Setting(settings, "issuer", options.Demo ? $"中共{DemoDistrict.Name.Replace(Sample, "", StringComparison.Ordinal)}委组织部{Sample}" : "组织部"), Setting(settings, "office", "干部监督科"));

    private static string Setting(IConfiguration settings, string name, string otherwise) =>
        string.IsNullOrWhiteSpace(settings[$"letters:{name}"]) ? otherwise : settings[$"letters:{name}"]!;
}
