using System.Collections.Immutable;

namespace CadreWatch.Grains.Measures.Steps;

/// <summary>The part of a measure's row that tells whether a draft repeats it.</summary>
public sealed record MeasureSummary(string Id, string Cadre, MeasureKind Kind, MeasureStage Stage, IReadOnlyList<string> Codes, IReadOnlyList<string> Basis);

/// <summary>A running measure that a draft repeats.</summary>
/// <param name="SharedBasis">Alerts and signals that both rest on.</param>
/// <param name="Words">One Chinese sentence.</param>
public sealed record RepeatWarning(string Measure, IReadOnlyList<string> SharedBasis, string Words);

/// <summary>Finds running measures that a new one would repeat. It warns and refuses nothing.</summary>
public static class MeasureRepeat
{
    /// <param name="rows">Measures of the cadre, as the read table has them.</param>
    /// <param name="draft">The new measure; a row with its own id is passed over.</param>
    public static ImmutableArray<RepeatWarning> Find(IEnumerable<MeasureSummary> rows, MeasureSummary draft) =>
    [
        .. from row in rows
           where row.Id != draft.Id && row.Cadre == draft.Cadre && row.Stage is not (MeasureStage.None or MeasureStage.Archived or MeasureStage.Cancelled)
           let shared = row.Basis.Intersect(draft.Basis).ToArray()
           let sameMatter = row.Kind == draft.Kind && (row.Codes.Intersect(draft.Codes).Any() || draft.Codes.Count == 0)
           where shared.Length > 0 || sameMatter
           select new RepeatWarning(row.Id, shared, Words(row, shared.Length)),
    ];

    private static string Words(MeasureSummary row, int shared) =>
        $"该干部已有一件{row.Kind.Word()}在办（{row.Stage.Word()}），{(shared > 0 ? $"与本件有{shared}项相同依据" : "事项相同")}，请核对是否重复。";
}
