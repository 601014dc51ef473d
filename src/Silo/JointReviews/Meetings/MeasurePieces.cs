using System.Text;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Meetings;

namespace CadreWatch.Silo.JointReviews.Meetings;

/// <summary>A running measure in one sentence. The department's own: at least confidential.</summary>
internal static class MeasurePieces
{
    public static MaterialPiece Of(object?[] row)
    {
        var body = MeasureView.Read(row[^1] is byte[] bytes ? bytes : Encoding.UTF8.GetBytes((string)row[^1]!));
        var number = body.Papers.LastOrDefault(p => p.Number is not null)?.Number;
        var due = row[11] is DateOnly on ? $"，最近期限 {on:yyyy-MM-dd}" : "";
        var secrecy = (Secrecy)(long)row[8]!;
        return new(
            new($"measure.{body.Id}", PieceKind.Measure, null, secrecy < Secrecy.Confidential ? Secrecy.Confidential : secrecy, false), body.Kind.Word(),
            $"{(number is null ? "" : $"{number}，")}{body.Stage.Word()}{due}", null, body.Stage.Code());
    }
}
