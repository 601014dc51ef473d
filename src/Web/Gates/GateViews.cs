using System.Text.Json;
using CadreWatch.Grains.Gates;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Web.Gates;

/// <summary>Where a figure or a bar comes from, with its grade.</summary>
/// <param name="Grade">V, S, M or U; the last two are shown as 未核实.</param>
public sealed record ProvisionView(string Source, string Article, string Grade)
{
    internal static ProvisionView Of(Provision p) => new(p.Source, p.Article, p.Grade.ToString());
}

/// <param name="Cause">The fact behind it, for a judgement on it.</param>
/// <param name="Measure">Id of the measure behind it; null where it is not one that ran here.</param>
/// <param name="To">Last day, itself barred; null where no end is fixed.</param>
public sealed record GateBar(
    string Cause, string? Measure, string CauseWord, string Words, ProvisionView Provision, DateOnly From, DateOnly? To, bool Unverified, string Steps);

/// <summary>An expired measure on which no meeting has judged yet.</summary>
public sealed record GatePending(string Cause, string? Measure, DateOnly ExpiredOn, ProvisionView Provision, string Words);

/// <param name="Standing">open, done or problemFound.</param>
public sealed record GateCheck(string Code, string Words, ProvisionView Provision, CheckStanding Standing);

/// <summary>One bar on the time line, past and future ones too.</summary>
/// <param name="Standing">ahead, inForce, unsettled or over.</param>
public sealed record GatePeriod(string Name, DateOnly From, DateOnly? To, BarStanding Standing, bool Unverified);

/// <summary>The answer for another action on the same day.</summary>
/// <param name="Count">How many bars, open points or expired measures the verdict rests on.</param>
public sealed record GateBrief(string Action, string Word, GateVerdict Verdict, int Count, DateOnly? Until, int Checks);

/// <summary>What stands in the way of one action on one day, and until when. It never says that a person may be promoted.</summary>
/// <param name="Action">promotion, furtherUse, rankAdvance, transfer, commendation, leaving or goingAbroad.</param>
/// <param name="KnownOn">Facts that became known later do not count.</param>
/// <param name="Unsettled">What has to be looked up before anything can be said.</param>
/// <param name="Remarks">What the rules leave open.</param>
/// <param name="Policy">The policy in force.</param>
public sealed record GateView(
    string Cadre, Alerts.PersonView Person, string Action, string Word, DateOnly On, DateOnly KnownOn, string Policy, GateVerdict Verdict, DateOnly? Until, string Sentence,
    IReadOnlyList<GateBar> Bars, IReadOnlyList<string> Unsettled, IReadOnlyList<GatePending> Pending, IReadOnlyList<string> Remarks, IReadOnlyList<GateCheck> Checklist,
    IReadOnlyList<GatePeriod> Periods, IReadOnlyList<GateBrief> Actions);

/// <summary>研判意见 of a meeting on an expired measure.</summary>
/// <param name="Measure">The cause, as the gate names it.</param>
/// <param name="On">The day of the meeting, after the period's last day.</param>
/// <param name="Body">department, standingCommittee, partyGroup or jointMeeting.</param>
public sealed record JudgementRequest(string? Measure, DateOnly? On, string? Body, int? Year, int? Number, bool? StillAffects, string? Note = null);

internal static class GateWords
{
    private const string MeasurePrefix = "measure:";

    public static string Code(this Effect effect) => JsonNamingPolicy.CamelCase.ConvertName(effect.ToString());

    public static Effect? Action(string? code) => Gate.Actions.Where(e => e.Code() == code).Select(e => (Effect?)e).FirstOrDefault();

    public static string? Measure(FactId cause) =>
        cause.ToString() is var text && text.StartsWith(MeasurePrefix, StringComparison.Ordinal) ? text[MeasurePrefix.Length..] : null;
}
