using System.Text.Json;
using System.Text.Json.Serialization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews;

namespace CadreWatch.Silo.JointReviews.Rounds;

/// <summary>A unit that a round may ask, as the office lists it; who answers for it is said when a round is opened.</summary>
/// <param name="Kind">Kind of signal in the policy's list that its facts become.</param>
/// <param name="Asked">The classes that its letter names.</param>
public sealed record ListedUnit(string Id, string Name, string Kind, Secrecy Secrecy, IReadOnlyList<NegativeClass> Asked);

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
    /// <exception cref="JsonException">The office's list cannot be read.</exception>
    public IReadOnlyList<ListedUnit> Read()
    {
        var own = Path.Combine(dataFolder, FileName);
        using var stream = File.Exists(own) ? File.OpenRead(own) : Shipped();
        return JsonSerializer.Deserialize<List<ListedUnit>>(stream, Options) ?? [];
    }

    private static Stream Shipped()
    {
        var assembly = typeof(MemberUnits).Assembly;
        return assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(n => n.EndsWith(FileName, StringComparison.Ordinal)))!;
    }
}
