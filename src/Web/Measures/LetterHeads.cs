using CadreWatch.Silo.Demo;
using CadreWatch.Silo.Measures;
using CadreWatch.Web.Hosting;

namespace CadreWatch.Web.Measures;

/// <summary>Who issues, from the settings <c>letters:series</c>, <c>letters:issuer</c> and <c>letters:office</c>.</summary>
internal static class LetterHeads
{
    private static readonly LetterHead Plain = new("组监", "组织部", "干部监督科");

    public static LetterHead Read(IConfiguration settings, ServerOptions options)
    {
        var otherwise = File.Exists(Path.Combine(options.Data, DemoSeeder.Mark)) ? DemoDistrict.LetterHead : Plain;
        return new(Setting(settings, "series", otherwise.Series), Setting(settings, "issuer", otherwise.Issuer), Setting(settings, "office", otherwise.Office));
    }

    private static string Setting(IConfiguration settings, string name, string otherwise) =>
        string.IsNullOrWhiteSpace(settings[$"letters:{name}"]) ? otherwise : settings[$"letters:{name}"]!;
}
