namespace CadreWatch.Web.Alerts;

/// <param name="Version">The version the person looked at; an alert changed since answers 409. Without it nothing is compared.</param>
public sealed record AcknowledgeRequest(int? Version = null);

/// <param name="To">Account that takes the alert over.</param>
public sealed record AssignRequest(string? To, string? Reason = null, int? Version = null);

/// <param name="Until">The day on which it wakes, after today.</param>
public sealed record SnoozeRequest(DateOnly? Until, string? Reason = null, int? Version = null);

/// <param name="Reason">Required.</param>
public sealed record DismissRequest(string? Reason, int? Version = null);

/// <param name="To">Account that it is reported to; another one, that may act on it.</param>
/// <param name="Reason">Required.</param>
public sealed record EscalateRequest(string? To, string? Reason, int? Version = null);

/// <param name="Into">Another open alert of the same person, no more secret.</param>
/// <param name="Reason">Required.</param>
public sealed record MergeRequest(string? Into, string? Reason, int? Version = null);

/// <param name="Outcome">substantiated, unsubstantiated or handled (default); counts towards the pattern's accuracy.</param>
public sealed record CloseRequest(string? Reason, string? Outcome = null, int? Version = null);
