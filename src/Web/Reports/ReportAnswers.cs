using System.Collections.Concurrent;
using System.Text.Json;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;

namespace CadreWatch.Web.Reports;

/// <summary>What a unit said last of a person within one month.</summary>
/// <param name="On">The day on which the second person confirmed it.</param>
/// <param name="Kind">What it reports, one of <see cref="ReportWords.Kinds"/>; null where it has nothing to report.</param>
internal sealed record GivenAnswer(string Unit, string Cadre, DateOnly On, bool InTime, string? Kind, Secrecy Secrecy)
{
    public DateOnly Month => new(On.Year, On.Month, 1);
}

/// <summary>Answers by the events of their columns: what a month said once it says for good, whatever is revised later.</summary>
/// <remarks>It decides nothing about rights.</remarks>
internal sealed class ReportAnswers(IJournal journal, EventCodec codec)
{
    private const int MostKept = 24;
    private readonly ConcurrentDictionary<string, IReadOnlyList<GivenAnswer>> kept = new();

    public async Task<IReadOnlyList<GivenAnswer>> OfAsync(RoundState round, Judgement judgement, DateOnly today, CancellationToken cancel)
    {
        if (kept.TryGetValue(round.Id, out var known)) return known;
        var answers = new List<GivenAnswer>();
        foreach (var unit in round.Units.Where(u => u.Letter is not null)) answers.AddRange(await ColumnAsync(round.Id, unit.Unit.Id, judgement, cancel));
        // A round that ended before this month began has nothing more to say.
        if (round.ClosedAt is { } closed && judgement.DayOf(closed) < new DateOnly(today.Year, today.Month, 1))
        {
            if (kept.Count >= MostKept) kept.Clear();
            kept[round.Id] = answers;
        }

        return answers;
    }

    private async Task<IEnumerable<GivenAnswer>> ColumnAsync(string round, string unit, Judgement judgement, CancellationToken cancel)
    {
        var last = new Dictionary<(string Cadre, DateOnly Month), GivenAnswer>();
        var sheet = new SheetState(round, unit);
        await foreach (var stored in journal.ReadStreamAsync(SheetGrain.IdOf(round, unit).ToString(), 1, cancel))
        {
            if (codec.Read(stored) is not SheetEvent known) continue;
            sheet = SheetState.Apply(sheet, known);
            if (known is not OpinionConfirmed confirmed || sheet.CellOf(confirmed.Cadre) is not { Confirmed: { } said } cell) continue;
            var on = judgement.DayOf(confirmed.At);
            var answer = new GivenAnswer(unit, confirmed.Cadre, on, on <= (cell.ExtendedTo ?? sheet.DueOn), KindOf(said.Opinion), said.Opinion.Secrecy);
            last[(answer.Cadre, answer.Month)] = answer;
        }

        return last.Values;
    }

    private static string? KindOf(Opinion opinion)
    {
        if (opinion.Answer == OpinionAnswer.NoObjection) return null;
        var classes = (opinion.Facts ?? []).Select(f => f.Class).Distinct().ToList();
        return classes switch
        {
            [] => ReportWords.Verifying,
            [var one] => JsonNamingPolicy.CamelCase.ConvertName(one.ToString()),
            _ => ReportWords.Several,
        };
    }
}
