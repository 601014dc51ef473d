using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Backtests;
using CadreWatch.Silo.Policies;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;

namespace CadreWatch.Web.Policies;

/// <summary>Reads versions of the policy, and a viewer's own back-tests of them.</summary>
internal sealed class PolicyReader(PolicyRegister register, BacktestDesk desk, PeopleDirectory people, IViewerAccess access, IJournal journal, IJudgementSource judgements, TimeProvider time)
{
    private DateOnly Today => judgements.Capture(time.GetUtcNow()).DayOf(time.GetUtcNow());

    public async Task<PolicyListView> AllAsync(Viewer viewer, CancellationToken cancel)
    {
        var (state, reasons) = await register.ReadAsync(cancel);
        return new(Today, [.. state.Versions.Reverse().Select(v => ViewOf(viewer, state, v, reasons))]);
    }

    public async Task<PolicyVersion?> FindAsync(string version, CancellationToken cancel) => (await register.ReadAsync(cancel)).State.Find(version);

    /// <returns>Null where there is no such version.</returns>
    public async Task<PolicyDetail?> DetailAsync(Viewer viewer, string version, CancellationToken cancel)
    {
        var (state, reasons) = await register.ReadAsync(cancel);
        if (state.Find(version) is not { } found) return null;
        var (policy, current) = (PolicyYaml.Read(found.Document.Span), judgements.Capture(time.GetUtcNow()).Policy);
        var patterns = new PolicyPatterns(policy, current);
        return new(
            ViewOf(viewer, state, found, reasons), policy.Version == current.Version ? null : current.Version, policy.Levels, patterns.Patterns(), patterns.Rules(), patterns.Removed(),
            policy.Kinds.Count, policy.Chains.Count, patterns.Conclusions());
    }

    public PolicyReplyView Reply(PolicyReply reply) =>
        new(reply.Version, reply.InForceFrom is not { } from ? "proposed" : from > Today ? "scheduled" : "inForce", reply.InForceFrom);

    /// <summary>The viewer's own of this very document; <c>none</c> where there is none.</summary>
    public async Task<BacktestView> BacktestAsync(Viewer viewer, PolicyVersion version, CancellationToken cancel) =>
        desk.Of(viewer) is { } report && report.Version == version.Version && report.Digest == version.Digest
            ? new(
                version.Version, report.Standing.ToString().ToLowerInvariant(), desk.IsBusy, Math.Round(report.Share, 3), report.BegunAt, report.EndedAt,
                report.Result is null ? null : await ResultAsync(viewer, report, cancel))
            : new(version.Version, "none", desk.IsBusy, 0, null, null, null);

    private async Task<BacktestResultView> ResultAsync(Viewer viewer, BacktestReport report, CancellationToken cancel)
    {
        var (result, names) = (report.Result!, await UnitNamesAsync(viewer, cancel));
        return new(
            result.Current, result.Changed, report.From, result.To, result.Horizon, result.People, result.Signals, Math.Round(result.Seconds, 1), [.. result.Patterns.Select(BacktestLineView.Of)],
            result.Months, [.. result.Units.Select(u => new BacktestUnitView(u.Unit, names.GetValueOrDefault(u.Unit) ?? u.Unit, u.Current, u.Changed, u.New, u.Vanished))],
            BacktestLineView.Of(result.All));
    }

    private async Task<Dictionary<string, string>> UnitNamesAsync(Viewer viewer, CancellationToken cancel) =>
        (await journal.Tables.CountAsync(ReadTableSet.Cadres, access.Cadres(viewer), ["unit", "unit_name"], cancel))
            .GroupBy(row => (string)row[0]!).ToDictionary(g => g.Key, g => (string)g.Last()[1]!);

    private PolicyVersionView ViewOf(Viewer viewer, PolicyState state, PolicyVersion v, IReadOnlyDictionary<string, string> reasons)
    {
        var decidedBy = v.ApprovedBy ?? v.RejectedBy;
        return new(
            v.Version, StandingOf(state, v), v.InForceFrom == DateOnly.MinValue ? null : v.InForceFrom, v.Digest, v.ProposedAt, v.ProposedBy, NameOf(v.ProposedBy), v.ApprovedAt ?? v.RejectedAt,
            decidedBy, decidedBy is null ? null : NameOf(decidedBy), reasons.GetValueOrDefault(v.Version), [.. Actions(viewer, v)]);
    }

    private string StandingOf(PolicyState state, PolicyVersion v) =>
        v.RejectedAt is not null ? "rejected"
        : v.InForceFrom is not { } from ? "proposed"
        : from > Today ? "scheduled"
        : state.InForceOn(Today)?.Version == v.Version ? "inForce" : "superseded";

    private static IEnumerable<string> Actions(Viewer viewer, PolicyVersion v)
    {
        if (v.InForceFrom is not null || v.RejectedAt is not null) yield break;
        if (v.ProposedBy != viewer.Account) yield return "approve";
        yield return "reject";
    }

    private string NameOf(string account) => account is "product" or "local" ? "随系统发布" : people.Find(account)?.Name is { Length: > 0 } name ? name : account;
}
