using System.Text.Json;
using System.Text.Json.Serialization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews;

namespace CadreWatch.Silo.JointReviews.Rounds;

/// <summary>A unit that a round may ask, as the office lists it; who answers for it is said when a round is opened.</summary>
/// <param name="Kind">Kind of signal in the policy's list that its facts become.</param>
/// <param name="Asked">The classes that its letter names.</param>
public sealed record ListedUnit(string Id, string Name, string Kind, Secrecy Secrecy, IReadOnlyList<NegativeClass> Asked);

/// <summary>The office's own list of units cannot be used. The message is for whoever keeps the file.</summary>
/// <param name="field">Where in the file: a JSON path.</param>
public sealed class MemberUnitsException(string field, string rule, string fault) : Exception($"数据目录中的成员单位清单 member-units.json 有误：{field} {fault}，请联系管理员改正。")
{
    public string Field { get; } = field;

    public string Rule { get; } = rule;
}

/// <summary>成员单位: the office's own list where there is one (<c>member-units.json</c> in the data folder), else the one that ships, with the columns of one province.</summary>
public sealed class MemberUnits(string dataFolder)
{
    private const string FileName = "member-units.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Read each time, so that a replaced list counts from the next round on.</summary>
    /// <exception cref="MemberUnitsException">The office's list cannot be read.</exception>
    public IReadOnlyList<ListedUnit> Read()
    {
        var own = Path.Combine(dataFolder, FileName);
        using var stream = File.Exists(own) ? File.OpenRead(own) : Shipped();
        try
        {
            return Checked(JsonSerializer.Deserialize<List<ListedUnit?>>(stream, Options) ?? []);
        }
        catch (JsonException e)
        {
            throw new MemberUnitsException(e.Path ?? "$", "memberUnitsMalformed", $"不是应有的 JSON（第 {e.LineNumber + 1} 行）");
        }
    }

    private static List<ListedUnit> Checked(List<ListedUnit?> units)
    {
        for (var i = 0; i < units.Count; i++)
        {
            if (Lacking(units[i]) is { } field) throw new MemberUnitsException($"$[{i}]{field}", "memberUnitsIncomplete", "缺少内容");
        }

        return units!;
    }

    private static string? Lacking(ListedUnit? unit) =>
        unit is null ? ""
        : string.IsNullOrWhiteSpace(unit.Id) ? ".id"
        : string.IsNullOrWhiteSpace(unit.Name) ? ".name"
        : string.IsNullOrWhiteSpace(unit.Kind) ? ".kind"
        : unit.Asked is null ? ".asked"
        : null;

    private static Stream Shipped()
    {
        var assembly = typeof(MemberUnits).Assembly;
        return assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(n => n.EndsWith(FileName, StringComparison.Ordinal)))!;
    }
}
