using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Grains.Numbers;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Journal.Tests.Events;

/// <summary>One event of each type of measures and number series, with every field filled.</summary>
internal static class MeasureEventSamples
{
    private static readonly DateTimeOffset At = new(2026, 9, 18, 2, 20, 0, TimeSpan.Zero);
    private static readonly Signature Sign = new(At, "xu", "guo");
    private static readonly string Hash = new('a', 64);
    private static readonly DateOnly On = new(2026, 9, 18);
    private static readonly TimeLimit Limit = new(15, "工作日", "measure.reply", new("实施细则", "第7条", Grade.S));

    private static readonly DeadlineSchedule Schedule = new(
        new(2026, 10, 15), 2027, At.AddDays(24), At.AddDays(28), [new("deputyHead", At.AddDays(29)), new("departmentHead", At.AddDays(30))], "2024–2026");

    private static readonly MeasureContent Content = new(
        "干部监督科", "xu", "U12",
        [new(BasisSource.Alert, "P2M8-77KA-0001", BasisStanding.Unverified, Secrecy.Confidential), new(BasisSource.Signal, new('b', 32), BasisStanding.Verified)],
        ["integrity"], "district", Secrecy.Confidential, 5, true, true, true, true, ["U12"], On, 71.5m, 18, 20, new('c', 32));

    public static IReadOnlyList<Event> All { get; } =
    [
        new MeasureDrafted(MeasureKind.Inquiry, "A001", Content, Hash, Sign),
        new MeasureRevised(Content, Hash, Sign),
        new MeasureSubmitted(["deputyHead", "departmentHead"], true, "2026-03", Content.Basis, Sign),
        new MeasureStudied(new("department", 2026, 12), On, Sign),
        new MeasureConsulted("U99", On, Hash, Sign),
        new MeasureOpined("deputyHead", true, Hash, Sign),
        new MeasureIssued(1, MeasureMode.Letter, On, [new(PaperKind.InquiryNotice, "inquiryNotice.1", "云组函〔2026〕17号", "云组函/2026/17", Hash, Hash, 2)], Sign),
        new TalkRecorded(new("guo", "deputyHead", "xu", At, true), On, Hash, Hash, Sign),
        new MeasureReceived(On, Sign),
        new ReceiptRefused(On, "xu", "shen", Sign),
        new MeasureReplied(On, "feng", Hash, Sign),
        new SelfExaminationRecorded(On, Hash, Sign),
        new MeasureConcluded(Conclusion.ToAdmonition, Hash, Sign),
        new MeasureVisited(On, VisitResult.NotCorrected, "stay", Hash, Sign),
        new MeasureArchived(Sign),
        new MeasureCancelled(Hash, Sign),
        new StatementRecorded(1, On, Hash, Sign),
        new StatementConsidered(1, StatementResult.PartlyAdopted, Hash, Sign),
        new MeasureClarified(Hash, Sign),
        new ErrorTolerated(new(true, true, true), Hash, Sign),
        new ScanAttached(PaperKind.Receipt, Hash, 1, Sign),
        new MeasureMoved("U2", "office-b", Sign),
        new MeasureSettled("signal:9", Sign),
        new DeadlineSet("reply", On, Limit, Schedule, Sign),
        new DeadlineMoved("reply", Schedule, true, Sign),
        new DeadlineWarned("reply", Sign),
        new DeadlineOverdue("reply", Sign),
        new DeadlineEscalated("reply", "deputyHead", Sign),
        new InfluenceExpired(On, Sign),
        new ExtensionRequested("reply", 5, Hash, Sign),
        new ExtensionDecided("reply", new(new(2026, 10, 15), Limit, Schedule), Hash, Sign),
        new NumberAllocated(17, "measure/paper", At, "xu"),
        new NumberVoided(17, "measure/paper", At, "system"),
    ];
}
