using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Calendars;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Provisions;
using CadreWatch.Grains.Tests.Policies;

namespace CadreWatch.Grains.Tests.JointReviews;

/// <summary>One round and its sheets through their commands; the letters reach the sheets as the reactor would carry them.</summary>
internal sealed class ReviewCase
{
    public static readonly DateTimeOffset Start = At(2026, 9, 18, 9);
    public static readonly Policy Policy = DistrictPolicy.Current with
    {
        Parameters =
        [
            .. DistrictPolicy.Current.Parameters, P(ReviewPolicy.FewestUnits, 8), P(ReviewPolicy.MostUnits, 23), P(ReviewPolicy.ReplyDays, 10),
            P(ReviewPolicy.ExtensionDays, 5), P(ReviewPolicy.ValidMonths, 6), P(ReviewPolicy.ProbationMonths, 12),
        ],
    };

    private static readonly WorkCalendar Calendar = new(CalendarFile.Shipped);
    private static readonly SheetGrain SheetKind = new();
    private int commands;

    public ReviewCase(int people = 4, int units = 8)
    {
        People = [.. Enumerable.Range(1, people).Select(i => $"A{i:000}")];
        Members = [.. Enumerable.Range(1, units).Select(Unit)];
    }

    public IReadOnlyList<string> People { get; }

    public IReadOnlyList<MemberUnit> Members { get; }

    public RoundState Round { get; private set; } = new("r1");

    public Dictionary<string, SheetState> Sheets { get; } = [];

    public List<Event> Last { get; private set; } = [];

    public List<RowChange> LastRows { get; private set; } = [];

    public DateTimeOffset Now { get; set; } = Start;

    public Judgement Judgement { get; set; } = Judge(Policy);

    public SheetState First => Sheets["u1"];

    public static Judgement Judge(Policy policy) =>
        new(policy, _ => policy, "2026", (from, to) => WorkingDays.Between(Calendar, from, to), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public static DateTimeOffset At(int year, int month, int day, int hour = 0) => new(new DateTime(year, month, day, hour, 0, 0), TimeSpan.FromHours(8));

    public static MemberUnit Unit(int number) =>
        new($"u{number}", $"单位{number}", $"a{number}", $"b{number}", "audit", Secrecy.Confidential, [NegativeClass.SpecialSupervision]);

    public static SealedText Sealed(string text) => SealedText.Of(text, new byte[16]);

    public static FactEntry Fact(DateOnly? on = null, string text = "工程变更未按规定报批", NegativeClass @class = NegativeClass.SpecialSupervision, SignalStatus status = SignalStatus.Substantiated) =>
        new(@class, on ?? new(2025, 11, 20), on ?? new(2025, 11, 20), status, Responsibility.Leadership, Sealed(text), Sealed("审计报告"));

    public static OpinionEntry Entry(string cadre, OpinionAnswer answer = OpinionAnswer.NoObjection, params FactEntry[] facts) =>
        new(cadre, answer, facts, Digest16.Of([cadre, answer.ToString(), .. facts.Select(f => f.Text.Hash)]));

    public Guid NextId() => new(++commands, 0, 0, new byte[8]);

    public object Do(RoundCommand command)
    {
        var decision = RoundDecider.Decide(Round, command, Judgement);
        Last = [.. decision.Events];
        var before = Round;
        foreach (var e in Last)
            Round = RoundState.Apply(Round, (RoundEvent)e);
        LastRows = [.. new RoundGrain().Rows(RoundGrain.IdOf("r1"), before, Round, decision.Texts)];
        return decision.Reply;
    }

    public object Do(SheetCommand command, string unit = "u1")
    {
        var before = Sheets.GetValueOrDefault(unit) ?? SheetKind.Empty(SheetGrain.IdOf("r1", unit));
        var decision = SheetDecider.Decide(before, command, Judgement);
        Last = [.. decision.Events];
        Sheets[unit] = Last.Aggregate(before, (s, e) => SheetState.Apply(s, (SheetEvent)e));
        LastRows = [.. SheetKind.Rows(SheetGrain.IdOf("r1", unit), before, Sheets[unit], decision.Texts)];
        return decision.Reply;
    }

    public OpenRound Opening(IReadOnlyList<string>? people = null) =>
        new(NextId(), Now, "xu", 2026, 3, people ?? People, Members, ["shen"]);

    /// <summary>Opens the round and brings every unit its letter.</summary>
    public ReviewCase Issue()
    {
        Do(Opening());
        Do(new IssueRequests(NextId(), Now, "xu", [.. Members.Select((m, i) => new UnitLetter(m.Id, $"示组督函〔2026〕{i + 1}号"))]));
        foreach (var unit in Round.Units)
            Do(new OpenSheet(NextId(), Now, "system", unit.Unit, Round.People, unit.Letter!, unit.IssuedOn!.Value, unit.DueOn!.Value), unit.Unit.Id);
        return this;
    }

    /// <summary>Chases u1.</summary>
    public ChaseUnits Chase(string number, params string[] open) => new(NextId(), Now, "xu", [new("u1", number, open)]);

    public object Enter(string by, params OpinionEntry[] entries) => Do(new EnterOpinions(NextId(), Now, by, entries));

    public object Confirm(string by, params string[] cadres) =>
        Do(new ConfirmOpinions(NextId(), Now, by, [.. cadres.Select(c => new PendingCell(c, First.CellOf(c).Revisions))]));

    /// <summary>Lets the sheet's deadline fall due at an instant.</summary>
    public void Pass(DateTimeOffset at)
    {
        Now = at;
        Do(new SheetClockDue(NextId(), at, "system"));
    }

    private static PolicyParameter P(string code, decimal value) => new(code, code, value, "日", new Provision("示例联审规则", "第4条", Grade.U), new(2000, 1, 1));
}
