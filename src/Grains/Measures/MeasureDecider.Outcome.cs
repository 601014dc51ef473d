using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Grains.Measures.Steps;

namespace CadreWatch.Grains.Measures;

public static partial class MeasureDecider
{
    private static readonly Conclusion[] OfInquiry =
        [Conclusion.Explained, Conclusion.AskAgain, Conclusion.Verify, Conclusion.ToReminder, Conclusion.ToAdmonition, Conclusion.Refer];

    private static readonly Conclusion[] OfVerification = [Conclusion.Substantiated, Conclusion.Unsubstantiated, Conclusion.Unclear];

    private static readonly Conclusion[] OfProbation = [Conclusion.Confirmed, Conclusion.Returned];

    /// <summary>The outcomes that a form knows; empty where it knows none.</summary>
    public static IReadOnlyList<Conclusion> ConclusionsOf(MeasureKind kind) => kind switch
    {
        MeasureKind.Inquiry => OfInquiry,
        MeasureKind.Verification => OfVerification,
        MeasureKind.ProbationEnd => OfProbation,
        _ => [],
    };

    private static Decision Conclude(MeasureCourse course, ConcludeMeasure command)
    {
        var state = course.State;
        if (!ConclusionsOf(state.Kind).Contains(command.Outcome))
            return Decision.Refuse("outcomeUnfit", $"{state.Kind.Word()}没有这一结果，请重新选定。", "outcome");
        if (state is { Kind: MeasureKind.Inquiry, Stage: MeasureStage.Received } && command.Outcome == Conclusion.Explained)
            return Decision.Refuse("replyMissing", "未收到书面回复，不能认定说明清楚。", "outcome");
        if (command.Outcome is Conclusion.Explained or Conclusion.Confirmed || command.Reason is not null)
            return course.Add(new MeasureConcluded(command.Outcome, command.Reason?.Hash ?? "", course.Sign), ("reason", command.Reason)).Reply();
        return Missing("reason", "须写明认定的理由。");
    }

    private static Decision Visit(MeasureCourse course, VisitMeasure command)
    {
        var kind = course.State.Kind;
        if (command.On > course.Today)
            return Future("on");
        if (command.Note is null)
            return Missing("note", "须写明回访情况。");
        if (kind is MeasureKind.Reminder or MeasureKind.Admonition == (command.Result == VisitResult.Held))
            return Decision.Refuse("resultUnfit", kind is MeasureKind.Reminder or MeasureKind.Admonition ? "须认定是否已改正。" : "此类回访不认定改正情况。", "result");
        if (kind == MeasureKind.PostVisit && (command.Choice is not { } choice || MeasurePolicy.Shipped.Item("statements", choice) is null))
            return Decision.Refuse("choiceMissing", "缺少领导干部自述表中的意向，请从清单中选定。", "choice");
        var stated = kind == MeasureKind.PostVisit ? command.Choice : null;
        return course.Add(new MeasureVisited(command.On, command.Result, stated, command.Note.Hash, course.Sign), ("note", command.Note)).Reply();
    }

    private static Decision State(MeasureCourse course, RecordStatement command) =>
        command.On > course.Today
            ? Future("on")
            : course.Add(new StatementRecorded(course.State.Statements.Count + 1, command.On, command.Text.Hash, course.Sign), ("statement", command.Text)).Reply();

    private static Decision Consider(MeasureCourse course, ConsiderStatement command)
    {
        if (!course.State.Statements.Any(statement => statement.Number == command.Number && statement.Result is null))
            return Decision.Refuse("noStatement", "没有待研究的这份陈述申辩。", "number");
        return command.Reason is null
            ? Missing("reason", "须写明研究结果和理由。")
            : course.Add(new StatementConsidered(command.Number, command.Result, command.Reason.Hash, course.Sign), ("reason", command.Reason)).Reply();
    }

    private static Decision Clarify(MeasureCourse course, ClarifyMeasure command) =>
        command.Reason is null
            ? Missing("reason", "澄清须写明理由。")
            : course.Add(new MeasureClarified(command.Reason.Hash, course.Sign), ("reason", command.Reason)).Reply();

    private static Decision Tolerate(MeasureCourse course, TolerateError command)
    {
        if (command.Reason is null)
            return Missing("reason", "认定容错须写明理由。");
        return command.Found is { ForPublic: true, Mistake: true, Daring: true }
            ? course.Add(new ErrorTolerated(command.Found, command.Reason.Hash, course.Sign), ("reason", command.Reason)).Reply()
            : Decision.Refuse("distinctionFails", "容错须同时符合三个区分：为公而非徇私、失误而非失职、敢为而非乱为。", "found");
    }

    private static Decision Attach(MeasureCourse course, AttachScan command)
    {
        if (command.Hash.Length != 64 || command.Hash.Any(c => !char.IsAsciiHexDigitLower(c)) || command.Pages < 1)
            return Decision.Refuse("hashInvalid", "扫描件须有页数和 SHA-256 摘要。", "hash");
        return course.State.Scans.Any(scan => scan.Hash == command.Hash)
            ? Decision.NoChange(new MeasureReply(course.State.Id, course.State.Version, course.State.Stage))
            : course.Add(new ScanAttached(command.Kind, command.Hash, command.Pages, course.Sign)).Reply();
    }

    private static Decision RequestExtension(MeasureCourse course, RequestExtension command)
    {
        if (course.State.Deadline(command.Deadline) is not { } deadline || !StepRules.IsExtensible(deadline))
            return Decision.Refuse("nothingToExtend", "没有这项可以延期的时限；已逾期或者已延期的不再延期。", "deadline");
        if (command.Reason is null)
            return Missing("reason", "申请延期须写明理由。");
        if (Longest(course, command.Deadline) is not { } longest || command.Count < 1 || command.Count > longest.Count)
            return Decision.Refuse("extensionTooLong", $"{Clocks.DeadlineNames.Word(command.Deadline)}最长可延{Longest(course, command.Deadline)?.ToString() ?? "0"}。", "count");
        return course.Add(new ExtensionRequested(command.Deadline, command.Count, command.Reason.Hash, course.Sign), ("reason", command.Reason)).Reply();
    }
}
