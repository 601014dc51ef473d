using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Tests.Policies;

namespace CadreWatch.Grains.Tests.Cadres;

/// <summary>One cadre through its commands: decides, applies, keeps every event and the rows.</summary>
internal sealed class CadreCase
{
    public static readonly DateTimeOffset Now = At(2026, 10, 12, 10);
    public static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private readonly CadreGrain grain = new();
    private int commands;

    public CadreCase(Policy? policy = null, bool withRoster = true)
    {
        Judgement = Judge(policy ?? DistrictPolicy.Current);
        if (withRoster)
            Do(Roster());
    }

    public CadreState State { get; private set; } = new("A001");

    /// <summary>As it was before the last command.</summary>
    public CadreState Before { get; private set; } = new("A001");

    public List<CadreEvent> Events { get; } = [];

    public List<CadreEvent> Last { get; private set; } = [];

    public List<RowChange> LastRows { get; private set; } = [];

    public Judgement Judgement { get; set; }

    /// <summary>The state that the last decision said its events lead to.</summary>
    public CadreState Announced { get; private set; } = new("A001");

    public static Judgement Judge(Policy policy, Func<DateOnly, Policy>? on = null) =>
        new(policy, on ?? (_ => policy), "2026", static (from, to) => to.Year > 2026 ? null : Weekdays(from, to), Shanghai);

    public static DateTimeOffset At(int year, int month, int day, int hour = 0) => new(new DateTime(year, month, day, hour, 0, 0), TimeSpan.FromHours(8));

    public Guid NextId() => new(++commands, 0, 0, new byte[8]);

    public object Do(CadreCommand command)
    {
        Before = State;
        var decision = CadreDecider.Decide(State, command, Judgement);
        Last = [.. decision.Events.Cast<CadreEvent>()];
        Events.AddRange(Last);
        foreach (var e in Last)
            State = CadreState.Apply(State, e);
        Announced = (CadreState?)decision.After ?? State;
        LastRows = [.. grain.Rows(CadreGrain.IdOf("A001"), Before, State, decision.Texts)];
        return decision.Reply;
    }

    public static SealedText Sealed(string text) => SealedText.Of(text, new byte[16]);

    public RecordRoster Roster(string unit = "U1", DateOnly? from = null, int content = 1, DateTimeOffset? at = null) => new(
        NextId(), at ?? Now, "import",
        new("A001", "男", new(1975, 3, 1), unit, "县处级", "district", true, new(0, (ulong)content), ["示例"],
            [new(unit, "head", from ?? new(2015, 6, 15), null, null, Sealed("局长").Hash)]),
        [new("name", Sealed("周某")), new("unitName", Sealed("区住建局")), new("post.0", Sealed("局长"))]);

    public RecordSignal Signal(
        string id, string kind = "complaint", SignalStatus status = SignalStatus.Reported, DateOnly? on = null, DateTimeOffset? knownOn = null,
        int? content = null, int severity = 2, string? category = null, int letter = 0, string? unit = null, DateOnly? due = null, DateOnly? completed = null,
        DateTimeOffset? at = null, bool asKnown = false, Secrecy secrecy = Secrecy.Internal, params (string Name, decimal Value)[] metrics)
    {
        var day = on ?? new DateOnly(2026, 10, 1);
        return new(NextId(), at ?? Now, "import",
            new("12380", id, kind, category, severity, status, day, day, knownOn ?? At(2026, 10, 10), "区信访局", secrecy, Responsibility.Direct,
                Digest16.Of(id, kind, status.ToString(), content?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                letter == 0 ? null : new Digest16(7, (ulong)letter), unit, due, completed, false,
                metrics.Length == 0 ? null : [.. metrics.OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => new Metric(m.Name, m.Value))]),
            [], asKnown);
    }

    public RecordSignal Ballot(string id, long valid, long satisfied, long dissatisfied, SignalStatus status = SignalStatus.Recorded, int? content = null, DateTimeOffset? knownOn = null) =>
        Signal(id, "evaluation", status, content: content, knownOn: knownOn, metrics: [("valid", valid), ("satisfied", satisfied), ("dissatisfied", dissatisfied)]);

    public SignalReply Put(RecordSignal command) => Assert.IsType<SignalReply>(Do(command));

    public void Complaints(int count, int from = 1)
    {
        for (var i = from; i < from + count; i++)
            Put(Signal($"c{i}"));
    }

    public Alert Open(string pattern) => State.Alerts.OpenOf(pattern) ?? throw new Xunit.Sdk.XunitException($"No open alert of {pattern}.");

    public string RefusedRule(CadreCommand command)
    {
        var refusal = Assert.IsType<Refusal>(Do(command));
        Assert.Empty(Last);
        return refusal.Rule;
    }

    private static int Weekdays(DateOnly from, DateOnly to)
    {
        var days = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                days++;
        return days;
    }
}
