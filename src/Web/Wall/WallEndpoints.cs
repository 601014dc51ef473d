using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Units;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Session;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Wall;

/// <summary>Counts for a screen on the wall, where anybody passes: no name, no unit, no pattern, and no count from which one could tell a single case.</summary>
internal static class WallEndpoints
{
    /// <summary>A class of fewer units would name one of them.</summary>
    private const int LeastUnits = 3;

    private const string Others = "其他";

    public static void MapWall(this IEndpointRouteBuilder app) =>
        app.MapGroup("/wall").WithTags("wall").MapGet("/", Get).WithName("getWall").RequireCapability(Capability.WallBoard);

    private static async Task<Ok<WallView>> Get(
        ClaimsPrincipal user, IViewerAccess access, PeopleDirectory people, IJournal journal, IJudgementSource judgements, TimeProvider time, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var levels = judgements.Capture(now).Policy.Levels.Select(l => new LevelName(l.Rank, l.Word, $"{l.Word}色", l.Key)).OrderBy(l => l.Rank).ToList();
        var counts = await journal.Tables.CountAsync(
            ReadTableSet.Alerts, [.. access.Alerts(access.ViewerOf(user)), new("state", Comparison.Equal, "open")], ["unit", "level_rank"], cancel);
        var classOf = ClassOf(people.Units);
        var classes = classOf.Values.Append(Others).Distinct().Order(StringComparer.Ordinal).ToList();
        var cells = classes.ConvertAll(_ => new long[levels.Count]);
        foreach (var row in counts)
        {
            var level = levels.FindIndex(l => l.Rank == (long)row[1]!);
            if (level >= 0) cells[classes.IndexOf(classOf.GetValueOrDefault((string)row[0]!, Others))][level] += (long)row[2]!;
        }

        var shown = Suppression.Of(cells);
        return TypedResults.Ok(new WallView(
            levels, [.. classes.Select((name, i) => new WallClass(name, shown.Cells[i], shown.RowTotals[i]))], shown.ColumnTotals, shown.Total, Suppression.Least, now));
    }

    /// <summary>Unit → class; small classes are one, and where that is small too there is no telling apart at all.</summary>
    private static Dictionary<string, string> ClassOf(UnitState tree)
    {
        var units = tree.Units.Values.Where(u => u.Kind == UnitKind.Unit).ToList();
        var large = units.Where(u => u.Class is not null).GroupBy(u => u.Class!).Where(g => g.Count() >= LeastUnits).Select(g => g.Key).ToHashSet();
        var rest = units.Count(u => u.Class is null || !large.Contains(u.Class));
        if (rest is > 0 and < LeastUnits) large.Clear();
        return units.Where(u => u.Class is not null && large.Contains(u.Class)).ToDictionary(u => u.Id, u => u.Class!);
    }
}

/// <param name="Counts">By level, in the order of the levels; null where withheld.</param>
public sealed record WallClass(string Name, IReadOnlyList<long?> Counts, long? Total);

/// <summary>Open alerts by class of unit and by level.</summary>
/// <param name="Totals">By level.</param>
/// <param name="Least">Counts below this are withheld, with others from which they could be told.</param>
public sealed record WallView(
    IReadOnlyList<LevelName> Levels, IReadOnlyList<WallClass> Classes, IReadOnlyList<long?> Totals, long? Total, long Least, DateTimeOffset AsOf);
