using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Journal.Events;

/// <summary>Stored names and versions of the events of cadres.</summary>
public static class CadreEventContracts
{
    public static IReadOnlyList<EventContract> All { get; } =
    [
        EventContract.Current("cadre.rosterRecorded", 1, DomainEventJson.Compact.RosterRecorded),
        EventContract.Current("cadre.signalRecorded", 1, DomainEventJson.Compact.SignalRecorded),
        EventContract.Current("cadre.signalRevised", 1, DomainEventJson.Compact.SignalRevised),
        EventContract.Current("cadre.signalHistoryRecorded", 1, DomainEventJson.Compact.SignalHistoryRecorded),
        EventContract.Current("cadre.attributionAsked", 1, DomainEventJson.Compact.AttributionAsked),
        EventContract.Current("cadre.attributionDecided", 1, DomainEventJson.Compact.AttributionDecided),
        EventContract.Current("cadre.excellenceBarred", 1, DomainEventJson.Compact.ExcellenceBarred),
        EventContract.Current("cadre.excellenceBarLifted", 1, DomainEventJson.Compact.ExcellenceBarLifted),
        EventContract.Current("cadre.useJudgementRecorded", 1, DomainEventJson.Compact.UseJudgementRecorded),
        EventContract.Current("cadre.factorJudged", 1, DomainEventJson.Compact.FactorJudged),
        EventContract.Current("cadre.patternWatched", 1, DomainEventJson.Compact.PatternWatched),
        EventContract.Current("cadre.alertRaised", 1, DomainEventJson.Compact.AlertRaised),
        EventContract.Current("cadre.alertUpdated", 1, DomainEventJson.Compact.AlertUpdated),
        EventContract.Current("cadre.alertLevelRaised", 1, DomainEventJson.Compact.AlertLevelRaised),
        EventContract.Current("cadre.alertLevelLowered", 1, DomainEventJson.Compact.AlertLevelLowered),
        EventContract.Current("cadre.alertAcknowledged", 1, DomainEventJson.Compact.AlertAcknowledged),
        EventContract.Current("cadre.alertAssigned", 1, DomainEventJson.Compact.AlertAssigned),
        EventContract.Current("cadre.alertSnoozed", 1, DomainEventJson.Compact.AlertSnoozed),
        EventContract.Current("cadre.alertWoken", 1, DomainEventJson.Compact.AlertWoken),
        EventContract.Current("cadre.alertDismissed", 1, DomainEventJson.Compact.AlertDismissed),
        EventContract.Current("cadre.alertClosed", 1, DomainEventJson.Compact.AlertClosed),
        EventContract.Current("cadre.alertEscalated", 1, DomainEventJson.Compact.AlertEscalated),
        EventContract.Current("cadre.alertMerged", 1, DomainEventJson.Compact.AlertMerged),
        EventContract.Current("cadre.alertWithdrawn", 1, DomainEventJson.Compact.AlertWithdrawn),
    ];
}

/// <summary>Stored names and versions of the events of the policy.</summary>
public static class PolicyEventContracts
{
    public static IReadOnlyList<EventContract> All { get; } =
    [
        EventContract.Current("policy.proposed", 1, DomainEventJson.Compact.PolicyProposed),
        EventContract.Current("policy.approved", 1, DomainEventJson.Compact.PolicyApproved),
        EventContract.Current("policy.rejected", 1, DomainEventJson.Compact.PolicyRejected),
    ];
}

/// <summary>Generated metadata: camelCase, no blanks, nulls and false flags left out as far as a default says them, Chinese as it is.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RosterRecorded))]
[JsonSerializable(typeof(SignalRecorded))]
[JsonSerializable(typeof(SignalRevised))]
[JsonSerializable(typeof(SignalHistoryRecorded))]
[JsonSerializable(typeof(AttributionAsked))]
[JsonSerializable(typeof(AttributionDecided))]
[JsonSerializable(typeof(ExcellenceBarred))]
[JsonSerializable(typeof(ExcellenceBarLifted))]
[JsonSerializable(typeof(UseJudgementRecorded))]
[JsonSerializable(typeof(FactorJudged))]
[JsonSerializable(typeof(PatternWatched))]
[JsonSerializable(typeof(AlertRaised))]
[JsonSerializable(typeof(AlertUpdated))]
[JsonSerializable(typeof(AlertLevelRaised))]
[JsonSerializable(typeof(AlertLevelLowered))]
[JsonSerializable(typeof(AlertAcknowledged))]
[JsonSerializable(typeof(AlertAssigned))]
[JsonSerializable(typeof(AlertSnoozed))]
[JsonSerializable(typeof(AlertWoken))]
[JsonSerializable(typeof(AlertDismissed))]
[JsonSerializable(typeof(AlertClosed))]
[JsonSerializable(typeof(AlertEscalated))]
[JsonSerializable(typeof(AlertMerged))]
[JsonSerializable(typeof(AlertWithdrawn))]
[JsonSerializable(typeof(PolicyProposed))]
[JsonSerializable(typeof(PolicyApproved))]
[JsonSerializable(typeof(PolicyRejected))]
internal sealed partial class DomainEventJson : JsonSerializerContext
{
    public static DomainEventJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        Converters =
        {
            new SignalKeyConverter(), new AlertIdConverter(), new Digest16Converter(),
            new CodeConverter<SignalStatus>(), new CodeConverter<Secrecy>(), new CodeConverter<Responsibility>(), new CodeConverter<NominatorKind>(),
            new CodeConverter<ConditionResult>(), new CodeConverter<AlertOutcome>(), new CodeConverter<WithdrawalReason>(), new JsonStringEnumConverter<Grade>(),
        },
    });
}
