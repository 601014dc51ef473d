using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using static CadreWatch.Grains.Tests.JointReviews.ReviewCase;

namespace CadreWatch.Grains.Tests.Meetings;

/// <summary>What the system puts to a meeting when rights change, what those who lead it see outside the session, and late facts that are dealt with.</summary>
public sealed class MeetingRightsTests
{
    private readonly MeetingCase meeting = new();

    [Fact]
    public void Narrowing_TakesRightsAway_AndGivesNone()
    {
        meeting.Start("a2");
        meeting.Do((id, at) => new NarrowParticipant(id, at, "system", "a2", Secrecy.Internal, false));
        Assert.Equal((Secrecy.Internal, false), (Of("a2").Clearance, Of("a2").SeesComplaints));
        meeting.Do((id, at) => new NarrowParticipant(id, at, "system", "a2", Secrecy.Secret, true));
        Assert.Empty(meeting.Last);
        Assert.Equal("unknownCommand", Refused(meeting.Do((id, at) => new NarrowParticipant(id, at, "jiang", "a2", Secrecy.Internal, false))));
    }

    [Fact]
    public void RecusalBySystem_EmptiesTheScreenOfTheItemThatIsOn()
    {
        meeting.Start("a2");
        meeting.Show("p1");
        Assert.Equal(Screen.Item, MeetingView.For(meeting.State, "a2").Screen);
        meeting.Do((id, at) => new RecordItemRecusal(id, at, "system", "p1", ["a2"]));
        Assert.Equal(Screen.Recused, MeetingView.For(meeting.State, "a2").Screen);
    }

    [Fact]
    public void RightsLaidOver_RecuseWithoutAnEvent_AndLeaveOthersAlone()
    {
        meeting.Start("a1", "a2");
        meeting.Show("p1");
        var now = meeting.State.Recusing("a2", new HashSet<string> { "A001" });
        Assert.Equal(Screen.Recused, MeetingView.For(now, "a2").Screen);
        Assert.Equal(Screen.Item, MeetingView.For(now, "a1").Screen);
        Assert.Same(meeting.State, meeting.State.Recusing("a2", new HashSet<string> { "NOBODY" }));
    }

    [Fact]
    public void OutsideTheSession_LeadersHaveTheAgendaWithoutTheirRecusals_AndNobodyElseHasAny()
    {
        meeting.Call().Freeze();
        Assert.Equal(["p1", "p2", "p3", "m1"], MeetingView.Prepared(meeting.State, "jiang").Agenda);
        Assert.Equal(["p1", "p2", "m1"], MeetingView.Prepared(meeting.State, "xu").Agenda);
        Assert.Empty(MeetingView.Prepared(meeting.State, "xu", "p3").Pieces);
        Assert.NotEmpty(MeetingView.Prepared(meeting.State, "jiang", "p3").Pieces);
        Assert.Empty(MeetingView.Prepared(meeting.State, "shen").Agenda);
    }

    [Fact]
    public void FrozenBytes_ReadBackAsThePiecesThatWereWritten()
    {
        List<MaterialPiece> pieces = [.. MeetingCase.Pieces.Select(p => new MaterialPiece(p, "题", "未核实", new(2026, 1, 2), "reported"))];
        Assert.Equal(pieces, Material.Read(Material.Bytes("p1", pieces)));
    }

    [Fact]
    public void FilesBesideAPiece_AreFrozenWithIt_AndAPieceWithoutThemHasNoPlaceForThem()
    {
        var piece = new MaterialPiece(MeetingCase.Pieces[0], "题", "属实");
        Assert.DoesNotContain("files", System.Text.Encoding.UTF8.GetString(Material.Bytes("p1", [piece])), StringComparison.Ordinal);
        Assert.Equal(["a", "b"], Material.Read(Material.Bytes("p1", [piece with { Files = ["a", "b"] }]))[0].Files);
    }

    [Fact]
    public void LateFact_IsSettledByItsOwnerByName_AndOpensAgainWithItsNextRevision()
    {
        meeting.Call().Freeze();
        var key = SignalKey.Of("sjj", "1", "A001");
        Note();
        Assert.Equal("unknownMatter", Refused(Settle("a1", "已阅")));
        Assert.Equal("noteMissing", Refused(Settle("shen", "")));
        Settle("shen", "已转核查");
        Assert.Equal("shen", meeting.State.Watches["A001"].Settled[key].By);
        Assert.Contains(meeting.LastRows, r => r.Table == ReadTableSet.Matters && (string)r.Values[7]! == "settled");
        Settle("shen", "再次");
        Assert.Empty(meeting.Last);
        Note();
        Assert.Empty(meeting.State.Watches["A001"].Settled);
        Assert.Contains(meeting.LastRows, r => r.Table == ReadTableSet.Matters && (string)r.Values[7]! == "open");
        void Note() => meeting.Do((id, at) => new NoteLateInformation(id, at.AddHours(1), "system", "A001", key, at));
        object Settle(string by, string note) => meeting.Do((id, at) => new SettleLateInformation(id, at.AddHours(2), by, "A001", key, Sealed(note)));
    }

    [Fact]
    public void Watch_IsEndedBeforeItsTimeByOwnerOrLeader_WithAReason_AndNothingIsLateAfterwards()
    {
        meeting.Call().Freeze();
        Assert.Equal("unknownMeeting", Refused(End("a1", "无关人员")));
        Assert.Equal("unknownMeeting", Refused(meeting.Do((id, at) => new EndWatch(id, at, "xu", "A003", Sealed("记录人须回避")))));
        Assert.Equal("reasonMissing", Refused(End("shen", "")));
        End("shen", "不再列入考虑");
        Assert.Equal(("shen", true), (meeting.State.Watches["A001"].GivenUp!.By, meeting.State.Watches["A001"].Ended));
        Assert.Contains(meeting.LastRows, r => r.Table == ReadTableSet.MeetingTexts && (string)r.Values[3]! == "不再列入考虑");
        meeting.Do((id, at) => new NoteLateInformation(id, at.AddHours(1), "system", "A001", SignalKey.Of("sjj", "2", "A001"), at));
        Assert.Empty(meeting.Last);
        Assert.Equal("watchEnded", Refused(Appoint("jiang", new(2026, 10, 12))));
        object End(string by, string reason) => meeting.Do((id, at) => new EndWatch(id, at, by, "A001", Sealed(reason)));
    }

    [Fact]
    public void Appointment_IsNotedByOwnerOrLeader_NeitherBeforeTheFreezeNorToCome()
    {
        meeting.Call().Freeze();
        Assert.Equal("unknownMeeting", Refused(Appoint("a1", new(2026, 10, 12))));
        Assert.Equal("appointedBefore", Refused(Appoint("shen", new(2026, 10, 11))));
        Assert.Equal("appointedLater", Refused(Appoint("shen", new(2026, 10, 13))));
        Appoint("shen", new(2026, 10, 12));
        Assert.Equal((new DateOnly(2026, 10, 12), new DateOnly(2027, 10, 12)), (meeting.State.Watches["A001"].AppointedOn!.Value, meeting.State.Watches["A001"].Until!.Value));
        Appoint("jiang", new(2026, 10, 12));
        Assert.Empty(meeting.Last);
    }

    private object Appoint(string by, DateOnly on) => meeting.Do((id, at) => new NoteAppointment(id, at, by, "A001", on));

    private Participant Of(string account) => meeting.State.Attendances[account].Participant;

    private static string Refused(object reply) => Assert.IsType<Refusal>(reply).Rule;
}
