using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Tests.Cadres;

public sealed class SignalIdentityTests
{
    [Fact]
    public void SameContent_IsDuplicate_AndChangesNothing()
    {
        var cadre = new CadreCase();
        Assert.Equal(SignalOutcome.Accepted, cadre.Put(cadre.Signal("1")).Outcome);
        Assert.Equal(SignalOutcome.Duplicate, cadre.Put(cadre.Signal("1")).Outcome);
        Assert.Equal(SignalOutcome.Duplicate, cadre.Put(cadre.Signal("1", knownOn: CadreCase.At(2026, 10, 11))).Outcome);
        Assert.Empty(cadre.Last);
    }

    [Fact]
    public void LaterKnowledge_IsRevision_AndBecomesCurrent()
    {
        var cadre = new CadreCase();
        cadre.Put(cadre.Signal("1"));
        var reply = cadre.Put(cadre.Signal("1", status: SignalStatus.Substantiated, knownOn: CadreCase.At(2026, 10, 11)));
        Assert.Equal(SignalOutcome.Revised, reply.Outcome);
        Assert.Equal(SignalStatus.Substantiated, cadre.State.Signals.Find(reply.Signal)!.Status);
        Assert.Equal(2, cadre.State.Signals.Find(reply.Signal)!.Revisions.Count);
    }

    [Fact]
    public void EarlierKnowledge_IsHistorical_AndLeavesTheCurrentStatus()
    {
        var cadre = new CadreCase();
        cadre.Put(cadre.Signal("1", status: SignalStatus.Cleared));
        var reply = cadre.Put(cadre.Signal("1", knownOn: CadreCase.At(2026, 10, 2)));
        Assert.Equal(SignalOutcome.Historical, reply.Outcome);
        Assert.Equal(SignalStatus.Cleared, cadre.State.Signals.Find(reply.Signal)!.Status);
        Assert.Equal(SignalOutcome.Duplicate, cadre.Put(cadre.Signal("1", knownOn: CadreCase.At(2026, 10, 2))).Outcome);
    }

    [Fact]
    public void EqualKnowledgeWithOtherContent_IsRefused()
    {
        var cadre = new CadreCase();
        cadre.Put(cadre.Signal("1"));
        Assert.Equal("contentDiffers", cadre.RefusedRule(cadre.Signal("1", content: 2)));
    }

    [Fact]
    public void SameBatchSentAgain_IsAllDuplicates()
    {
        var cadre = new CadreCase();
        RecordSignal[] Batch() =>
        [
            cadre.Signal("1"), cadre.Signal("1", status: SignalStatus.Verifying, knownOn: CadreCase.At(2026, 10, 11)),
            cadre.Signal("1", status: SignalStatus.Cleared, knownOn: CadreCase.At(2026, 10, 12)),
        ];
        foreach (var command in Batch())
            cadre.Put(command);
        Assert.All(Batch(), command => Assert.Equal(SignalOutcome.Duplicate, cadre.Put(command).Outcome));
    }

    [Fact]
    public void CadreWithoutRoster_IsUnknown_AndAKindOutsideThePolicyToo()
    {
        var stranger = new CadreCase(withRoster: false);
        Assert.Equal("unknownCadre", stranger.RefusedRule(stranger.Signal("1")));
        var cadre = new CadreCase();
        Assert.Equal("unknownKind", cadre.RefusedRule(cadre.Signal("1", "gossip")));
    }

    [Fact]
    public void RosterOfEqualContent_IsDuplicate_AndOtherContentARevision()
    {
        var cadre = new CadreCase();
        Assert.Equal(new RosterReply(RosterOutcome.Duplicate), cadre.Do(cadre.Roster()));
        Assert.Equal(new RosterReply(RosterOutcome.Revised), cadre.Do(cadre.Roster("U2", content: 2)));
        var row = Assert.Single(cadre.LastRows, r => r.Table == ReadTableSet.Cadres);
        Assert.Equal(["A001", "周某", "U2", "区住建局", "局长"], new[] { 0, 1, 3, 4, 5 }.Select(i => row.Values[i]));
        Assert.Equal(ReadTableSet.Cadres.Columns.Length, row.Values.Length);
    }

    [Fact]
    public void TextsStandBesideTheEvent_WithTheirHashInIt()
    {
        var cadre = new CadreCase();
        var text = CadreCase.Sealed("来信内容");
        var decision = CadreDecider.Decide(cadre.State, cadre.Signal("1") with { Texts = [new("text", text)] }, cadre.Judgement);
        var recorded = Assert.IsType<SignalRecorded>(decision.Events[0]);
        Assert.Equal([new TextHash("text", text.Hash)], recorded.Facts.Texts);
        Assert.Equal(new EventText(0, "text", text), Assert.Single(decision.Texts));
    }

    [Fact]
    public void KeysAndIds_ReadBackFromTheirText()
    {
        var key = SignalKey.Of("a", "b", "c");
        Assert.Equal(key, SignalKey.Parse(key.ToString(), null));
        Assert.NotEqual(key, SignalKey.Of("ab", "", "c"));
        var id = AlertId.Of(Guid.Empty, "complaints");
        Assert.Equal(id, AlertId.Parse(id.ToString().Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(), null));
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$", id.ToString());
        Assert.False(AlertId.TryParse("K7F3-92QD", null, out _));
    }
}
