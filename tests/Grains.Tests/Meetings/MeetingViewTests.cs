using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Meetings;
using FsCheck;
using FsCheck.Fluent;

namespace CadreWatch.Grains.Tests.Meetings;

public sealed class MeetingViewTests
{
    private static readonly string[] Accounts = [.. MeetingCase.People.Select(p => p.Account), "li"];

    [Fact]
    public void OwnScreen_ShowsTheColumnsOfThoseInTheRoom_ThatTheAccountMaySee()
    {
        var meeting = new MeetingCase().Start("jiang", "shen", "a1", "a2");
        meeting.Show("p1");
        Assert.Equal(["person", "u1", "u2", "letter", "alert"], MeetingView.For(meeting.State, "jiang").Pieces);
        Assert.Equal(["person", "u1", "u2"], MeetingView.For(meeting.State, "shen").Pieces);
        Assert.Equal(["u1", "u2"], MeetingView.For(meeting.State, "a2").Columns);
        Assert.Equal(["person", "u1", "u2"], MeetingView.Stage(meeting.State).Pieces);
        meeting.Do((id, at) => new LeaveRoom(id, at, "a2"));
        Assert.Equal(["u1"], MeetingView.For(meeting.State, "jiang").Columns);
    }

    [Fact]
    public void StageHasTheLeastRights_OfAnyoneWhoEnters()
    {
        var meeting = new MeetingCase().Start("jiang", "a1", "a2");
        meeting.Show("p1");
        Assert.Equal(["person", "u1", "u2"], MeetingView.Stage(meeting.State).Pieces);
        meeting.Do((id, at) => new SignIn(id, at, "a3"));
        Assert.Equal(["person", "u1", "u2"], MeetingView.Stage(meeting.State).Pieces);
        meeting.Do((id, at) => new LetInLatecomer(id, at, "xu", "a3"));
        Assert.Equal(["person"], MeetingView.Stage(meeting.State).Pieces);
    }

    [Fact]
    public void RecusedParticipant_HasNoSuchItem_AndADarkScreenDuringIt()
    {
        var meeting = new MeetingCase().Start("jiang", "a1", "a2");
        meeting.Show("p1");
        Assert.Equal(["p1", "p3", "m1"], MeetingView.For(meeting.State, "a1").Agenda);
        Assert.Equal(["p1", "m1"], MeetingView.Stage(meeting.State).Agenda);
        meeting.Show("p2");
        var own = MeetingView.For(meeting.State, "a1");
        Assert.Equal((Screen.Recused, 0, 0), (own.Screen, own.Agenda.Count, own.Pieces.Count));
        Assert.Equal(["u2"], MeetingView.For(meeting.State, "jiang").Columns);
        Assert.Equal("p2", MeetingView.Stage(meeting.State).Item);
    }

    [Fact]
    public void Mask_BlanksEveryScreenAtOnce_AndOnlyWhoLeadsLiftsIt()
    {
        var meeting = new MeetingCase().Start("jiang", "shen", "a1", "a2");
        meeting.Show("p1");
        meeting.Do((id, at) => new SetMask(id, at, "shen", true));
        Assert.All(Accounts.Select(a => MeetingView.For(meeting.State, a)).Append(MeetingView.Stage(meeting.State)), v => Assert.Empty(v.Agenda.Concat(v.Pieces).Concat(v.Columns)));
        Assert.True(MeetingView.For(meeting.State, "xu").Presents);
        meeting.Do((id, at) => new SetMask(id, at, "shen", false));
        Assert.True(meeting.State.Masked);
        meeting.Do((id, at) => new SetMask(id, at, "jiang", false));
        Assert.Equal("p1", MeetingView.Stage(meeting.State).Item);
    }

    [Fact]
    public void RevokedAccount_SeesNothing_AndItsColumnGoesWithIt()
    {
        var meeting = new MeetingCase().Start("jiang", "a1", "a2");
        meeting.Show("p1");
        meeting.Do((id, at) => new RemoveParticipant(id, at, "system", "a1"));
        Assert.Equal(Screen.Nothing, MeetingView.For(meeting.State, "a1").Screen);
        Assert.DoesNotContain("u1", MeetingView.For(meeting.State, "jiang").Columns);
    }

    [Fact]
    public void ConclusionsAndReasons_AreForConvenerAndRecorderAlone()
    {
        var meeting = new MeetingCase().Start("jiang", "shen", "a1");
        Assert.Equal(["jiang", "xu"], Accounts.Where(a => MeetingView.For(meeting.State, a).Records).Order());
        Assert.False(MeetingView.Stage(meeting.State).Records);
    }

