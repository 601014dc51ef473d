using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Numbers;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Journal.Events;

/// <summary>Stored names and versions of the events of measures and of their number series.</summary>
public static class MeasureEventContracts
{
    public static IReadOnlyList<EventContract> All { get; } =
    [
        EventContract.Current("measure.drafted", 1, MeasureJson.Compact.MeasureDrafted),
        EventContract.Current("measure.revised", 1, MeasureJson.Compact.MeasureRevised),
        EventContract.Current("measure.submitted", 1, MeasureJson.Compact.MeasureSubmitted),
        EventContract.Current("measure.studied", 1, MeasureJson.Compact.MeasureStudied),
        EventContract.Current("measure.consulted", 1, MeasureJson.Compact.MeasureConsulted),
        EventContract.Current("measure.opined", 1, MeasureJson.Compact.MeasureOpined),
        EventContract.Current("measure.issued", 1, MeasureJson.Compact.MeasureIssued),
        EventContract.Current("measure.talkRecorded", 1, MeasureJson.Compact.TalkRecorded),
        EventContract.Current("measure.received", 1, MeasureJson.Compact.MeasureReceived),
        EventContract.Current("measure.receiptRefused", 1, MeasureJson.Compact.ReceiptRefused),
        EventContract.Current("measure.replied", 1, MeasureJson.Compact.MeasureReplied),
        EventContract.Current("measure.selfExaminationRecorded", 1, MeasureJson.Compact.SelfExaminationRecorded),
        EventContract.Current("measure.concluded", 1, MeasureJson.Compact.MeasureConcluded),
        EventContract.Current("measure.visited", 1, MeasureJson.Compact.MeasureVisited),
        EventContract.Current("measure.archived", 1, MeasureJson.Compact.MeasureArchived),
        EventContract.Current("measure.cancelled", 1, MeasureJson.Compact.MeasureCancelled),
        EventContract.Current("measure.statementRecorded", 1, MeasureJson.Compact.StatementRecorded),
        EventContract.Current("measure.statementConsidered", 1, MeasureJson.Compact.StatementConsidered),
        EventContract.Current("measure.clarified", 1, MeasureJson.Compact.MeasureClarified),
        EventContract.Current("measure.errorTolerated", 1, MeasureJson.Compact.ErrorTolerated),
        EventContract.Current("measure.scanAttached", 1, MeasureJson.Compact.ScanAttached),
        EventContract.Current("measure.moved", 1, MeasureJson.Compact.MeasureMoved),
        EventContract.Current("measure.settled", 1, MeasureJson.Compact.MeasureSettled),
        EventContract.Current("measure.deadlineSet", 1, MeasureJson.Compact.DeadlineSet),
        EventContract.Current("measure.deadlineMoved", 1, MeasureJson.Compact.DeadlineMoved),
        EventContract.Current("measure.deadlineWarned", 1, MeasureJson.Compact.DeadlineWarned),
        EventContract.Current("measure.deadlineOverdue", 1, MeasureJson.Compact.DeadlineOverdue),
        EventContract.Current("measure.deadlineEscalated", 1, MeasureJson.Compact.DeadlineEscalated),
        EventContract.Current("measure.influenceExpired", 1, MeasureJson.Compact.InfluenceExpired),
        EventContract.Current("measure.extensionRequested", 1, MeasureJson.Compact.ExtensionRequested),
        EventContract.Current("measure.extensionDecided", 1, MeasureJson.Compact.ExtensionDecided),
        EventContract.Current("numbers.allocated", 1, MeasureJson.Compact.NumberAllocated),
        EventContract.Current("numbers.voided", 1, MeasureJson.Compact.NumberVoided),
    ];
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MeasureDrafted))]
[JsonSerializable(typeof(MeasureRevised))]
[JsonSerializable(typeof(MeasureSubmitted))]
[JsonSerializable(typeof(MeasureStudied))]
[JsonSerializable(typeof(MeasureConsulted))]
[JsonSerializable(typeof(MeasureOpined))]
[JsonSerializable(typeof(MeasureIssued))]
[JsonSerializable(typeof(TalkRecorded))]
[JsonSerializable(typeof(MeasureReceived))]
[JsonSerializable(typeof(ReceiptRefused))]
[JsonSerializable(typeof(MeasureReplied))]
[JsonSerializable(typeof(SelfExaminationRecorded))]
[JsonSerializable(typeof(MeasureConcluded))]
[JsonSerializable(typeof(MeasureVisited))]
[JsonSerializable(typeof(MeasureArchived))]
[JsonSerializable(typeof(MeasureCancelled))]
[JsonSerializable(typeof(StatementRecorded))]
[JsonSerializable(typeof(StatementConsidered))]
[JsonSerializable(typeof(MeasureClarified))]
[JsonSerializable(typeof(ErrorTolerated))]
[JsonSerializable(typeof(ScanAttached))]
[JsonSerializable(typeof(MeasureMoved))]
[JsonSerializable(typeof(MeasureSettled))]
[JsonSerializable(typeof(DeadlineSet))]
[JsonSerializable(typeof(DeadlineMoved))]
[JsonSerializable(typeof(DeadlineWarned))]
[JsonSerializable(typeof(DeadlineOverdue))]
[JsonSerializable(typeof(DeadlineEscalated))]
[JsonSerializable(typeof(InfluenceExpired))]
[JsonSerializable(typeof(ExtensionRequested))]
[JsonSerializable(typeof(ExtensionDecided))]
[JsonSerializable(typeof(NumberAllocated))]
[JsonSerializable(typeof(NumberVoided))]
internal sealed partial class MeasureJson : JsonSerializerContext
{
    public static MeasureJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        Converters =
        {
            new CodeConverter<MeasureKind>(), new CodeConverter<MeasureMode>(), new CodeConverter<BasisSource>(), new CodeConverter<BasisStanding>(),
            new CodeConverter<Secrecy>(), new CodeConverter<PaperKind>(), new CodeConverter<Conclusion>(), new CodeConverter<VisitResult>(),
            new CodeConverter<StatementResult>(), new JsonStringEnumConverter<Grade>(),
        },
    });
}
