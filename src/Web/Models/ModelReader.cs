using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Journal.Contract;
using CadreWatch.Risk.Features;
using CadreWatch.Silo.Models;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Models;

/// <summary>Reads the register for one viewer.</summary>
internal sealed class ModelReader(
    ModelFiles files, ModelStatus status, LearningLibrary library, IJudgementSource judgements, PeopleDirectory people, IViewerAccess access, IJournal journal, TimeProvider time)
{
    private const int MostReasons = 5;

    public async Task<RegisterView> AllAsync(Viewer viewer, CancellationToken cancel) => new(
        await status.WordAsync(cancel), library.Present, CaseAccess.Has(viewer, Capability.Policy), [.. (await files.AllAsync(cancel)).Select(m => ViewOf(viewer, m))]);

    /// <param name="viewer">Reasons are shown as far as this viewer sees hints of models, and no further than their authors saw.</param>
    public async Task<ModelDetail?> FindAsync(Viewer viewer, string version, CancellationToken cancel)
    {
        if ((await files.AllAsync(cancel)).FirstOrDefault(m => m.Version == version) is not { } state) return null;
        var history = await files.HistoryAsync(version, cancel);
        return new(ViewOf(viewer, state), [.. history.Select(h => new ModelStepView(h.Action, h.At, h.By, NameOf(h.By), h.Note))], await OpinionsAsync(viewer.ForRisk(), version, cancel));
    }

    private ModelView ViewOf(Viewer viewer, ModelState state)
    {
        var (f, now) = (state.Facts!, time.GetUtcNow());
        var judgement = judgements.Capture(now);
        var limit = judgement.Policy.Parameter("model.driftLimit", judgement.DayOf(now));
        return new(
            state.Version, state.Standing, f.Task, f.DataFrom, f.DataTo, f.KnownOn, f.Rows, f.Outcomes, f.Features.Count, f.FeatureSchema, f.Library, f.Size, f.BytesDigest,
            f.ReportDigest, f.TaskDigest, f.Metrics.ToDictionary(m => m.Name, m => m.Value), f.Parameters, ModelDecider.BeatsTheCount(f),
            limit is not null && state.Drift is [.., var last] && (decimal)last.Stability > limit.Value,
            limit is null ? null : new(limit.Value, limit.Provision.Source, limit.Provision.Article, limit.Provision.Grade.ToString()), state.Drift,
            [.. state.Notices.Reverse().Select(n => new DriftNoticeView(n.Month, n.Excesses, n.Policy, n.At, n.AcknowledgedAt, n.AcknowledgedBy is { } by ? NameOf(by) : null))],
            IsConcerned(viewer, state), state.ProposedBy!, NameOf(state.ProposedBy!), state.LiveSince, [.. Actions(viewer, state)]);
    }

    /// <summary>How many models have drifted and await their owner, of those that the viewer proposed or approved; null for a viewer without the register.</summary>
    public async Task<int?> ConcernsAsync(Viewer viewer, CancellationToken cancel) =>
        CaseAccess.Has(viewer, Capability.SeeRisk) ? (await files.AllAsync(cancel)).Count(m => IsConcerned(viewer, m)) : null;

    /// <summary>Whether nobody signs in as the model's owner any more.</summary>
    public async Task<bool> IsOwnerGoneAsync(string version, CancellationToken cancel) =>
        (await files.AllAsync(cancel)).FirstOrDefault(m => m.Version == version) is { } state && IsOwnerGone(state);

    private bool IsOwnerGone(ModelState state) => access.Find(state.ProposedBy!) is null;

    private static bool IsConcerned(Viewer viewer, ModelState state) =>
        state.Awaiting() is not null && (viewer.Account == state.ProposedBy || viewer.Account == state.ApprovedBy);

    private IEnumerable<string> Actions(Viewer viewer, ModelState state)
    {
        if (!CaseAccess.Has(viewer, Capability.Policy)) yield break;
        if (IsConcerned(viewer, state) && (viewer.Account == state.ProposedBy || IsOwnerGone(state))) yield return "acknowledgeDrift";
        var second = state.ProposedBy != viewer.Account;
        switch (state.Standing)
        {
            case ModelStanding.Proposed:
                if (second) yield return "approve";
                yield return "reject";
                break;
            case ModelStanding.Shadow:
                if (second && ModelDecider.BeatsTheCount(state.Facts!)) yield return "live";
                yield return "retire";
                break;
            case ModelStanding.Live:
                yield return "rollBack";
                yield return "retire";
                break;
        }
    }

    private async Task<IReadOnlyList<FactorOpinionsView>> OpinionsAsync(Viewer viewer, string version, CancellationToken cancel)
    {
        var rows = await journal.Tables.QueryAsync(new(ReadTableSet.FactorOpinions, [new("model", Comparison.Equal, version)], [("at", true)], 10_000), cancel);
        var seen = new List<object?[]>();
        foreach (var some in rows.Chunk(400))
        {
            string[] cadres = [.. some.Select(r => (string)r[0]!).Distinct()];
            var visible = (await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, [.. access.Cadres(viewer), new("number", Comparison.In, cadres)], [], 400), cancel))
                .ToDictionary(r => (string)r[0]!, r => r.Facts());
            seen.AddRange(some.Where(r => visible.TryGetValue((string)r[0]!, out var facts) && CaseAccess.Reach(viewer, facts) >= ReachOf((string)r[3]!, facts)));
        }

        return
        [
            .. seen.GroupBy(r => (string)r[2]!).Select(g => new FactorOpinionsView(
                g.Key, FeatureSchema.All.FirstOrDefault(f => f.Name == g.Key)?.Label ?? g.Key, g.Count(r => (long)r[4]! == 1), g.Count(r => (long)r[4]! == 0),
                [.. g.Where(r => (long)r[4]! == 0).Select(r => (string?)r[7]).OfType<string>().Take(MostReasons)])).OrderByDescending(o => o.Disagree).ThenBy(o => o.Feature, StringComparer.Ordinal),
        ];
    }

    /// <summary>How far the author of a reason saw into the case: what was written about that may say as much. Everything for somebody who is gone.</summary>
    private Secrecy ReachOf(string account, CaseFacts facts) =>
        access.Find(account) is { } author && CaseAccess.Reach(author.ForRisk(), facts) is { } reach ? reach : Secrecy.Secret;

    private string NameOf(string account) => people.Find(account)?.Name is { Length: > 0 } name ? name : account;
}
