using System.Text;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using static CadreWatch.Grains.Tests.JointReviews.ReviewCase;

namespace CadreWatch.Grains.Tests.Meetings;

public sealed class MeetingTests
{
    private readonly MeetingCase meeting = new();

    [Fact]
    public void FrozenMaterial_IsNamedByTheHashOfItsBytes_AndCannotBeFrozenAgain()
    {
        meeting.Call().Freeze();
        var frozen = Assert.IsType<MaterialFrozen>(Assert.Single(meeting.Last));
        Assert.Equal(Material.Sha256(MeetingCase.Words("p1").Bytes.Span), frozen.Items[0].Sha256);
        Assert.Equal(Material.Sha256(frozen.Items), meeting.State.MaterialSha256);
        Assert.Equal(4, meeting.LastRows.Count(r => r.Table == ReadTableSet.MeetingTexts && (string)r.Values[2]! == "material"));
        meeting.Freeze();
        Assert.Empty(meeting.Last);
        Assert.Equal("materialFrozen", Refused(meeting.Do((id, at) => new SetAgenda(id, at, "xu", MeetingCase.Items))));
    }

    [Fact]
    public void SameMaterial_IsTheSameBytes_AndAnotherWordIsNot()
    {
        MaterialPiece Piece(string text) => new(MeetingCase.Pieces[0], "周某", text, new(2026, 1, 2), "reported");
        Assert.Equal(Material.Bytes("p1", [Piece("甲")]), Material.Bytes("p1", [Piece("甲")]));
        Assert.NotEqual(Material.Bytes("p1", [Piece("甲")]), Material.Bytes("p1", [Piece("乙")]));
        Assert.Equal(
            """{"item":"p1","pieces":[{"id":"person","kind":"Person","unit":null,"secrecy":"Internal","complaint":false,"title":"周某","text":"甲","on":"2026-01-02","state":"reported"}]}""",
            Encoding.UTF8.GetString(Material.Bytes("p1", [Piece("甲")])));
    }

    [Fact]
    public void AgendaWithAnItemWithoutMaterial_IsNotFrozen()
    {
        meeting.Call();
        Assert.Equal("materialMissing", Refused(meeting.Do((id, at) => new FreezeMaterial(id, at, "xu", [new("p1", MeetingCase.Words("p1"), [], [])]))));
    }

    [Fact]
    public void Stranger_IsToldThatThereIsNoSuchMeeting()
    {
        meeting.Call();
        Assert.Equal("unknownMeeting", Refused(meeting.Do((id, at) => new SignIn(id, at, "li"))));
        Assert.Equal("notLeading", Refused(meeting.Do((id, at) => new EndMeeting(id, at, "a1"))));
    }

    [Fact]
    public void OnePresents_UntilItIsHandedOver()
    {
        meeting.Start("jiang", "shen");
        meeting.Show("p1");
        Assert.Equal("notPresenting", Refused(meeting.Show("p2", "shen")));
        Assert.Equal("notPresenting", Refused(meeting.Do((id, at) => new HandOverPresenting(id, at, "shen", "shen"))));
        meeting.Do((id, at) => new HandOverPresenting(id, at, "xu", "shen"));
        Assert.Equal("notPresenting", Refused(meeting.Show("p2")));
        meeting.Show("p2", "shen");
        Assert.Equal("p2", meeting.State.CurrentItem);
        meeting.Do((id, at) => new HandOverPresenting(id, at, "jiang", "xu"));
        Assert.Equal("xu", meeting.State.Presenter);
        Assert.Equal("presenterMissing", Refused(meeting.Do((id, at) => new HandOverPresenting(id, at, "xu", "a1"))));
    }

    [Fact]
    public void PresenterWhoLeavesOrIsRevoked_LeavesItToTheConvener()
    {
        meeting.Start("jiang", "shen");
        meeting.Do((id, at) => new HandOverPresenting(id, at, "xu", "shen"));
        meeting.Do((id, at) => new RemoveParticipant(id, at, "system", "shen"));
        Assert.Equal("jiang", meeting.State.Presenter);
        Assert.Equal("unknownMeeting", Refused(meeting.Do((id, at) => new SignIn(id, at, "shen"))));
    }

    [Fact]
    public void PresenterRecusedFromAnItem_CannotShowIt()
    {
        meeting.Start("jiang", "shen");
        Assert.Equal("recused", Refused(meeting.Show("p3")));
        meeting.Do((id, at) => new HandOverPresenting(id, at, "xu", "shen"));
        meeting.Show("p3", "shen");
        Assert.Equal("recused", Refused(meeting.Conclude("p3", by: "xu")));
        Assert.IsType<MeetingReply>(meeting.Conclude("p3"));
    }

