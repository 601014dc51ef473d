using System.Text.Json;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Tests.Policies;

namespace CadreWatch.Grains.Tests.Cadres;

public sealed class AlertLifeTests
{
    [Fact]
    public void RevisedCause_RewritesTheRowsThatTellOfIt()
    {
        var cadre = new CadreCase();
        cadre.Complaints(6);
        foreach (var alert in cadre.State.Alerts.Where(a => a.IsOpen).ToList())
            cadre.Do(new DismissAlert(cadre.NextId(), CadreCase.Now, "local", alert.Id, CadreCase.Sealed("录入有误"), null));
        var ended = cadre.State.Alerts.First(a => a.Finding.Causes.Count > 0);
        var cause = Enumerable.Range(1, 6).First(i => ended.Finding.Causes.Any(c => c.Signal == SignalKey.Of("12380", $"c{i}", "A001")));
        cadre.Put(cadre.Signal($"c{cause}", status: SignalStatus.Verifying, content: 2, knownOn: CadreCase.At(2026, 10, 11)));
        Assert.Contains(cadre.LastRows, r => r.Table == ReadTableSet.Alerts && (string)r.Values[0]! == ended.Id.ToString());
    }

    private static CadreCase Counting() => new(DistrictPolicy.Only("complaints"));

    [Fact]
    public void SignalThatReachesThreshold_RaisesOneAlert_WhichLaterOnesUpdate()
    {
        var cadre = Counting();
        cadre.Complaints(2);
        Assert.Empty(cadre.State.Alerts);
        var reply = cadre.Put(cadre.Signal("c3"));
        Assert.Equal([cadre.Open("complaints").Id], reply.Raised);
        cadre.Put(cadre.Signal("c4"));
        Assert.Single(cadre.Last, e => e is AlertUpdated);
        Assert.Single(cadre.State.Alerts);
    }

    [Fact]
    public void RisingLevel_MustBeAcknowledgedAgain_AndKeepsTheOldAcknowledgement()
    {
        var cadre = Counting();
        cadre.Complaints(3);
        cadre.Do(new AcknowledgeAlert(cadre.NextId(), CadreCase.Now, "shen", cadre.Open("complaints").Id));
        Assert.Equal("alreadyAcknowledged", cadre.RefusedRule(new AcknowledgeAlert(cadre.NextId(), CadreCase.Now, "guo", cadre.Open("complaints").Id)));
        cadre.Complaints(2, from: 4);
        var alert = cadre.Open("complaints");
        Assert.Null(alert.AcknowledgedBy);
        Assert.Equal(2, alert.Finding.Level.Rank);
        Assert.Equal(["raised", "acknowledged", "updated", "levelRaised"], alert.History.Select(h => h.Action));
        Assert.Equal(new AlertReply(alert.Id, 5), cadre.Do(new AcknowledgeAlert(cadre.NextId(), CadreCase.Now, "guo", alert.Id)));
    }

    [Fact]
    public void ClearedSignal_LowersAndThenWithdraws_InTheSameDecision()
    {
        var cadre = Counting();
        cadre.Complaints(5);
        void Clear(string id, SignalStatus status) => cadre.Put(cadre.Signal(id, status: status, knownOn: CadreCase.At(2026, 10, 11)));
        Clear("c1", SignalStatus.Cleared);
        Assert.IsType<AlertLevelLowered>(cadre.Last[1]);
        Clear("c2", SignalStatus.Unsubstantiated);
        Clear("c3", SignalStatus.Withdrawn);
        Assert.Equal([typeof(SignalRevised), typeof(AlertWithdrawn), typeof(PatternWatched)], cadre.Last.Select(e => e.GetType()));
        Assert.Equal(WithdrawalReason.SignalsCleared, Assert.Single(cadre.Last.OfType<AlertWithdrawn>()).Reason);
        Assert.Equal(AlertOutcome.Unsubstantiated, cadre.State.Alerts[0].Outcome);
    }

