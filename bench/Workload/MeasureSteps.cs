using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Bench.Workload;

/// <summary>Invented reminders by talk, step by step: draft, submit, two opinions, issue, talk, visit, archive.</summary>
internal static class MeasureSteps
{
    /// <summary>Transitions in one life.</summary>
    public const int Count = 8;

    private static readonly MeasureActor Staff = Actor("supervisor", MeasureRanks.Supervisor);

    public static MeasureActor Actor(string account, string rank) => new(account, new HashSet<string> { rank });

    public static SealedText Text(string text) => SealedText.Of(text, new byte[16]);

    public static MeasureContent Content(DateOnly? startOn = null) => new(
        "district", "supervisor", "U1", startOn is null ? [new(BasisSource.Signal, new('1', 32), BasisStanding.Unverified)] : [], startOn is null ? ["duty"] : [], "district",
        Secrecy.Internal, StartOn: startOn);

    /// <param name="step">0 to <see cref="Count"/> − 1.</param>
    public static MeasureCommand Command(int step, DateTimeOffset at)
    {
        var (id, on) = (Guid.CreateVersion7(at), DateOnly.FromDateTime(at.AddHours(8).DateTime));
        return step switch
        {
            0 => new DraftMeasure(id, at, Staff, MeasureKind.Reminder, string.Create(CultureInfo.InvariantCulture, $"B{Random.Shared.Next(10_000):00000}"), Content(), Text("示例事项")),
            1 => new SubmitMeasure(id, at, Staff),
            2 => new OpineMeasure(id, at, Actor("deputy", MeasureRanks.DeputyHead), true),
            3 => new OpineMeasure(id, at, Actor("head", MeasureRanks.DepartmentHead), true),
            4 => new IssueMeasure(id, at, Staff, MeasureMode.Talk, on, []),
            5 => new RecordTalk(id, at, Staff, new("deputy", MeasureRanks.DeputyHead, "supervisor", at.AddMinutes(-30)), Text("谈话室"), Text("示例记录")),
            6 => new VisitMeasure(id, at, Staff, on, VisitResult.Corrected, Text("示例回访")),
            _ => new ArchiveMeasure(id, at, Staff),
        };
    }

    /// <summary>A 任职回访 that began to run on a day.</summary>
    public static DraftMeasure FollowUp(int i, DateOnly startOn, DateTimeOffset at) => new(
        Guid.CreateVersion7(at), at, MeasureActor.System, MeasureKind.PostVisit, string.Create(CultureInfo.InvariantCulture, $"B{i % 10_000:00000}"), Content(startOn), null);
}
