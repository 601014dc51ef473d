using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Grains.JointReviews.Populations;
using CadreWatch.Grains.Meetings;
using CadreWatch.Grains.Provisions;
using CadreWatch.Grains.Templates;

namespace CadreWatch.Journal.Tests.Events;

/// <summary>One event of each type of joint review, with every field filled.</summary>
internal static class ReviewEventSamples
{
    private static readonly DateTimeOffset At = new(2026, 10, 12, 2, 41, 7, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 10, 23);
    private static readonly string Hash = new('a', 64);
    private static readonly SignalKey Key = SignalKey.Of("sjj", "1", "A001");
    private static readonly MemberUnit Unit = new("sjj", "区审计局", "liaison", "deputy", "audit", Secrecy.Confidential, [NegativeClass.SpecialSupervision]);
    private static readonly UsedFigure Limit = new(10, "工作日", "2026-03", "示例联审规则", "第4条", Grade.U);
    private static readonly Participant Participant = new("liaison", "sjj", Secrecy.Confidential, true, ["sjj"]);

    private static readonly Opinion Opinion = new(
        2, OpinionAnswer.Objection,
        [new(NegativeClass.SpecialSupervision, new(2025, 11, 20), new(2025, 11, 21), SignalStatus.Substantiated, Responsibility.Leadership, Hash, Hash, [new(Hash, Hash, 1024)])],
        Day, Secrecy.Confidential, new(1, 2), "liaison", At);

    public static IReadOnlyList<Event> All { get; } =
    [
        new RoundOpened(2026, 3, ["A001", "A002"], [Unit], ["shen", "xu"], At, "xu"),
        new RequestIssued("sjj", "示组督函〔2026〕17号", new(2026, 9, 18), Day, Limit, At, "xu"),
        new LiaisonReplaced("sjj", "liaison", "other", At, "xu"),
        new UnitsChased(["sjj"], At, "xu"),
        new ChaseLetterIssued("sjj", "示组督函〔2026〕41号", Day, ["A001", "A002"], At, "xu"),
        new KnowingChanged(["shen", "xu"], At, "xu"),
        new RoundClosed(At, "xu"),
        new PopulationSaved(2, Hash, ["U01"], ["正科级"], ["A001", "A002"], At, "xu"),
        new PopulationDiscarded(At, "xu"),
        new SheetOpened(Unit, ["A001", "A002"], "示组督函〔2026〕17号", new(2026, 9, 18), Day, At, "system"),
        new SheetLiaisonReplaced("liaison", "other", At, "system"),
        new OpinionEntered("A001", Opinion, At, "liaison"),
        new OpinionConfirmed("A001", 2, new(new(2027, 4, 12), "2026-03", Grade.M), true, At, "deputy"),
        new OpinionReturned("A001", 2, Hash, At, "deputy"),
        new RecusalDeclared(["A002"], Hash, At, "liaison"),
        new RecusalEnded(["A002"], At, "liaison"),
        new ExtensionAsked(1, ["A001"], Day, Hash, At, "liaison"),
        new ExtensionDecided(1, true, Hash, At, "xu"),
        new SheetDayPassed(Day, At, "system"),
        new SheetClockSet(Day, At, At, "system"),
        new SheetClosed(At, "system"),
        new MeetingCalled(2026, 4, "jiang", "xu", ["xu"], [Participant], [new("inquiry", "建议函询", "inquiry")], "r1", At, "xu"),
        new ParticipantInvited(Participant, At, "xu"),
        new ParticipantRemoved("liaison", At, "system"),
        new AgendaSet([new("p-A001", ItemKind.Person, "A001", "shen", ["liaison"])], At, "xu"),
        new ItemRecusalRecorded("p-A001", ["liaison"], At, "xu"),
        new MaterialFrozen(Hash, [new("p-A001", Hash, Hash, [new("1", PieceKind.Opinion, "sjj", Secrecy.Confidential, true)], ["inquiry"])], At, "xu"),
        new MeetingStarted("xu", At, "xu"),
        new SignedIn("liaison", true, At, "liaison"),
        new LetIn("liaison", At, "xu"),
        new LeftRoom("liaison", At, "liaison"),
        new ItemShown("p-A001", At, "xu"),
        new PresentingHandedOver("xu", "shen", At, "xu"),
        new MaskSet(true, At, "xu"),
        new ConclusionRecorded("p-A001", "inquiry", "inquiry", Hash, 1, At, "xu"),
        new DissentRecorded("p-A001", "liaison", Hash, Hash, At, "xu"),
        new MatterAssigned("1", "p-A001", "A001", "shen", "sjj", Day, At, Hash, At, "xu"),
        new MatterFellOverdue("1", At, "system"),
        new MatterSettled("1", Hash, At, "shen"),
        new MeetingEnded(At, "xu"),
        new MinutesDrafted(1, Hash, At, "xu"),
        new MinutesConfirmed(1, At, "jiang"),
        new CopyIssued(1, "jiang", Hash, At, "xu"),
        new LateInformationNoted("A001", Key, "shen", At, At, "system"),
        new LateInformationSettled("A001", Key, Hash, At, "shen"),
        new AppointmentNoted("A001", new(2026, 11, 2), new(2027, 11, 2), At, At, "system"),
        new WatchGivenUp("A001", Hash, At, "shen"),
        new WatchEnded("A001", At, "shen"),
        new TemplateReplaced(Hash, 40_960, At, "xu"),
        new TemplateDropped(At, "xu"),
    ];
}
