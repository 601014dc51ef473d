using CadreWatch.Grains.Cadres;
using CadreWatch.Web.Cadres;

namespace CadreWatch.Web.Tests.Cadres;

public sealed class CadreHistoryTests
{
    private static readonly SignalKey Key = SignalKey.Of("审计局", "A-1", "C1");
    private readonly CadreHistory history = new("C1", at => DateOnly.FromDateTime(at.UtcDateTime));

    [Fact]
    public void Signal_IsKnownFromTheLaterOfItsSourcesDayAndItsRecording()
    {
        Add(Recorded("2026-03-01"), recorded: "2026-04-10");

        Assert.Null(history.Current(Key, Day("2026-04-09")));
        Assert.NotNull(history.Current(Key, Day("2026-04-10")));
    }

    [Fact]
    public void Signal_RecordedBeforeItsDay_IsKnownFromItsDay()
    {
        Add(Recorded("2026-05-01"), recorded: "2026-04-10");

        Assert.Null(history.Current(Key, Day("2026-04-30")));
        Assert.NotNull(history.Current(Key, Day("2026-05-01")));
    }

    [Fact]
    public void BackfilledSignal_IsKnownFromItsSourcesDayAlone()
    {
        Add(Recorded("2024-03-01", backfill: true), recorded: "2026-04-10");

        Assert.NotNull(history.Current(Key, Day("2024-03-01")));
        Assert.Null(history.Current(Key, Day("2024-02-29")));
    }

    [Fact]
    public void RevisionStandsFromItsDay_TheOneBeforeUntilThen()
    {
        Add(Recorded("2024-03-01", backfill: true), recorded: "2026-04-10");
        Add(new SignalRevised(Key, Facts("2024-06-01", true, SignalStatus.Cleared)), recorded: "2026-04-10");

        Assert.Equal(SignalStatus.Reported, history.Current(Key, Day("2024-05-31"))!.Facts.Status);
        Assert.Equal(SignalStatus.Cleared, history.Current(Key, Day("2024-06-01"))!.Facts.Status);
    }

    [Fact]
    public void HistoricalRevision_ThatArrivedLate_DoesNotReplaceTheCurrentOne()
    {
        Add(Recorded("2026-03-01"), recorded: "2026-03-01");
        Add(new SignalHistoryRecorded(Key, Facts("2025-01-01", false, SignalStatus.Verifying)), recorded: "2026-04-01");

        Assert.Equal(SignalStatus.Reported, history.Current(Key, Day("2026-05-01"))!.Facts.Status);
        Assert.Equal([SignalStatus.Verifying, SignalStatus.Reported], history.Revisions(Key).Select(r => r.Facts.Status));
    }

    [Fact]
    public void Attribution_IsOfTheDayOnWhichItWasDecided()
    {
        Add(Recorded("2024-03-01", backfill: true), recorded: "2026-04-10");
        Add(new AttributionAsked(Key), recorded: "2026-04-10");
        Add(new AttributionDecided(Key, false, "hash", At("2026-05-02"), "zhang"), recorded: "2026-05-02");

        Assert.Equal(Attribution.Pending, history.AttributionOf(Key, Day("2024-03-01")));
        Assert.Equal(Attribution.Pending, history.AttributionOf(Key, Day("2026-05-01")));
        Assert.Equal(Attribution.NotAttributed, history.AttributionOf(Key, Day("2026-05-02")));
    }

    [Fact]
    public void Alert_StandsAsItStoodOnTheDay()
    {
        var id = AlertId.Of(Guid.NewGuid(), "complaints");
        Add(new AlertRaised(id, Finding(3, "2026-03-01"), false, At("2026-03-01"), "system"), recorded: "2026-03-01");
        Add(new AlertLevelRaised(id, Finding(2, "2026-04-01"), At("2026-04-01"), "system"), recorded: "2026-04-01");
        Add(new AlertClosed(id, AlertOutcome.Handled, null, At("2026-05-01"), "zhang"), recorded: "2026-05-01");

        Assert.Empty(history.Alerts(Day("2026-02-28")));
        Assert.Equal((3, AlertStanding.Open), Of(history.Alerts(Day("2026-03-31"))));
        Assert.Equal((2, AlertStanding.Open), Of(history.Alerts(Day("2026-04-30"))));
        Assert.Equal((2, AlertStanding.Closed), Of(history.Alerts(Day("2026-05-01"))));
        Assert.Equal([3, 2], history.Levels(id, Day("2026-05-01")).Select(l => l.Rank));

        static (int, AlertStanding) Of(IReadOnlyList<Alert> alerts) => (Assert.Single(alerts).Finding.Level.Rank, alerts[0].Standing);
    }

    [Fact]
    public void BackfilledAlert_StandsFromTheDayItWasJudgedFor()
    {
        var id = AlertId.Of(Guid.NewGuid(), "complaints");
        Add(new AlertRaised(id, Finding(3, "2024-03-01"), true, At("2026-04-10"), "system"), recorded: "2026-04-10");

        Assert.Single(history.Alerts(Day("2024-03-01")));
        Assert.Equal(Day("2024-03-01"), history.RaisedOn(id));
    }

    [Fact]
    public void Changes_AreOfWhatTheViewerSeesAlone()
    {
        var other = SignalKey.Of("信访局", "B-1", "C1");
        Add(Recorded("2026-03-01"), recorded: "2026-03-01");
        Add(new SignalRecorded(other, Facts("2026-03-09", false, SignalStatus.Reported)), recorded: "2026-03-09");

        Assert.Equal([Day("2026-03-01")], history.Changes(new HashSet<SignalKey> { Key }, new HashSet<string>()));
    }

    private void Add(CadreEvent happened, string recorded) => history.Add(happened, 1, At(recorded));

    private static SignalRecorded Recorded(string known, bool backfill = false) => new(Key, Facts(known, backfill, SignalStatus.Reported));

    private static SignalFacts Facts(string known, bool backfill, SignalStatus status) => new(
        "审计局", "A-1", "audit", "工程建设", 2, status, Day("2024-01-05"), Day("2024-01-05"), At(known), "区审计局", Secrecy.Internal, Responsibility.Direct, default, Backfill: backfill);

    private static Finding Finding(int rank, string on) => new(
        "complaints", "举报集中", new(rank, "orange", "橙"), "近12个月 3 件", "近12个月 3 件。", null, [], [], 0, Secrecy.Internal, new("2026-03", "2026", Day(on)));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string day) => new(Day(day).ToDateTime(new(4, 0)), TimeSpan.Zero);
}
