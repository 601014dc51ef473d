using System.Text.Json;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using CadreWatch.Grains.Policies;

namespace CadreWatch.Silo.JointReviews.Meetings;

/// <summary>What the cadre's own grain knows, as counts and short sentences: never a word of a complaint. What units said in the round has columns of its own.</summary>
internal static class CadrePieces
{
    private const int MostContext = 5;

    /// <param name="units">Sources that have a column.</param>
    public static IEnumerable<MaterialPiece> Of(CadreState state, Judgement judgement, DateTimeOffset now, IReadOnlySet<string> units)
    {
        var today = judgement.DayOf(now);
        var signals = state.Signals.NewestFirst().Where(s => !units.Contains(s.Source)).ToList();
        return [.. Facts(signals, judgement, today), .. Alerts(state, judgement), .. Rectifications(signals, judgement, today), .. Context(signals, judgement)];
    }

    private static IEnumerable<MaterialPiece> Facts(List<Signal> signals, Judgement judgement, DateOnly today)
    {
        var year = today.AddMonths(-12);
        var claims = signals.Where(s => s.IsEffective && !s.IsCopy && s.Kind != "rectification" && judgement.Policy.Kind(s.Kind)?.Nature == KindNature.Claim);
        foreach (var kind in claims.Where(s => s.OccurredOn > year.AddMonths(-12)).GroupBy(s => s.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var recent = kind.Where(s => s.OccurredOn > year).ToList();
            if (recent.Count == 0) continue;
            var (proven, open) = (recent.Count(s => s.Status == SignalStatus.Substantiated), recent.Count(s => s.Status == SignalStatus.Verifying));
            var rest = recent.Count - proven - open;
            var parts = new[] { proven > 0 ? $"属实 {proven} 件" : "", open > 0 ? $"核查中 {open} 件" : "", rest == recent.Count ? "均未核实" : rest > 0 ? $"未核实 {rest} 件" : "" };
            var status = proven > 0 ? SignalStatus.Substantiated : open > 0 ? SignalStatus.Verifying : SignalStatus.Reported;
            yield return new(
                new($"signal.{kind.Key}", PieceKind.Fact, null, recent.Max(s => s.Secrecy), false), judgement.Policy.Kind(kind.Key)!.Name,
                $"近12个月 {recent.Count} 件，{string.Join('，', parts.Where(p => p.Length > 0))}；此前12个月 {kind.Count() - recent.Count} 件", recent.Max(s => s.OccurredOn), Code(status));
        }
    }

    /// <remarks>Alerts are the department's own: at least confidential, whatever their causes. A hint of a model is no basis of a review and stays out.</remarks>
    private static IEnumerable<MaterialPiece> Alerts(CadreState state, Judgement judgement) =>
        state.Alerts.Where(a => a.IsOpen && a.Finding.Model is null).OrderBy(a => a.Finding.Level.Rank).Select(a => new MaterialPiece(
            new($"alert.{a.Id}", PieceKind.Alert, null, AtLeastConfidential(state.SecrecyOf(a)), false), $"{a.Finding.Level.Word}色", $"{a.Finding.PatternName}：{a.Finding.Short}",
            judgement.DayOf(a.RaisedAt), $"{a.Finding.Level.Rank}-{a.Finding.Level.Key}"));

    private static IEnumerable<MaterialPiece> Rectifications(List<Signal> signals, Judgement judgement, DateOnly today) =>
        signals.Where(s => s.IsEffective && s.Kind == "rectification" && s.CompletedOn is null && s.DueOn is not null).Take(MostContext).Select((s, i) => new MaterialPiece(
            new($"rectification.{i + 1}", PieceKind.Rectification, null, s.Secrecy, false), judgement.Policy.Kind(s.Kind)?.Name ?? s.Kind,
            $"应于 {s.DueOn:yyyy-MM-dd} 完成，{(s.DueOn < today ? "已逾期" : "办理中")}", s.DueOn, s.DueOn < today ? "overdue" : "open"));

    /// <summary>同时说明: commendations, and what was cleared.</summary>
    private static IEnumerable<MaterialPiece> Context(List<Signal> signals, Judgement judgement) =>
        signals.Where(s => judgement.Policy.Kind(s.Kind)?.Nature == KindNature.Positive || s.Status == SignalStatus.Cleared).Take(MostContext).Select((s, i) =>
        {
            var cleared = s.Status == SignalStatus.Cleared;
            var name = judgement.Policy.Kind(s.Kind)?.Name ?? s.Kind;
            return new MaterialPiece(
                new($"context.{i + 1}", PieceKind.Context, null, s.Secrecy, false), name, cleared ? $"{name} 1 件，已澄清正名" : s.Category ?? name, s.OccurredOn, cleared ? "cleared" : "positive");
        });

    private static Secrecy AtLeastConfidential(Secrecy secrecy) => secrecy < Secrecy.Confidential ? Secrecy.Confidential : secrecy;

    private static string Code(SignalStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
