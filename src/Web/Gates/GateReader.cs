using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Gates;
using CadreWatch.Grains.Influence;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Measures;

namespace CadreWatch.Web.Gates;

/// <summary>Asks the gate for one viewer.</summary>
internal sealed class GateReader(GateFacts facts, MeasureRows rows, IJudgementSource judgements, TimeProvider time)
{
    /// <returns>Null where there is no such cadre for the viewer.</returns>
    /// <param name="on">Today unless given.</param>
    public async Task<GateView?> AskAsync(Viewer viewer, string number, Effect action, DateOnly? on, CancellationToken cancel)
    {
        if (await rows.CadreAsync(viewer, number, cancel) is not { } row) return null;
        var judgement = judgements.Capture(time.GetUtcNow());
        var day = on ?? judgement.DayOf(time.GetUtcNow());
        var question = await QuestionAsync(viewer, row.Facts(), judgement, day, cancel);
        var all = Gate.Shipped.AskAll(question);
        var answer = all.First(a => a.Action == action);
        return new(
            number, AlertReader.PersonOf(row), action.Code(), action.Word(), day, question.KnownOn, judgement.Policy.Version, answer.Verdict, answer.Until, answer.Sentence,
            [.. answer.Bars.Select(Of)], answer.Unsettled,
            [.. answer.Pending.Select(p => new GatePending(p.Cause.ToString(), GateWords.Measure(p.Cause), p.ExpiredOn, ProvisionView.Of(p.Provision), p.Words))],
            answer.Remarks, [.. answer.Checklist.Select(c => new GateCheck(c.Code, c.Words, ProvisionView.Of(c.Provision), c.Standing))], Periods(question, action),
            [.. all.Select(Brief)]);
    }

    /// <summary>Whether the measure awaits a judgement on a day, or did before one was recorded.</summary>
    public async Task<bool> AwaitsAsync(Viewer viewer, CaseFacts cadre, string measure, DateOnly day, CancellationToken cancel)
    {
        var judgement = judgements.Capture(time.GetUtcNow());
        var known = await facts.OfAsync(viewer, cadre, judgement, cancel);
        var question = new GateQuestion([.. known.Where(f => f is not UseJudged)], day) { KnownOn = judgement.DayOf(time.GetUtcNow()), Authority = cadre.Authority };
        return Gate.Shipped.AskAll(question).Any(a => a.Pending.Any(p => p.Cause.ToString() == measure));
    }

    private async Task<GateQuestion> QuestionAsync(Viewer viewer, CaseFacts cadre, Judgement judgement, DateOnly day, CancellationToken cancel) =>
        new(await facts.OfAsync(viewer, cadre, judgement, cancel), day) { Authority = cadre.Authority };

    private static IReadOnlyList<GatePeriod> Periods(GateQuestion question, Effect action)
    {
        var known = FactsAsKnown.On(question.Facts, question.KnownOn);
        var filed = known.OfType<InvestigationFiled>().Select(f => new GatePeriod(
            "立案调查", f.FiledOn, known.OfType<InvestigationClosed>().FirstOrDefault(c => c.Investigation == f.Id)?.On, BarStanding.InForce, false));
        var bars = InfluencePeriods.Of(question.Facts, question.KnownOn, InfluencePolicy.Shipped, question.Authority).Bars
            .Where(b => b.Effect == action).Select(b => new GatePeriod(b.CauseWord, b.From, b.To, b.On(question.On), b.IsUnverified));
        return [.. filed.Concat(bars).OrderBy(p => p.From)];
    }

    private static GateBar Of(HardBar b) =>
        new(b.Cause.ToString(), GateWords.Measure(b.Cause), b.CauseWord, b.Words, ProvisionView.Of(b.Provision), b.From, b.To, b.IsUnverified, b.Steps);

    private static GateBrief Brief(GateAnswer a)
    {
        var count = a.Verdict switch
        {
            GateVerdict.Barred => a.Bars.Length,
            GateVerdict.Unsettled => a.Unsettled.Length,
            GateVerdict.AwaitingJudgement => a.Pending.Length,
            _ => 0,
        };
        return new(a.Action.Code(), a.Action.Word(), a.Verdict, count, a.Until, a.Checklist.Count(c => c.Standing == CheckStanding.Open));
    }
}