    [Fact]
    public void Latecomer_WaitsUntilLetIn_AndEntersAtTheCurrentItem()
    {
        meeting.Start("jiang");
        meeting.Show("p1");
        meeting.Do((id, at) => new SignIn(id, at, "a2"));
        Assert.Equal(Screen.Waiting, MeetingView.For(meeting.State, "a2").Screen);
        Assert.Empty(MeetingView.For(meeting.State, "a2").Agenda);
        Assert.Equal("notSignedIn", Refused(meeting.Do((id, at) => new LetInLatecomer(id, at, "a2", "a2"))));
        meeting.Do((id, at) => new LetInLatecomer(id, at, "xu", "a2"));
        Assert.Equal("p1", MeetingView.For(meeting.State, "a2").Item);
        meeting.Do((id, at) => new LeaveRoom(id, at, "a2"));
        meeting.Do((id, at) => new SignIn(id, at, "a2"));
        Assert.Equal(Screen.Waiting, MeetingView.For(meeting.State, "a2").Screen);
    }

    [Fact]
    public void Conclusion_NeedsAReason_FromTheList_AndWarnsOfAMeasureThatRuns()
    {
        meeting.Start("jiang");
        Assert.Equal("reasonMissing", Refused(meeting.Do((id, at) => new RecordConclusion(id, at, "jiang", "p1", "verify", null))));
        Assert.Equal("unknownConclusion", Refused(meeting.Conclude("p1", "dismissal")));
        Assert.Equal("notLeading", Refused(meeting.Conclude("p1", by: "a1")));
        Assert.Equal(["inquiry"], Assert.IsType<MeetingReply>(meeting.Conclude("p1", "inquiry")).Running);
        var again = Assert.IsType<MeetingReply>(meeting.Conclude("p1", "reminder"));
        Assert.Equal((2, 0), (again.Number, again.Running!.Count));
        Assert.Equal("reminder", Assert.IsType<ConclusionRecorded>(Assert.Single(meeting.Last)).Measure);
    }

    [Fact]
    public void Dissent_IsRecordedByNameOfSomebodyPresent_AndTheNameIsSealed()
    {
        meeting.Start("jiang", "a1");
        object Dissent(string item, string account) =>
            meeting.Do((id, at) => new RecordDissent(id, at, "xu", item, account, Sealed("何某"), Sealed("应先听取说明")));
        Assert.Equal("notPresent", Refused(Dissent("p1", "a3")));
        Assert.Equal("notPresent", Refused(Dissent("p2", "a1")));
        Dissent("p1", "a1");
        Assert.Equal(Sealed("何某").Hash, Assert.IsType<DissentRecorded>(Assert.Single(meeting.Last)).NameHash);
        Assert.Contains(meeting.LastRows, r => r.Table == ReadTableSet.MeetingTexts && (string)r.Values[2]! == "dissentName.a1" && (string)r.Values[3]! == "何某");
    }

    [Fact]
    public void Matter_FallsOverdueByItsDeadlineRow_UnlessSettled()
    {
        meeting.Start("jiang");
        Assert.Equal("dueInPast", Refused(Assign("1", new(2026, 10, 11))));
        Assign("1", new(2026, 10, 23));
        Assign("2", new(2026, 10, 23));
        var row = Assert.Single(meeting.LastRows, r => r.Table == ReadTableSet.Deadlines);
        Assert.Equal(["meeting/m1", "matter:2", At(2026, 10, 24)], row.Values);
        Assert.Equal("unknownMatter", Refused(meeting.Do((id, at) => new SettleMatter(id, at, "a1", "2", Sealed("完成")))));
        meeting.Do((id, at) => new SettleMatter(id, at, "sj", "2", Sealed("完成")));
        meeting.Do(new MeetingDeadlineDue(meeting.NextId(), At(2026, 10, 23, 23), "system", "matter:1"));
        Assert.Empty(meeting.Last);
        meeting.Do(new MeetingDeadlineDue(meeting.NextId(), At(2026, 10, 24), "system", "matter:1"));
        Assert.True(meeting.State.Matters["1"].Overdue);
        Assert.Contains(meeting.LastRows, r => r.Table == ReadTableSet.Deadlines && r.Delete);
        meeting.Do(new MeetingDeadlineDue(meeting.NextId(), At(2026, 10, 25), "system", "matter:2"));
        Assert.Empty(meeting.Last);
        object Assign(string matter, DateOnly due) => meeting.Do((id, at) => new AssignMatter(id, at, "xu", matter, "p1", "sj", null, due, Sealed("核查新增反映")));
    }

    [Fact]
    public void Minutes_AreFinalAfterTwoPeople_AndOnlyThenCopiesAreNumbered()
    {
        meeting.Start("jiang", "a1").End();
        var hash = new string('b', 64);
        Assert.Equal("minutesNotFinal", Refused(Copy("a1")));
        meeting.Do((id, at) => new DraftMinutes(id, at, "xu", hash));
        Assert.Equal("notPresent", Refused(Confirm("a2", 1)));
        Confirm("jiang", 1);
        Assert.Equal("secondPersonNeeded", Refused(Confirm("jiang", 1)));
        Assert.Equal(MeetingPhase.Ended, meeting.State.Phase);
        Confirm("xu", 1);
        Assert.Equal(MeetingPhase.Final, meeting.State.Phase);
        Assert.Equal([1, 2, 1], new[] { Copy("jiang"), Copy("a1"), Copy("jiang") }.Select(r => ((MeetingReply)r).Number));
        Assert.Equal("minutesFinal", Refused(meeting.Conclude("p1", "postpone")));
        object Copy(string to) => meeting.Do((id, at) => new IssueCopy(id, at, "xu", to, Sealed(to)));
        object Confirm(string by, int revision) => meeting.Do((id, at) => new ConfirmMinutes(id, at, by, revision));
    }

