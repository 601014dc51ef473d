using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Silo.Demo.Measures;

/// <summary>One step of an invented measure: so many days ago, at a minute of the morning that no other step of it has.</summary>
/// <param name="Make">The command; null where the letter desk issues.</param>
internal sealed record DemoStep(int DaysAgo, int Minute, Func<DemoMoment, MeasureCommand>? Make);

/// <param name="On">The day of the step.</param>
internal readonly record struct DemoMoment(Guid Id, DateTimeOffset At, DateOnly On);

/// <summary>An invented measure and how far it has come.</summary>
/// <param name="Name">Its ids are derived from it.</param>
/// <param name="Person">Place in the roster.</param>
/// <param name="Steps">In their order, after the draft.</param>
internal sealed record DemoMeasure(string Name, int Person, MeasureKind Kind, int DraftedDaysAgo, string Matter, IReadOnlyList<string> Codes, IReadOnlyList<DemoStep> Steps)
{
    /// <summary>For follow-ups: how many days ago they began to run.</summary>
    public int? StartedDaysAgo { get; init; }

    public bool IsPrincipal { get; init; }

    public string Handler { get; init; } = DemoStaff.First;
}

/// <summary>Accounts of the demonstration's office.</summary>
internal static class DemoStaff
{
    public const string First = "zhang.jd";
    public const string Second = "li.jd";
    public const string Deputy = "wang.fg";
    public const string Head = "zhao.bz";
    public const string Principal = "sun.sj";

    public static MeasureActor Of(string account) => new(account, new HashSet<string>
    {
        account switch
        {
            Deputy => MeasureRanks.DeputyHead,
            Head => MeasureRanks.DepartmentHead,
            Principal => MeasureRanks.CommitteePrincipal,
            _ => MeasureRanks.Supervisor,
        },
    });
}
