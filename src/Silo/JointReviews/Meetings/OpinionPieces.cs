using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Grains.Meetings;

namespace CadreWatch.Silo.JointReviews.Meetings;

/// <summary>A unit's column of one person as pieces: the answer, and the facts behind it. What is only reported shows as a count, its words apart as complaint text.</summary>
internal static class OpinionPieces
{
    /// <param name="words">Words of the facts by their place, from 0.</param>
    public static IEnumerable<MaterialPiece> Of(SheetState sheet, string cadre, IReadOnlyDictionary<long, string> words)
    {
        var (unit, cell, state) = (sheet.Unit!, sheet.CellOf(cadre), sheet.StateOf(cadre));
        var opinion = cell.Confirmed?.Opinion;
        var tells = state is CellState.Objection or CellState.Verifying;
        var secrecy = tells && opinion!.Secrecy > unit.Secrecy ? opinion.Secrecy : tells ? unit.Secrecy : Secrecy.Internal;
        yield return new(new($"opinion.{unit.Id}", PieceKind.Opinion, unit.Id, secrecy, false), unit.Name, Word(state, opinion), null, Code(state));
        if (!tells) yield break;
        var number = 0;
        foreach (var fact in opinion!.Facts ?? [])
        {
            number++;
            var text = words.GetValueOrDefault(number - 1) ?? "";
            var status = Code(fact.Status);
            if (fact.Status is SignalStatus.Substantiated)
            {
                yield return new(new($"fact.{unit.Id}.{number}", PieceKind.Fact, unit.Id, secrecy, false), unit.Name, $"{ReportedFacts.CategoryOf(fact.Class)}：{text.TrimEnd('。')}{Attached(fact)}", fact.To, status);
                continue;
            }

            var standing = fact.Status == SignalStatus.Verifying ? "核查中，尚未核实" : "未核实";
            yield return new(new($"fact.{unit.Id}.{number}", PieceKind.Fact, unit.Id, secrecy, false), unit.Name, $"{ReportedFacts.CategoryOf(fact.Class)}：反映 1 件，{standing}{Attached(fact)}", fact.To, status);
            if (text.Length > 0)
                yield return new(new($"text.{unit.Id}.{number}", PieceKind.Fact, unit.Id, secrecy, true), unit.Name, $"反映内容（未核实）：{text}", fact.To, status);
        }
    }

    private static string Attached(OpinionFact fact) =>
        fact.Attachments is { Count: > 0 } some ? string.Create(CultureInfo.InvariantCulture, $"（附件 {some.Count} 件）") : "";

    private static string Word(CellState state, Opinion? opinion) => state switch
    {
        CellState.NoObjection => "无不良反映",
        CellState.Objection => "有不同意见",
        CellState.Verifying => opinion?.ExpectedOn is { } on ? $"核查中，预计 {on.ToString("MM-dd", CultureInfo.InvariantCulture)} 核毕" : "核查中",
        CellState.Overdue => "逾期未复",
        CellState.Extended => "已延期",
        CellState.Awaiting => "待单位第二人确认",
        CellState.Recused => "回避",
        CellState.Expired => "意见已过有效期",
        _ => "未到期",
    };

    private static string Code<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
