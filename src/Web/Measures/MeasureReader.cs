using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Grains.Measures.Steps;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Letters;
using CadreWatch.Silo.Measures;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Signals;
using CadreWatch.Web.Trail;

namespace CadreWatch.Web.Measures;

/// <summary>Shows one measure with its history to a viewer who sees it.</summary>
internal sealed class MeasureReader(
    IGrainRuntime runtime, IJournal journal, IViewerAccess access, MeasureRows rows, AuditScope names, LetterDesk desk, LetterHead head, IJudgementSource judgements, TimeProvider time)
{
    private const int MostTexts = 2_000;
    private const string File = "file";

    /// <summary>The stages of a measure's line; a kind passes over those that it does not have.</summary>
    private static readonly MeasureStage[] Stages =
    [
        MeasureStage.Draft, MeasureStage.UnderReview, MeasureStage.PendingApproval, MeasureStage.Approved, MeasureStage.Issued, MeasureStage.Received, MeasureStage.Replied,
        MeasureStage.FollowUpDue, MeasureStage.Concluded, MeasureStage.Archived,
    ];

    public async Task<MeasureDetail?> FindAsync(Viewer viewer, string id, CancellationToken cancel)
    {
        if (await rows.FindAsync(viewer, id, cancel) is not { } row) return null;
        var now = time.GetUtcNow();
        var judgement = judgements.Capture(now);
        var state = await runtime.StateAsync<MeasureState>(MeasureGrain.IdOf(row.Id), cancel);
        var cadre = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(state.Cadre), cancel);
        var texts = await TextsAsync(row.Id, cancel);
        var accounts = state.History.SelectMany(h => new[] { h.By, h.For, h.Detail }).Append(state.Content.Handler).OfType<string>().Distinct().ToList();
        return new(
            MeasureDues.Item(row, judgement, now), [.. Codes(state)], texts.LastOrDefault(t => t.Field == "matter")?.Text, LetterWords.SecrecyMark(state.Content),
            state.Meeting is { } meeting ? LetterWords.Meeting(meeting) : null, state.StudiedOn, state.Content.IsPrincipal, state.Content.CoManaged, state.Content.Urgent,
            state.Mode, state.IssuedOn, state.ReceivedOn, state.ReceiptWasRefused, state.Outcome, state.Visit, state.EffectEnd, state.Content.Origin, [.. Line(state)],
            [.. state.Chain.Select((rank, i) => Rank(rank, state.Opinions.ElementAtOrDefault(i)))], [.. state.Deadlines.Select(d => MeasureDues.Of(d, judgement, now))],
            await PapersAsync(state, cancel), [.. state.Content.Basis.Select(b => Basis(viewer, row.Case, cadre, b, judgement)).OfType<BasisView>()], state.Statements, state.Scans,
            state.History, texts, await names.NamesAsync(accounts, cancel));
    }

    /// <summary>What the viewer can do, by their own right or a lent one.</summary>
    public async Task<ActionsView?> ActionsAsync(Viewer viewer, string id, CancellationToken cancel)
    {
        if (await rows.FindAsync(viewer, id, cancel) is not { } row) return null;
        var now = time.GetUtcNow();
        var judgement = judgements.Capture(now);
        var state = await runtime.StateAsync<MeasureState>(MeasureGrain.IdOf(row.Id), cancel);
        var all = MeasureActors.Of(viewer, row.Case, row.Secrecy).SelectMany(a => MeasureActions.For(state, a, judgement, now).Select(m => new ActionView(m, a.OnBehalfOf)));
        var best = all.GroupBy(a => a.Action.Code).Select(g => g.FirstOrDefault(a => a.Action.Possible) ?? g.First());
        if (viewer.Phone) best = best.Select(a => a.Action.Code == "recordTalk" ? a : a with { Action = a.Action with { Possible = false, Rule = MeasureActs.NotOnPhone.Rule, Why = MeasureActs.NotOnPhone.Message } });
        return new(state.Id.ToString(), state.Version, [.. best.OrderByDescending(a => a.Action.Possible)]);
    }

    /// <summary>The issued file, or null where there is none.</summary>
    /// <param name="document">Which paper; the latest unless given.</param>
    public async Task<(byte[] Bytes, string Name)?> LetterAsync(Viewer viewer, string id, string? document, CancellationToken cancel)
    {
        if (await rows.FindAsync(viewer, id, cancel) is not { } row) return null;
        var papers = row.Body.Papers;
        var index = document is null ? papers.Count - 1 : papers.ToList().FindIndex(p => p.Document == document);
        var files = await journal.Tables.QueryAsync(
            new(ReadTableSet.MeasureTexts, [new("measure", Comparison.Equal, row.Id.ToString()), new("field", Comparison.Equal, File)], [("version", false)], MostTexts), cancel);
        if (index < 0 || index >= files.Count) return null;
        return (Convert.FromBase64String((string)files[index].In(ReadTableSet.MeasureTexts, "text")!), $"{LetterWords.Title(papers[index].Kind)}{papers[index].Number}.docx");
    }

    private async Task<IReadOnlyList<MeasureText>> TextsAsync(MeasureId id, CancellationToken cancel)
    {
        var table = ReadTableSet.MeasureTexts;
        var found = await journal.Tables.QueryAsync(
            new(table, [new("measure", Comparison.Equal, id.ToString()), new("field", Comparison.NotEqual, File)], [("version", false)], MostTexts), cancel);
        return [.. found.Select(r => new MeasureText((int)(long)r.In(table, "version")!, (string)r.In(table, "field")!, (string)r.In(table, "text")!))];
    }

    private async Task<IReadOnlyList<PaperView>> PapersAsync(MeasureState state, CancellationToken cancel)
    {
        var views = new List<PaperView>();
        foreach (var paper in state.Papers)
        {
            // Only the latest can be written again as it was: an earlier one belongs to an earlier round.
            var order = new IssueOrder(MeasureMode.Letter, state.IssuedOn ?? default, state.Content.CopyTo ?? [], paper.Copies);
            bool? differs = paper == state.Papers[^1] && state.IssuedOn is not null ? await desk.DiffersAsync(state, paper, head, order, cancel) : null;
            views.Add(new(paper.Kind, LetterWords.Title(paper.Kind), paper.Document, paper.Number, paper.FileHash, paper.Copies, differs));
        }

        return views;
    }

    private BasisView? Basis(Viewer viewer, CaseFacts facts, CadreState cadre, BasisItem item, Judgement judgement)
    {
        if (!access.SeesSignal(viewer, facts, item.Secrecy)) return null;
        var standing = MeasureBasis.Now(cadre, [item]) is [var now] ? now.Standing : (BasisStanding?)null;
        if (item.Source == BasisSource.Alert)
            return AlertId.TryParse(item.Id, null, out var id) && cadre.Alerts.Find(id) is { } alert && access.SeesSignal(viewer, facts, cadre.SecrecyOf(alert))
                ? new(item.Source, item.Id, alert.Finding.PatternName, alert.Finding.Level.Word, judgement.DayOf(alert.RaisedAt), standing)
                : null;
        return SignalKey.TryParse(item.Id, null, out var key) && cadre.Signals.Find(key) is { } signal && access.SeesSignal(viewer, facts, signal.Secrecy)
            ? new(item.Source, SignalHandle.Of(cadre.Number, item.Id), judgement.Policy.Kind(signal.Kind)?.Name ?? signal.Kind, signal.Category, signal.OccurredOn, standing)
            : null;
    }

    private static IEnumerable<string> Codes(MeasureState state) =>
        state.Content.Codes.Select(c => MeasurePolicy.Shipped.Item(BasisRule.ListOf(state.Kind) ?? "", c)?.Name ?? c);

    private static RankView Rank(string rank, Opinion? opinion) => new(rank, MeasureRanks.Word(rank), opinion?.By, opinion?.At);

    private static IEnumerable<StageView> Line(MeasureState state)
    {
        var came = new Dictionary<MeasureStage, MeasureStep>();
        foreach (var step in state.History)
            if (StageOf(step, state) is { } stage) came[stage] = step;
        foreach (var stage in Stages.Where(s => Has(state, s) || s == state.Stage))
        {
            var done = stage <= state.Stage && state.Stage != MeasureStage.Cancelled;
            came.TryGetValue(stage, out var step);
            yield return new(stage, stage.Word(), done, done ? step?.At : null, done ? step?.By : null);
        }

        if (state.Stage == MeasureStage.Cancelled) yield return new(state.Stage, state.Stage.Word(), true, state.EndedAt, state.History[^1].By);
    }

    private static bool Has(MeasureState state, MeasureStage stage) => stage switch
    {
        MeasureStage.PendingApproval => state.Chain.Count != 1 && !state.Kind.IsFollowUp(),
        MeasureStage.Draft or MeasureStage.UnderReview or MeasureStage.Approved => !state.Kind.IsFollowUp(),
        MeasureStage.Issued => !state.Kind.IsFollowUp() && state.Kind != MeasureKind.Verification,
        MeasureStage.Received => state.Kind is MeasureKind.Inquiry or MeasureKind.Admonition or MeasureKind.Summons or MeasureKind.AssessmentNotice,
        MeasureStage.Replied => state.Kind == MeasureKind.Inquiry,
        MeasureStage.FollowUpDue => state.Kind.HasVisit() || state.Kind.IsFollowUp(),
        _ => true,
    };

    /// <summary>Which event brought a stage; the last one counts, so that a second round takes the place of the first.</summary>
    private static MeasureStage? StageOf(MeasureStep step, MeasureState state) => step.Action switch
    {
        "measureDrafted" or "measureRevised" => MeasureStage.Draft,
        "measureSubmitted" => MeasureStage.UnderReview,
        "measureOpined" when step.Detail?.EndsWith("agreed", StringComparison.Ordinal) == true =>
            state.Chain.Count > 0 && step.Detail.StartsWith(state.Chain[^1] + "/", StringComparison.Ordinal) ? MeasureStage.Approved : MeasureStage.PendingApproval,
        "measureIssued" => MeasureStage.Issued,
        "measureReceived" or "receiptRefused" => MeasureStage.Received,
        "measureReplied" => MeasureStage.Replied,
        "measureConcluded" or "measureVisited" => MeasureStage.Concluded,
        "measureArchived" => MeasureStage.Archived,
        _ => null,
    };
}