    [Fact]
    public void BeforeTheStartAndAfterTheEnd_NothingIsShown()
    {
        var meeting = new MeetingCase().Call().Freeze();
        Dark();
        meeting = new MeetingCase().Start("jiang", "a1", "a2");
        meeting.Show("p1");
        meeting.End();
        Dark();
        void Dark() => Assert.All(Accounts.Select(a => MeetingView.For(meeting.State, a)).Append(MeetingView.Stage(meeting.State)), v => Assert.Equal(Screen.Nothing, v.Screen));
    }

    /// <summary>
    /// Over random courses with random rights the views are compared with a plain reading of the rules, and the stage with every screen in the room.
    /// </summary>
    [Fact]
    public void StageNeverShowsMore_ThanAnyonePresentMaySee()
    {
        var shown = 0;
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var meeting = new MeetingCase().Start([.. Accounts.Where(_ => random.Next(3) > 0)]);
            for (var step = 0; step < 40; step++)
            {
                Act(meeting, random);
                if (!Holds(meeting.State, ref shown))
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();
        Assert.True(shown > 500, $"The stage showed pieces only {shown} times.");
    }

    private static void Act(MeetingCase meeting, Random random)
    {
        var account = Accounts[random.Next(Accounts.Length)];
        var item = MeetingCase.Items[random.Next(4)].Id;
        switch (random.Next(9))
        {
            case 0: meeting.Do((id, at) => new SignIn(id, at, account)); break;
            case 1: meeting.Do((id, at) => new LetInLatecomer(id, at, meeting.State.Presenter!, account)); break;
            case 2 when random.Next(3) == 0: meeting.Do((id, at) => new LeaveRoom(id, at, account)); break;
            case 3 when random.Next(4) == 0: meeting.Do((id, at) => new RecordItemRecusal(id, at, "jiang", item, [account])); break;
            case 4: meeting.Do((id, at) => new SetMask(id, at, meeting.State.Presenter!, random.Next(4) == 0)); break;
            case 5: meeting.Do((id, at) => new HandOverPresenting(id, at, meeting.State.Presenter!, account)); break;
            case 6 when random.Next(10) == 0 && account is not ("jiang" or "xu"): meeting.Do((id, at) => new RemoveParticipant(id, at, "system", account)); break;
            case 7:
                string[] units = ["u1", "u2", "u3", "u4"];
                var known = MeetingCase.People.FirstOrDefault(p => p.Account == account);
                meeting.Do((id, at) => new InviteParticipant(id, at, "xu", new(account, known?.Unit, (Secrecy)random.Next(1, 4), random.Next(2) == 0,
                    random.Next(2) == 0 ? null : [.. units.Where(_ => random.Next(3) > 0)])));
                break;
            default: meeting.Show(item, meeting.State.Presenter!); break;
        }
    }

    private static bool Holds(MeetingState state, ref int shown)
    {
        var stage = MeetingView.Stage(state);
        shown += stage.Pieces.Count > 0 ? 1 : 0;
        if (stage.Pieces.Contains("letter"))
            return false;
        foreach (var account in Accounts)
        {
            var view = MeetingView.For(state, account);
            var recused = state.CurrentItem is { } current && state.Find(current)!.Recused.Contains(account);
            if (!view.Pieces.Order().SequenceEqual(Expected(state, account).Order()))
                return false;
            if (state.IsInRoom(account) && !recused && (stage.Pieces.Except(view.Pieces).Any() || stage.Agenda.Except(view.Agenda).Any() || stage.Columns.Except(view.Columns).Any()))
                return false;
        }

        return true;
    }

    private static IEnumerable<string> Expected(MeetingState state, string account)
    {
        if (state.Masked || state.CurrentItem is not { } current || !state.IsInRoom(account) || state.Find(current)!.Recused.Contains(account))
            return [];
        var me = state.Attendances[account].Participant;
        bool UnitIsHere(string unit) => state.Attendances.Values.Any(a => a.Participant.Unit == unit && a.Presence == Presence.InRoom && !state.Find(current)!.Recused.Contains(a.Participant.Account));
        return from piece in MeetingCase.Pieces
               where piece.Secrecy <= me.Clearance && (me.SeesComplaints || !piece.Complaint)
               where piece.Unit is null || (UnitIsHere(piece.Unit) && me.Columns?.Contains(piece.Unit) != false)
               select piece.Id;
    }
}
