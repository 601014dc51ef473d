using CadreWatch.Grains.Cadres;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Cadres;

/// <summary>One cadre as known on a day: facts and posts, signals with their revisions, alerts as they stood, measures and influence periods. Without texts of signals.</summary>
/// <param name="AsOf">The last day whose knowledge is shown; the district's day.</param>
/// <param name="Changes">Every day on which something became known, began or ended that the viewer sees, ascending, days after <paramref name="AsOf"/> too.</param>
public sealed record PortraitView(
    string Number, PersonView Person, string? Sex, DateOnly? BornOn, string? Rank, string? Authority, IReadOnlyList<string> Tags, DateOnly AsOf, DateOnly Today,
    IReadOnlyList<PortraitPost> Posts, IReadOnlyList<PortraitSignal> Signals, IReadOnlyList<PortraitAlert> Alerts, IReadOnlyList<PortraitPeriod> Periods,
    IReadOnlyList<DateOnly> Changes);

/// <param name="To">Last day; null while held on the day asked for.</param>
/// <param name="From">Null where the source does not say.</param>
public sealed record PortraitPost(
    string Unit, string UnitName, string Post, string? Kind, DateOnly? From, DateOnly? To, DateOnly? ReportedOn, string? Nominator, IReadOnlyList<PortraitField> Fields);

public sealed record PortraitField(string Field, DateOnly From, DateOnly? To);

/// <param name="Status">As it stood on the day asked for; of a later one, as it stands now.</param>
/// <param name="Outcome">Status, or <c>positive</c> where the kind is one of merit.</param>
/// <param name="Revisions">Those known on the day asked for, oldest first.</param>
/// <param name="Later">Known only after the day asked for.</param>
/// <param name="Copies">How many copies of one letter it stands for.</param>
/// <param name="Copy">A copy of a letter that another entry stands for: it counts no more.</param>
public sealed record PortraitSignal(
    string Id, string Kind, string KindName, string? Category, int? Severity, DateOnly OccurredFrom, DateOnly OccurredTo, DateOnly KnownOn, DateTimeOffset RecordedAt,
    SignalStatus Status, string Outcome, string Source, string? Agency, Secrecy Secrecy, IReadOnlyList<PortraitRevision> Revisions, bool Later, Attribution Attribution,
    IReadOnlyList<Metric> Metrics, int Copies, bool Copy);

/// <param name="Since">From which day on it is known here; see <see cref="CadreHistory"/>.</param>
public sealed record PortraitRevision(SignalStatus Status, DateOnly KnownOn, DateTimeOffset RecordedAt, DateOnly Since);

/// <param name="RaisedAt">When the alert was raised; of an alert judged by the policy of an earlier day (补录), the start of that day.</param>
/// <param name="EndedAt">Null while it stood on the day asked for.</param>
/// <param name="Levels">The levels that it went through, oldest first.</param>
public sealed record PortraitAlert(
    string Id, string Pattern, string PatternName, int LevelRank, string LevelKey, string LevelWord, DateTimeOffset RaisedAt, DateTimeOffset? EndedAt, string State,
    string Short, string Full, bool Later, IReadOnlyList<PortraitLevel> Levels);

public sealed record PortraitLevel(DateOnly On, int Rank, string Key, string Word);

/// <param name="Measure">The word of the measure.</param>
/// <param name="To">The last day, itself still barred; null where no end is fixed.</param>
/// <param name="Effect">What it bars, in the words of the rules; empty where the measure is only recorded.</param>
/// <param name="Grade">The least known of the figures it rests on.</param>
public sealed record PortraitPeriod(string Measure, DateOnly From, DateOnly? To, string Effect, string Grade, string Steps);
