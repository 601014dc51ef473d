using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Grains.Tests.Measures;

public sealed class BasisSignalsTests
{
    private static readonly SignalKey First = SignalKey.Of("12380", "1", "A001");
    private static readonly SignalKey Second = SignalKey.Of("12380", "2", "A001");
    private static readonly AlertId Alert = AlertId.Of(new("0199d000-0000-7000-8000-0000000000aa"), "complaint.count");

    private static readonly CadreState Cadre = new("A001")
    {
        Alerts = AlertBook.Empty.With(new()
        {
            Id = Alert,
            Version = 1,
            Standing = AlertStanding.Open,
            RaisedAt = DateTimeOffset.UnixEpoch,
            ChangedAt = DateTimeOffset.UnixEpoch,
            History = [],
            Finding = new("p", "举报集中", new(1, "red", "红"), "", "", null, [], [Cause(First), Cause(Second)], 2, Secrecy.Internal, new("2026-03", "2026", new(2026, 9, 18))),
        }),
    };

    [Fact]
    public void Basis_IsItsSignals_AndTheCausesOfItsAlerts_EachOnce() =>
        Assert.Equal([Second, First], BasisSignals.Of([Signal(Second.ToString()), OfAlert(Alert.ToString())], Cadre));

    [Fact]
    public void WhatIsNoIdOrNotThere_IsPassedOver() =>
        Assert.Empty(BasisSignals.Of([Signal("none"), OfAlert("none"), OfAlert(AlertId.Of(Guid.NewGuid(), "p").ToString())], Cadre));

    [Fact]
    public void PersonUnderAnotherAuthority_TakesTheMeasureAlong_Once()
    {
        var m = new MeasureCase().Approve(MeasureKind.Reminder);
        m.Ok((id, at) => new MoveMeasure(id, at, MeasureActor.System, "U9", "office-b"));
        Assert.Equal(("U9", "office-b"), (m.State.Unit, m.State.Authority));
        m.Ok((id, at) => new MoveMeasure(id, at, MeasureActor.System, "U9", "office-b"));
        Assert.Empty(m.Last);
    }

    private static Cause Cause(SignalKey key) => new(key, SignalStatus.Reported, "举报", 1);

    private static BasisItem Signal(string id) => new(BasisSource.Signal, id, BasisStanding.Unverified);

    private static BasisItem OfAlert(string id) => new(BasisSource.Alert, id, BasisStanding.Unverified);
}