    [Fact]
    public void ChangeAfterTheDraft_VoidsItAndItsConfirmation()
    {
        meeting.Start("jiang").End();
        meeting.Do((id, at) => new DraftMinutes(id, at, "xu", new('b', 64)));
        meeting.Do((id, at) => new ConfirmMinutes(id, at, "jiang", 1));
        meeting.Conclude("p1", "postpone");
        Assert.Equal("changedMeanwhile", Refused(meeting.Do((id, at) => new ConfirmMinutes(id, at, "xu", 1))));
        Assert.Equal(2, Assert.IsType<MeetingReply>(meeting.Do((id, at) => new DraftMinutes(id, at, "xu", new('c', 64)))).Number);
        Assert.Empty(meeting.State.Minutes!.ConfirmedBy);
    }

    [Fact]
    public void MeetingWithAnItemWithoutConclusion_GetsNoMinutes()
    {
        meeting.Start("jiang");
        meeting.Conclude("p1");
        meeting.Do((id, at) => new EndMeeting(id, at, "jiang"));
        Assert.Equal("conclusionMissing", Refused(meeting.Do((id, at) => new DraftMinutes(id, at, "xu", new('b', 64)))));
    }

    [Fact]
    public void FactAfterTheFreeze_GoesToTheOwner_UntilTheEndOfProbation()
    {
        meeting.Start("jiang").End();
        var key = SignalKey.Of("sjj", "9", "A001");
        Note(At(2026, 10, 12, 8), "A001");
        Assert.Empty(meeting.Last);
        Note(At(2026, 10, 20), "A001");
        Assert.Equal("shen", Assert.IsType<LateInformationNoted>(Assert.Single(meeting.Last)).Owner);
        Assert.Contains(meeting.LastRows, r => r.Table == ReadTableSet.Matters && (string)r.Values[2]! == "late" && (long)r.Values[8]! == 1);
        Note(At(2026, 10, 20), "A009");
        Assert.Empty(meeting.Last);
        meeting.Do(new NoteAppointment(meeting.NextId(), At(2026, 11, 3), "system", "A001", new(2026, 11, 2)));
        Assert.Equal(new DateOnly(2027, 11, 2), meeting.State.Watches["A001"].Until);
        Note(At(2027, 11, 2, 23), "A001");
        Assert.Single(meeting.Last);
        Note(At(2027, 11, 3), "A001");
        Assert.Empty(meeting.Last);
        meeting.Do(new MeetingDeadlineDue(meeting.NextId(), At(2027, 11, 3), "system", "watch:A001"));
        Assert.True(meeting.State.Watches["A001"].Ended);
        void Note(DateTimeOffset at, string cadre) => meeting.Do(new NoteLateInformation(meeting.NextId(), at, "system", cadre, key, at.AddDays(-40)));
    }

    [Fact]
    public void Conclusions_AreThoseOfThePolicyInForceWhenTheMeetingIsCalled()
    {
        var policy = Policy with { Conclusions = [new("warn", "建议诫勉并调整", "admonition")] };
        var called = MeetingDecider.Decide(
            new("m2"), new CallMeeting(meeting.NextId(), meeting.Now, "xu", 2026, 5, "jiang", "xu", ["xu"], MeetingCase.People), Judge(policy));
        Assert.Equal(policy.Conclusions, Assert.IsType<MeetingCalled>(Assert.Single(called.Events)).Conclusions);
        Assert.Equal(Conclusions.Shipped, meeting.Call().State.Conclusions);
    }

    [Fact]
    public void Agenda_TakesWhoHasSomethingToTalkAbout_TheGravestFirst()
    {
        AgendaCandidate Of(string cadre, int objections, int verifying, int? alert, int rectifications) => new(cadre, "shen", objections, verifying, alert, rectifications, []);
        var agenda = Agenda.From(
            [Of("A1", 0, 0, null, 0), Of("A2", 0, 1, null, 0), Of("A3", 2, 0, null, 0), Of("A4", 2, 0, 1, 0), Of("A5", 0, 0, 2, 0), Of("A6", 0, 0, null, 1)], [("old", "xu")]);
        Assert.Equal(["p-A4", "p-A3", "p-A5", "p-A2", "p-A6", "m-old"], agenda.Select(i => i.Id));
    }

    private static string Refused(object reply) => Assert.IsType<Refusal>(reply).Rule;
}
