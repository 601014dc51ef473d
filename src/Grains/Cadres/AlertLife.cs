namespace CadreWatch.Grains.Cadres;

/// <summary>How events change one alert.</summary>
internal static class AlertLife
{
    public static Alert Raise(AlertRaised e) => new()
    {
        Id = e.Id,
        Version = 1,
        Finding = e.Finding,
        Standing = AlertStanding.Open,
        RaisedAt = e.At,
        ChangedAt = e.At,
        Backfilled = e.Backfilled,
        History = [new(e.At, e.By, "raised", e.Finding.Level.Rank, 1)],
    };

    /// <param name="signals">Signals known so far, remembered when the alert ends.</param>
    public static Alert Apply(Alert alert, AlertEvent e, int signals) => e switch
    {
        AlertUpdated u => Step(alert with { Finding = u.Finding }, e, "updated"),
        AlertLevelRaised u => Step(Awake(alert) with { Finding = u.Finding, AcknowledgedBy = null }, e, "levelRaised"),
        AlertLevelLowered u => Step(alert with { Finding = u.Finding }, e, "levelLowered"),
        AlertAcknowledged => Step(alert with { AcknowledgedBy = e.By }, e, "acknowledged"),
        AlertAssigned a => Step(alert with { Owner = a.Owner }, e, "assigned", a.NoteHash),
        AlertSnoozed s => Step(
            alert with { Standing = AlertStanding.Snoozed, SnoozedUntil = s.Until, WakesAt = s.WakesAt }, e, "snoozed", s.NoteHash),
        AlertWoken => Step(Awake(alert), e, "woken"),
        AlertDismissed d => End(alert, e, AlertStanding.Dismissed, signals, "dismissed", d.NoteHash) with { Outcome = AlertOutcome.Unsubstantiated },
        AlertClosed c => End(alert, e, AlertStanding.Closed, signals, "closed", c.NoteHash) with { Outcome = c.Outcome },
        AlertEscalated x => Step(alert with { EscalatedTo = x.To }, e, "escalated", x.NoteHash),
        AlertMerged m => End(alert, e, AlertStanding.Merged, signals, "merged", m.NoteHash) with { MergedInto = m.Into },
        AlertWithdrawn w => End(alert, e, AlertStanding.Withdrawn, signals, "withdrawn", null)
            with
        { Outcome = w.Reason == WithdrawalReason.SignalsCleared ? AlertOutcome.Unsubstantiated : null },
        _ => alert,
    };

    private static Alert Awake(Alert alert) =>
        alert.Standing == AlertStanding.Snoozed ? alert with { Standing = AlertStanding.Open, SnoozedUntil = null, WakesAt = null } : alert;

    private static Alert End(Alert alert, AlertEvent e, AlertStanding standing, int signals, string action, string? note) =>
        Step(Awake(alert) with { Standing = standing, EndedAt = e.At, EndedAtSequence = signals }, e, action, note);

    private static Alert Step(Alert alert, AlertEvent e, string action, string? note = null)
    {
        var step = new AlertStep(e.At, e.By, action, alert.Finding.Level.Rank, alert.Version + 1, note);
        var run = action == "updated" && alert.History[^1].Action == "updated" ? alert.History.Count - 1 : alert.History.Count;
        return alert with { Version = step.Version, ChangedAt = e.At, History = [.. alert.History.Take(run), step] };
    }
}
