using System.Security.Cryptography;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Clocks;

namespace CadreWatch.Silo.Demo.Measures;

/// <summary>The steps that invented measures are told with.</summary>
internal static class DemoSteps
{
    public static IEnumerable<DemoStep> Submitted(int ago) => [Step(ago, 10, m => new SubmitMeasure(m.Id, m.At, Staff))];

    public static IEnumerable<DemoStep> Agreed(int ago, params string[] by) =>
        by.Select((account, i) => Step(ago, 20 + i, m => new OpineMeasure(m.Id, m.At, DemoStaff.Of(account), true, Text("同意。"))));

    /// <summary>Submitted and agreed to by the two heads within two days.</summary>
    public static IEnumerable<DemoStep> Approved(int ago) => [.. Submitted(ago + 1), .. Agreed(ago, DemoStaff.Deputy, DemoStaff.Head)];

    /// <summary>The longer chain of an admonition, with the department's meeting between the first and the second opinion.</summary>
    public static IEnumerable<DemoStep> ApprovedByAll(int ago) =>
        [.. Studied(ago), .. Agreed(ago + 1, DemoStaff.Head), .. Agreed(ago, DemoStaff.Principal)];

    public static IEnumerable<DemoStep> Studied(int ago) =>
    [
        .. Submitted(ago + 4), .. Agreed(ago + 3, DemoStaff.Deputy),
        Step(ago + 2, 30, m => new StudyMeasure(m.Id, m.At, Staff, new("department", m.On.Year, (m.On.DayOfYear / 14) + 1), m.On)),
    ];

    public static IEnumerable<DemoStep> ByLetter(int ago) => [new(ago, 40, null)];

    public static IEnumerable<DemoStep> ByTalk(int ago, string talker, string rank, string record) =>
    [
        Step(ago, 41, m => new IssueMeasure(m.Id, m.At, Staff, MeasureMode.Talk, m.On, [])),
        Talk(ago, talker, rank, record),
    ];

    public static DemoStep Talk(int ago, string talker, string rank, string record) => Step(ago, 50, m => new RecordTalk(
        m.Id, m.At, Staff, new(talker, rank, DemoStaff.First, m.At.AddMinutes(-30)), Text("区委组织部谈话室（示例）"), Text(record)));

    public static IEnumerable<DemoStep> Received(int ago) => [Step(ago, 55, m => new ReceiveMeasure(m.Id, m.At, Staff, m.On))];

    public static IEnumerable<DemoStep> Refused(int ago) => [Step(ago, 55, m => new RefuseReceipt(m.Id, m.At, Staff, m.On, DemoStaff.First, DemoStaff.Second))];

    public static IEnumerable<DemoStep> Replied(int ago, string text, string? counterSigner = "YJ-00019") =>
        [Step(ago, 60, m => new ReplyMeasure(m.Id, m.At, Staff, m.On, counterSigner, Text(text)))];

    public static IEnumerable<DemoStep> Examined(int ago) => [Step(ago, 61, m => new RecordSelfExamination(m.Id, m.At, Staff, m.On, Text("已提交书面检查（示例）。")))];

    public static IEnumerable<DemoStep> Concluded(int ago, Conclusion outcome, string reason) =>
        [Step(ago, 65, m => new ConcludeMeasure(m.Id, m.At, DemoStaff.Of(DemoStaff.Deputy), outcome, Text(reason)))];

    public static IEnumerable<DemoStep> Visited(int ago, VisitResult result, string note) => [Step(ago, 70, m => new VisitMeasure(m.Id, m.At, Staff, m.On, result, Text(note)))];

    public static IEnumerable<DemoStep> Archived(int ago) => [Step(ago, 75, m => new ArchiveMeasure(m.Id, m.At, Staff))];

    public static IEnumerable<DemoStep> Cancelled(int ago, string reason) => [Step(ago, 76, m => new CancelMeasure(m.Id, m.At, DemoStaff.Of(DemoStaff.Head), Text(reason)))];

    public static IEnumerable<DemoStep> ExtensionAsked(int ago, int days) =>
        [Step(ago, 80, m => new RequestExtension(m.Id, m.At, Staff, DeadlineNames.Reply, days, Text("本人外出参加培训，申请延期回复（示例）。")))];

    public static IEnumerable<DemoStep> Stated(int ago, string text) => [Step(ago, 81, m => new RecordStatement(m.Id, m.At, Staff, m.On, Text(text)))];

    public static SealedText Text(string text) => SealedText.Of(text, RandomNumberGenerator.GetBytes(16));

    private static MeasureActor Staff { get; } = DemoStaff.Of(DemoStaff.First);

    private static DemoStep Step(int ago, int minute, Func<DemoMoment, MeasureCommand> make) => new(ago, minute, make);
}
