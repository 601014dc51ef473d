using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Provisions;
using CadreWatch.Grains.Trail;
using CadreWatch.Grains.Units;

namespace CadreWatch.Journal.Tests.Events;

/// <summary>One event of each type, with every field filled: where the checked-in samples came from.</summary>
internal static class EventSamples
{
    private static readonly DateTimeOffset At = new(2026, 10, 12, 2, 41, 7, TimeSpan.Zero);
    private static readonly SignalKey Key = SignalKey.Of("12380", "2026-0917", "A001");
    private static readonly AlertId Alert = AlertId.Of(new("0199d000-0000-7000-8000-000000000001"), "complaints");
    private static readonly string Hash = new('a', 64);

    private static readonly SignalFacts Facts = new(
        "12380", "2026-0917", "complaint", "工程建设", 3, SignalStatus.Reported, new(2026, 9, 1), new(2026, 9, 22), new(2026, 9, 24, 0, 0, 0, TimeSpan.FromHours(8)),
        "区信访局", Secrecy.Internal, Responsibility.Direct, new(0x1122334455667788, 0x99aabbccddeeff00), new(1, 2), "U12", new(2026, 10, 30), new(2026, 10, 9), true,
        [new("done", 5), new("total", 8.5m)], [new("text", Hash), new("title", Hash)]);

    private static readonly Finding Finding = new(
        "complaints", "举报集中", new(3, "yellow", "黄"), "近12个月收到反映 3 件（未核实 3 件），起算 3 件", "近12个月收到反映 3 件（未核实 3 件）。",
        new(new(2025, 10, 12), new(2026, 10, 12)), [new("黄色起算件数", "3 件", "≥ 3 件", ConditionResult.Met, "示例预警规则", "第5条", Grade.S)],
        [new(Key, SignalStatus.Reported, "举报", 2)], 3, Secrecy.Confidential, new("2026-03", "2026", new(2026, 10, 12), "2026-09", "m1"));

    public static IReadOnlyList<Event> All { get; } =
    [
        new RosterRecorded(
            new("A001", "男", new(1975, 3, 1), "U12", "县处级副职", "district", true, new(3, 4), ["示例"],
                [
                    new("U12", "deputy", new(2021, 6, 1), new(2025, 1, 31), new(2021, 6, 15), Hash, [new("工程建设", new(2021, 7, 1), new(2024, 1, 1))],
                        new(NominatorKind.Organ, Hash, Hash), [Hash]),
                ]),
            [new("name", Hash), new("unitName", Hash)]),
        new SignalRecorded(Key, Facts),
        new SignalRevised(Key, Facts with { Status = SignalStatus.Cleared, Letter = null, Unit = null, DueOn = null, CompletedOn = null, Metrics = null, Texts = null }),
        new SignalHistoryRecorded(Key, Facts),
        new AttributionAsked(Key),
        new AttributionDecided(Key, true, Hash, At, "shen"),
        new ExcellenceBarred(Key, 74, 100, 75, "2026-03", "武清区做法", "", Grade.S),
        new ExcellenceBarLifted(Key),
        new FactorJudged("complaint.received.1y", false, "2026-m1", "2026-08-31", Hash, At, "xu"),
        new UseJudgementRecorded("measure:0199d00000007000800000000000aa00", new(2027, 3, 20), new("department", 2027, 3), true, Hash, At, "xu"),
        new PatternWatched("complaints", "window:complaints", At),
        new AlertRaised(Alert, Finding, true, At, "import"),
        new AlertUpdated(Alert, Finding, At, "import"),
        new AlertLevelRaised(Alert, Finding, At, "import"),
        new AlertLevelLowered(Alert, Finding, At, "import"),
        new AlertAcknowledged(Alert, At, "shen"),
        new AlertAssigned(Alert, "guo", Hash, At, "shen"),
        new AlertSnoozed(Alert, new(2026, 10, 20), new(2026, 10, 19, 16, 0, 0, TimeSpan.Zero), Hash, At, "shen"),
        new AlertWoken(Alert, At, "system"),
        new AlertDismissed(Alert, Hash, At, "shen"),
        new AlertClosed(Alert, AlertOutcome.Substantiated, Hash, At, "shen"),
        new AlertEscalated(Alert, "deputy", Hash, At, "shen"),
        new AlertMerged(Alert, AlertId.Of(Guid.Empty, "finding"), Hash, At, "shen"),
        new AlertWithdrawn(Alert, WithdrawalReason.SignalsCleared, At, "import"),
        new PolicyProposed("2026-03", "version: 2026-03"u8.ToArray(), Hash, At, "xu"),
        new PolicyApproved("2026-03", new(2026, 3, 1), At, "shen"),
        new PolicyRejected("2026-11", Hash, At, "shen"),
        new TrailEntry(TrailKind.Export, At, "alert", "K3V7-0Q2M-XYZA", "10.1.2.3", "0199d0000000", "csv", 12, Hash, Hash),
        new AccountOpened(Hash, [new(Role.Supervisor, ["district"], ["U12", "U13"], Secrecy.Secret, true, new(2026, 1, 1), new(2026, 12, 31))], At, "admin"),
        new AccountRightsChanged([new(Role.DeputyHead, ["district"], null, Secrecy.Confidential)], "A001", ["A002"], Hash, At, "admin"),
        new AccountDelegated("guo.jd", new(2026, 10, 13), new(2026, 10, 20), Hash, At, "shen"),
        new AccountDelegationEnded("guo.jd", At, "shen"),
        new AccountDeputySet("guo.jd", At, "shen"),
        new AccountDisabled(Hash, At, "admin"),
        new AccountEnabled(Hash, At, "admin"),
        new UnitPut(new("U12", "区住建局", "district", UnitKind.Unit, "区直部门"), At, "admin"),
        new UnitRemoved("U12", At, "admin"),
        new ModelProposed(
            new(
                "district", Hash, new(2019, 1, 1), new(2024, 1, 1), new(2026, 1, 1), 1, ["claims.received.30d", "since.any"], "XGBoost 1.7.4", [new("depth", "3")],
                [new("auc", 0.69), new("countAuc", 0.63)], Hash, Hash, 123456, 75000, 2015),
            At, "xu"),
        new ModelApproved(At, "shen"),
        new ModelRejected(Hash, At, "shen"),
        new ModelWentLive(At, "shen"),
        new ModelRetired(Hash, At, "shen"),
        new ModelRolledBack(Hash, At, "guo"),
        new ModelDriftMeasured(new(new(2026, 9, 1), 0.04, -3.5, 0.02), At, "system"),
        new ModelDriftNoticed(new(2026, 9, 1), [new(DriftFigure.Stability, 0.31m, 0.25m), new(DriftFigure.Share, 4.5m, 4m)], "2026-03", At, "system"),
        new ModelDriftAcknowledged(new(2026, 9, 1), At, "xu"),
    ];
}
