using CadreWatch.Grains.Calendars;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Grains.Measures.Steps;
using CadreWatch.Grains.Policies;

namespace CadreWatch.Grains.Tests.Measures;

/// <summary>One measure through its commands, on a clock that the test sets: decides, applies, keeps events and rows.</summary>
internal sealed class MeasureCase
{
    public static readonly MeasureId Measure = MeasureId.Of(new("0199d000-0000-7000-8000-0000000000aa"));
    public static readonly MeasureActor Xu = Actor("xu", MeasureRanks.Supervisor);
    public static readonly MeasureActor Lu = Actor("lu", MeasureRanks.Supervisor);
    public static readonly MeasureActor Guo = Actor("guo", MeasureRanks.DeputyHead);
    public static readonly MeasureActor Jiang = Actor("jiang", MeasureRanks.DepartmentHead);
    public static readonly MeasureActor Qin = Actor("qin", MeasureRanks.CommitteePrincipal);
    public static readonly BasisItem Verified = new(BasisSource.Signal, new('1', 32), BasisStanding.Verified);
    public static readonly BasisItem Unverified = new(BasisSource.Signal, new('2', 32), BasisStanding.Unverified);
    public static readonly BasisItem Model = new(BasisSource.Alert, "M0DE-0000-0001", BasisStanding.ModelOnly);

    private readonly MeasureGrain grain = new();
    private int commands;

    public MeasureState State { get; private set; } = new(Measure);

    public List<MeasureEvent> Events { get; } = [];

    public List<MeasureEvent> Last { get; private set; } = [];

    public List<RowChange> LastRows { get; private set; } = [];

    /// <summary>Every scanner row as the rows so far leave it.</summary>
    public SortedDictionary<string, DateTimeOffset> Clocks { get; } = new(StringComparer.Ordinal);

    public Judgement Judgement { get; set; } = Judge(CalendarFile.Shipped);

    public DateTimeOffset Now { get; set; } = At(2026, 9, 8, 10);

    public static Judgement Judge(IEnumerable<CalendarYear> years, Policy? policy = null)
    {
        var (calendar, inForce) = (new WorkCalendar(years), policy ?? new Policy("2026-03"));
        return new(
            inForce, _ => inForce, string.Join('–', calendar.Years.Keys), (from, to) => WorkingDays.Between(calendar, from, to),
            TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    }

    public static MeasureActor Actor(string account, params string[] roles) => new(account, roles.ToHashSet());

    public static DateTimeOffset At(int year, int month, int day, int hour = 0, int minute = 0) =>
        new(new DateTime(year, month, day, hour, minute, 0), TimeSpan.FromHours(8));

    public static SealedText Text(string text = "示例文字") => SealedText.Of(text, new byte[16]);

    public Guid NextId() => new(++commands, 0, 0, new byte[8]);

    public object Do(Func<Guid, DateTimeOffset, MeasureCommand> command) => Do(command(NextId(), Now));

    public object Do(MeasureCommand command)
    {
        var before = State;
        var decision = MeasureDecider.Decide(State, command, Judgement);
        Last = [.. decision.Events.Cast<MeasureEvent>()];
        Events.AddRange(Last);
        State = Last.Aggregate(State, MeasureState.Apply);
        LastRows = Last.Count == 0 ? [] : [.. grain.Rows(MeasureGrain.IdOf(Measure), before, State, decision.Texts)];
        foreach (var row in LastRows.Where(row => row.Table == ReadTableSet.Deadlines))
            if (row.Delete)
                Assert.True(Clocks.Remove((string)row.Values[1]!));
            else
                Clocks[(string)row.Values[1]!] = (DateTimeOffset)row.Values[2]!;
        return decision.Reply;
    }

    public void Ok(Func<Guid, DateTimeOffset, MeasureCommand> command) => Assert.IsType<MeasureReply>(Do(command));

    public void Refused(string rule, Func<Guid, DateTimeOffset, MeasureCommand> command)
    {
        var refusal = Assert.IsType<Refusal>(Do(command));
        Assert.True(rule == refusal.Rule, $"{refusal.Rule}: {refusal.Message}");
        Assert.NotEmpty(refusal.Message);
        Assert.Empty(Last);
    }

    public static MeasureContent Content(MeasureKind kind, params BasisItem[] basis) => new(
        "干部监督科", "xu", "U12", kind.IsFollowUp() ? [] : basis.Length > 0 ? basis : [Verified],
        kind switch
        {
            MeasureKind.Reminder or MeasureKind.Inquiry => ["integrity"],
            MeasureKind.Admonition => ["oversight"],
            MeasureKind.AssessmentNotice => ["duty"],
            _ => [],
        },
        Score: kind == MeasureKind.AssessmentNotice ? 71.5m : null,
        StartOn: kind.IsFollowUp() ? new(2026, 9, 1) : null);

    public MeasureCase Draft(MeasureKind kind, MeasureContent? content = null)
    {
        Ok((id, at) => new DraftMeasure(id, at, Xu, kind, "A001", content ?? Content(kind), kind.IsFollowUp() ? null : Text("分管工程建设项目招标投标管理")));
        return this;
    }

    public MeasureCase Approve(MeasureKind kind, MeasureContent? content = null)
    {
        Draft(kind, content);
        Ok((id, at) => new SubmitMeasure(id, at, Xu));
        if (kind == MeasureKind.Admonition)
            Ok((id, at) => new StudyMeasure(id, at, Xu, new("department", 2026, 12), DateOf(Now)));
        foreach (var actor in new[] { Guo, Jiang, Qin }.Take(State.Chain.Count))
            Ok((id, at) => new OpineMeasure(id, at, actor, Agreed: true));
        Assert.Equal(MeasureStage.Approved, State.Stage);
        return this;
    }

    public MeasureCase IssueLetter(MeasureKind kind, MeasureContent? content = null)
    {
        Approve(kind, content);
        Ok(Letter);
        return this;
    }

    public MeasureCommand Letter(Guid id, DateTimeOffset at) =>
        new IssueMeasure(id, at, Xu, MeasureMode.Letter, DateOf(at), [Paper(State.Round + 1)], Text("docx"));

    public static IssuedPaper Paper(int number) =>
        new(PaperKind.InquiryNotice, $"inquiryNotice.{number}", $"云组函〔2026〕{number}号", $"云组函/2026/{number}", new('a', 64), new('b', 64));

    /// <summary>Puts every clock that has come by now to the grain, as the scanner does, until none is left.</summary>
    public int Scan()
    {
        var fired = 0;
        while (Clocks.FirstOrDefault(clock => clock.Value <= Now) is { Key: { } name })
        {
            var before = Clocks.TryGetValue(name, out var old) ? old : default;
            Do((MeasureCommand)grain.Due(MeasureGrain.IdOf(Measure), name, NextId(), Now));
            fired += Last.Count;
            Assert.True(!Clocks.TryGetValue(name, out var next) || next != before, $"{name} stays where it was.");
        }

        return fired;
    }

    public static DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(TimeSpan.FromHours(8)).DateTime);

    public MeasureAction Action(string code, MeasureActor actor) => MeasureActions.For(State, actor, Judgement, Now).Single(action => action.Code == code);

    public MeasureDeadline Deadline(string name) => State.Deadlines.Last(deadline => deadline.Name == name);
}