    [Fact]
    public void DismissedAlert_ComesBackOnlyWithANewCause()
    {
        var cadre = Counting();
        cadre.Complaints(3);
        var id = cadre.Open("complaints").Id;
        Assert.Equal("reasonMissing", cadre.RefusedRule(new DismissAlert(cadre.NextId(), CadreCase.Now, "shen", id, null)));
        cadre.Do(new DismissAlert(cadre.NextId(), CadreCase.Now, "shen", id, CadreCase.Sealed("经核查无此事")));
        cadre.Do(new Rejudge(cadre.NextId(), CadreCase.Now, "system", "2026-03"));
        Assert.Null(cadre.State.Alerts.OpenOf("complaints"));
        Assert.Equal("alertEnded", cadre.RefusedRule(new AcknowledgeAlert(cadre.NextId(), CadreCase.Now, "shen", id)));
        var reply = cadre.Put(cadre.Signal("c4"));
        Assert.NotEqual(id, Assert.Single(reply.Raised));
    }

    [Fact]
    public void ReasonOfAStep_StandsInTheNotes_NotInTheBody()
    {
        var cadre = Counting();
        cadre.Complaints(3);
        cadre.Do(new DismissAlert(cadre.NextId(), CadreCase.Now, "shen", cadre.Open("complaints").Id, CadreCase.Sealed("经核查无此事")));
        var note = Assert.Single(cadre.LastRows, r => r.Table == ReadTableSet.AlertNotes);
        Assert.Equal([cadre.State.Alerts[0].Id.ToString(), 2L, "A001", "经核查无此事"], note.Values);
        var body = (byte[])Assert.Single(cadre.LastRows, r => r.Table == ReadTableSet.Alerts).Values[^1]!;
        Assert.DoesNotContain("经核查", System.Text.Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public void SnoozedAlert_WakesOnItsDay_OrWhenTheLevelRises()
    {
        var cadre = Counting();
        cadre.Complaints(3);
        var id = cadre.Open("complaints").Id;
        Assert.Equal("untilPast", cadre.RefusedRule(new SnoozeAlert(cadre.NextId(), CadreCase.Now, "shen", id, new(2026, 10, 12))));
        cadre.Do(new SnoozeAlert(cadre.NextId(), CadreCase.Now, "shen", id, new(2026, 10, 20)));
        var row = Assert.Single(cadre.LastRows, r => r.Table == ReadTableSet.Deadlines);
        Assert.Equal(["cadre/A001", $"snooze:{id}", CadreCase.At(2026, 10, 20)], row.Values);
        cadre.Do(new DeadlineDue(cadre.NextId(), CadreCase.Now, "system", $"snooze:{id}"));
        Assert.Empty(cadre.Last);
        cadre.Do(new DeadlineDue(cadre.NextId(), CadreCase.At(2026, 10, 20), "system", $"snooze:{id}"));
        Assert.IsType<AlertWoken>(Assert.Single(cadre.Last));
        Assert.True(Assert.Single(cadre.LastRows, r => r.Table == ReadTableSet.Deadlines).Delete);
        cadre.Do(new SnoozeAlert(cadre.NextId(), CadreCase.Now, "shen", id, new(2026, 11, 20)));
        cadre.Complaints(2, from: 4);
        Assert.Equal(AlertStanding.Open, cadre.Open("complaints").Standing);
    }

    [Fact]
    public void AssignEscalateMergeClose_EachLeaveTheirStep()
    {
        var cadre = new CadreCase();
        cadre.Complaints(3);
        cadre.Put(cadre.Ballot("b1", 100, 80, 21));
        var (one, two) = (cadre.Open("complaints").Id, cadre.Open("satisfaction").Id);
        cadre.Do(new AssignAlert(cadre.NextId(), CadreCase.Now, "shen", one, "guo"));
        Assert.Equal("guo", cadre.Open("complaints").Owner);
        cadre.Do(new EscalateAlert(cadre.NextId(), CadreCase.Now, "shen", one, "deputy"));
        Assert.Equal("cannotMergeThere", cadre.RefusedRule(new MergeAlert(cadre.NextId(), CadreCase.Now, "shen", two, two)));
        cadre.Do(new MergeAlert(cadre.NextId(), CadreCase.Now, "shen", two, one));
        Assert.Equal(one, cadre.State.Alerts.Find(two)!.MergedInto);
        Assert.Equal("alertChanged", cadre.RefusedRule(new CloseAlert(cadre.NextId(), CadreCase.Now, "shen", one, AlertOutcome.Handled, Seen: 1)));
        cadre.Do(new CloseAlert(cadre.NextId(), CadreCase.Now, "shen", one, AlertOutcome.Substantiated, Seen: 3));
        Assert.Equal((AlertStanding.Closed, AlertOutcome.Substantiated), (cadre.State.Alerts.Find(one)!.Standing, cadre.State.Alerts.Find(one)!.Outcome));
        Assert.Equal("unknownAlert", cadre.RefusedRule(new AcknowledgeAlert(cadre.NextId(), CadreCase.Now, "shen", AlertId.Of(Guid.Empty, "x"))));
    }

    [Fact]
    public void CountLeavesTheWindow_AndTheAlertLapsesByTimeAlone()
    {
        var cadre = Counting();
        cadre.Complaints(3);
        var watch = Assert.Single(cadre.State.Watches);
        Assert.Equal(("window:complaints", CadreCase.At(2027, 10, 2)), (watch.Deadline, watch.DueAt));
        cadre.Do(new DeadlineDue(cadre.NextId(), CadreCase.At(2027, 10, 1), "system", watch.Deadline));
        Assert.Empty(cadre.Last);
        cadre.Do(new DeadlineDue(cadre.NextId(), CadreCase.At(2027, 10, 2), "system", watch.Deadline));
        Assert.Equal(WithdrawalReason.Lapsed, Assert.IsType<AlertWithdrawn>(cadre.Last[0]).Reason);
        Assert.Empty(cadre.State.Watches);
    }

    [Fact]
    public void StaleSignal_ChangesStateButRaisesNothing_UnlessJudgedAsKnown()
    {
        var stale = Counting();
        for (var i = 0; i < 3; i++)
            stale.Put(stale.Signal($"c{i}", on: new(2024, 3, 1), knownOn: CadreCase.At(2024, 3, 5)));
        Assert.Equal(3, stale.State.Signals.Count);
        Assert.Empty(stale.State.Alerts);

        var asKnown = Counting();
        asKnown.Judgement = CadreCase.Judge(DistrictPolicy.Only("complaints"), _ => DistrictPolicy.Only("complaints", DistrictPolicy.Of("2024-01")));
        for (var i = 0; i < 3; i++)
            asKnown.Put(asKnown.Signal($"c{i}", on: new(2024, 3, 1), knownOn: CadreCase.At(2024, 3, 5), asKnown: true));
        var alert = asKnown.Open("complaints");
        Assert.True(alert.Backfilled);
        Assert.Equal(("2024-01", new DateOnly(2024, 3, 5)), (alert.Finding.JudgedBy.Policy, alert.Finding.JudgedBy.On));
    }

    [Theory]
    [InlineData(30, 1)]
    [InlineData(31, 0)]
    public void KnowledgeOfExactlyThirtyDays_IsStillFresh(int days, int alerts)
    {
        var cadre = new CadreCase(DistrictPolicy.Only("finding"));
        cadre.Put(cadre.Signal("f", "discipline", SignalStatus.Substantiated, category: "立案", knownOn: CadreCase.At(2026, 10, 12).AddDays(-days)));
        Assert.Equal(alerts, cadre.State.Alerts.Count);
    }

    [Fact]
    public void SignalJudgedAsKnown_DoesNotSeeWhatBecameKnownLater()
    {
        var cadre = Counting();
        cadre.Put(cadre.Signal("c1", on: new(2024, 3, 1), knownOn: CadreCase.At(2024, 6, 1), asKnown: true));
        cadre.Put(cadre.Signal("c2", on: new(2024, 3, 1), knownOn: CadreCase.At(2024, 6, 1), asKnown: true));
        cadre.Put(cadre.Signal("c3", on: new(2024, 3, 1), knownOn: CadreCase.At(2024, 3, 5), asKnown: true));
        Assert.Empty(cadre.State.Alerts);
    }

    [Fact]
    public void FactOutsideThePost_AsksForAttribution_AndCountsOnceAttributed()
    {
        var cadre = Counting();
        cadre.Complaints(2);
        var reply = cadre.Put(cadre.Signal("old", on: new(2026, 9, 1), unit: "U9"));
        Assert.True(reply.AttributionPending);
        Assert.Equal([typeof(SignalRecorded), typeof(AttributionAsked)], cadre.Last.Select(e => e.GetType()));
        Assert.Empty(cadre.State.Alerts);
        Assert.Equal("nothingToAttribute",
            cadre.RefusedRule(new AttributeSignal(cadre.NextId(), CadreCase.Now, "shen", SignalKey.Of("12380", "c1", "A001"), true, CadreCase.Sealed("是"))));
        cadre.Do(new AttributeSignal(cadre.NextId(), CadreCase.Now, "shen", reply.Signal, true, CadreCase.Sealed("当时分管")));
        var id = cadre.Open("complaints").Id;
        cadre.Do(new AttributeSignal(cadre.NextId(), CadreCase.Now, "shen", reply.Signal, false, CadreCase.Sealed("更正")));
        Assert.Equal(AlertStanding.Withdrawn, cadre.State.Alerts.Find(id)!.Standing);
    }

    [Theory]
    [InlineData("U1", 2015, 6, 14, true)]
    [InlineData("U1", 2015, 6, 15, false)]
    [InlineData(null, 2015, 6, 14, true)]
    [InlineData(null, 2015, 6, 15, false)]
    public void FactBeforeThePost_IsOutside_FromTheDayBefore(string? unit, int year, int month, int day, bool asks)
    {
        var cadre = new CadreCase();
        Assert.Equal(asks, cadre.Put(cadre.Signal("1", "audit", on: new(year, month, day), unit: unit)).AttributionPending);
    }

    [Fact]
    public void NewPolicy_WithdrawsWhatItNoLongerFinds()
    {
        var cadre = Counting();
        cadre.Complaints(3);
        cadre.Judgement = CadreCase.Judge(DistrictPolicy.Only("complaints", DistrictPolicy.Of("2026-04", yellow: 4)));
        Assert.Equal("policyMovedOn", cadre.RefusedRule(new Rejudge(cadre.NextId(), CadreCase.Now, "system", "2026-03")));
        cadre.Do(new Rejudge(cadre.NextId(), CadreCase.Now, "system", "2026-04"));
        Assert.Single(cadre.Last.OfType<AlertWithdrawn>());
    }

    [Fact]
    public void RowOfAnAlert_HoldsTheWiresAlertWithoutThePerson()
    {
        var cadre = Counting();
        cadre.Complaints(2);
        cadre.Put(cadre.Signal("c3", secrecy: Secrecy.Secret));
        var row = Assert.Single(cadre.LastRows, r => r.Table == ReadTableSet.Alerts);
        Assert.Equal(ReadTableSet.Alerts.Columns.Length, row.Values.Length);
        var body = JsonDocument.Parse((byte[])row.Values[^1]!).RootElement;
        Assert.Equal(3, body.GetProperty("causes").GetArrayLength());
        Assert.Equal("举报", body.GetProperty("causes")[0].GetProperty("kindName").GetString());
        Assert.Equal("secret", body.GetProperty("secrecy").GetString());
        Assert.Equal("met", body.GetProperty("conditions")[1].GetProperty("result").GetString());
        Assert.Equal("yellow", body.GetProperty("level").GetProperty("key").GetString());
        Assert.Equal("raised", body.GetProperty("history")[0].GetProperty("action").GetString());
        Assert.True(body.GetProperty("demo").GetBoolean());
    }
}
