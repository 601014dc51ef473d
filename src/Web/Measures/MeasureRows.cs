using System.Text;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.People;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Measures;

/// <summary>One row of <see cref="ReadTableSet.Measures"/> with the roster line of its cadre.</summary>
internal sealed record MeasureRow(object?[] Values, object?[] Person)
{
    public MeasureId Id => MeasureId.Parse(Text("id"), null);

    public Secrecy Secrecy => (Secrecy)(long)Values.In(ReadTableSet.Measures, "secrecy")!;

    public CaseFacts Case => Person.Facts();

    public DateTimeOffset ChangedAt => (DateTimeOffset)Values.In(ReadTableSet.Measures, "changed_at")!;

    public MeasureView Body => MeasureView.Read(Values.In(ReadTableSet.Measures, "body") switch { byte[] bytes => bytes, var text => Encoding.UTF8.GetBytes((string)text!) });

    public string Text(string column) => (string)Values.In(ReadTableSet.Measures, column)!;
}

/// <summary>
/// Which measures a viewer sees: those whose cadre and secrecy some grant with <see cref="Capability.Measures"/> covers. The query leaves out what no grant can
/// cover; the decision is asked of the roster line as it is now.
/// </summary>
internal sealed class MeasureRows(IJournal journal)
{
    private const int Chunk = 200;

    /// <summary>The roster row, or null where there is none that the viewer sees.</summary>
    public async Task<object?[]?> CadreAsync(Viewer viewer, string number, CancellationToken cancel)
    {
        if (number.Contains('\0', StringComparison.Ordinal)) return null;
        var row = await journal.Tables.FindAsync(ReadTableSet.Cadres, [number], cancel);
        return row is not null && Sees(viewer, row.Facts(), Secrecy.Internal) ? row : null;
    }

    /// <summary>The measure, or null where there is none that the viewer sees.</summary>
    public async Task<MeasureRow?> FindAsync(Viewer viewer, string id, CancellationToken cancel)
    {
        if (!MeasureId.TryParse(id, null, out var measure)) return null;
        if (await journal.Tables.FindAsync(ReadTableSet.Measures, [measure.ToString()], cancel) is not { } values) return null;
        return (await SeenAsync(viewer, [values], cancel)).FirstOrDefault();
    }

    public async Task<IReadOnlyList<MeasureRow>> OfCadreAsync(Viewer viewer, CaseFacts cadre, CancellationToken cancel) =>
        (await AllAsync(viewer, [new("cadre", Comparison.Equal, cadre.Cadre)], cancel)).Rows;

    /// <summary>Those that the viewer sees, the latest changed first.</summary>
    /// <param name="limit">One more is read, to tell whether there is more.</param>
    /// <param name="after">changed_at and id of the last one shown.</param>
    public async Task<(IReadOnlyList<MeasureRow> Rows, bool More)> AllAsync(
        Viewer viewer, IReadOnlyList<Condition> where, CancellationToken cancel, int limit = int.MaxValue, IReadOnlyList<object?>? after = null)
    {
        var (found, rights) = (new List<MeasureRow>(), RightsFilter.Measures(viewer));
        while (found.Count <= limit)
        {
            var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Measures, [.. rights, .. where], [("changed_at", true)], Chunk, after), cancel);
            found.AddRange(await SeenAsync(viewer, rows, cancel));
            if (rows.Count < Chunk) break;
            after = [rows[^1].In(ReadTableSet.Measures, "changed_at"), rows[^1].In(ReadTableSet.Measures, "id")];
        }

        return found.Count > limit ? (found[..limit], true) : (found, false);
    }

    /// <summary>Roster rows by number.</summary>
    public async Task<IReadOnlyDictionary<string, object?[]>> PeopleAsync(IEnumerable<string> numbers, CancellationToken cancel)
    {
        var people = new Dictionary<string, object?[]>();
        foreach (var some in numbers.Distinct().Chunk(Chunk))
            foreach (var row in await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, [new("number", Comparison.In, some)], [], Chunk), cancel))
                people[(string)row.In(ReadTableSet.Cadres, "number")!] = row;
        return people;
    }

    public static bool Sees(Viewer viewer, CaseFacts cadre, Secrecy secrecy) => CaseAccess.May(viewer, Capability.Measures, cadre, secrecy);

    private async Task<IEnumerable<MeasureRow>> SeenAsync(Viewer viewer, IReadOnlyList<object?[]> rows, CancellationToken cancel)
    {
        var people = await PeopleAsync(rows.Select(r => (string)r.In(ReadTableSet.Measures, "cadre")!), cancel);
        return rows.Where(r => people.ContainsKey((string)r.In(ReadTableSet.Measures, "cadre")!))
            .Select(r => new MeasureRow(r, people[(string)r.In(ReadTableSet.Measures, "cadre")!]))
            .Where(r => Sees(viewer, r.Case, r.Secrecy));
    }
}
