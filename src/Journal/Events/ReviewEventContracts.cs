using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Grains.JointReviews.Populations;
using CadreWatch.Grains.Meetings;
using CadreWatch.Grains.Provisions;
using CadreWatch.Grains.Templates;

namespace CadreWatch.Journal.Events;

/// <summary>Stored names and versions of the events of joint review: rounds, saved populations, the units' sheets, meetings, and the office's template of minutes.</summary>
public static class ReviewEventContracts
{
    public static IReadOnlyList<EventContract> All { get; } =
    [
        EventContract.Current("review.opened", 1, ReviewJson.Compact.RoundOpened),
        EventContract.Current("review.requestIssued", 1, ReviewJson.Compact.RequestIssued),
        EventContract.Current("review.liaisonReplaced", 1, ReviewJson.Compact.LiaisonReplaced),
        EventContract.Current("review.unitsChased", 1, ReviewJson.Compact.UnitsChased),
        EventContract.Current("review.knowingChanged", 1, ReviewJson.Compact.KnowingChanged),
        EventContract.Current("review.closed", 1, ReviewJson.Compact.RoundClosed),
        EventContract.Current("review.chaseLetterIssued", 1, ReviewJson.Compact.ChaseLetterIssued),
        EventContract.Current("population.saved", 1, ReviewJson.Compact.PopulationSaved),
        EventContract.Current("population.discarded", 1, ReviewJson.Compact.PopulationDiscarded),
        EventContract.Current("opinions.opened", 1, ReviewJson.Compact.SheetOpened),
        EventContract.Current("opinions.liaisonReplaced", 1, ReviewJson.Compact.SheetLiaisonReplaced),
        EventContract.Current("opinions.opinionEntered", 1, ReviewJson.Compact.OpinionEntered),
        EventContract.Current("opinions.opinionConfirmed", 1, ReviewJson.Compact.OpinionConfirmed),
        EventContract.Current("opinions.opinionReturned", 1, ReviewJson.Compact.OpinionReturned),
        EventContract.Current("opinions.recusalDeclared", 1, ReviewJson.Compact.RecusalDeclared),
        EventContract.Current("opinions.recusalEnded", 1, ReviewJson.Compact.RecusalEnded),
        EventContract.Current("opinions.extensionAsked", 1, ReviewJson.Compact.ExtensionAsked),
        EventContract.Current("opinions.extensionDecided", 1, ReviewJson.Compact.ExtensionDecided),
        EventContract.Current("opinions.dayPassed", 1, ReviewJson.Compact.SheetDayPassed),
        EventContract.Current("opinions.clockSet", 1, ReviewJson.Compact.SheetClockSet),
        EventContract.Current("opinions.closed", 1, ReviewJson.Compact.SheetClosed),
        EventContract.Current("meeting.called", 1, ReviewJson.Compact.MeetingCalled),
        EventContract.Current("meeting.participantInvited", 1, ReviewJson.Compact.ParticipantInvited),
        EventContract.Current("meeting.participantRemoved", 1, ReviewJson.Compact.ParticipantRemoved),
        EventContract.Current("meeting.agendaSet", 1, ReviewJson.Compact.AgendaSet),
        EventContract.Current("meeting.itemRecusalRecorded", 1, ReviewJson.Compact.ItemRecusalRecorded),
        EventContract.Current("meeting.materialFrozen", 1, ReviewJson.Compact.MaterialFrozen),
        EventContract.Current("meeting.started", 1, ReviewJson.Compact.MeetingStarted),
        EventContract.Current("meeting.signedIn", 1, ReviewJson.Compact.SignedIn),
        EventContract.Current("meeting.letIn", 1, ReviewJson.Compact.LetIn),
        EventContract.Current("meeting.leftRoom", 1, ReviewJson.Compact.LeftRoom),
        EventContract.Current("meeting.itemShown", 1, ReviewJson.Compact.ItemShown),
        EventContract.Current("meeting.presentingHandedOver", 1, ReviewJson.Compact.PresentingHandedOver),
        EventContract.Current("meeting.maskSet", 1, ReviewJson.Compact.MaskSet),
        EventContract.Current("meeting.conclusionRecorded", 1, ReviewJson.Compact.ConclusionRecorded),
        EventContract.Current("meeting.dissentRecorded", 1, ReviewJson.Compact.DissentRecorded),
        EventContract.Current("meeting.matterAssigned", 1, ReviewJson.Compact.MatterAssigned),
        EventContract.Current("meeting.matterFellOverdue", 1, ReviewJson.Compact.MatterFellOverdue),
        EventContract.Current("meeting.matterSettled", 1, ReviewJson.Compact.MatterSettled),
        EventContract.Current("meeting.ended", 1, ReviewJson.Compact.MeetingEnded),
        EventContract.Current("meeting.minutesDrafted", 1, ReviewJson.Compact.MinutesDrafted),
        EventContract.Current("meeting.minutesConfirmed", 1, ReviewJson.Compact.MinutesConfirmed),
        EventContract.Current("meeting.copyIssued", 1, ReviewJson.Compact.CopyIssued),
        EventContract.Current("meeting.lateInformationNoted", 1, ReviewJson.Compact.LateInformationNoted),
        EventContract.Current("meeting.lateInformationSettled", 1, ReviewJson.Compact.LateInformationSettled),
        EventContract.Current("meeting.appointmentNoted", 1, ReviewJson.Compact.AppointmentNoted),
        EventContract.Current("meeting.watchGivenUp", 1, ReviewJson.Compact.WatchGivenUp),
        EventContract.Current("meeting.watchEnded", 1, ReviewJson.Compact.WatchEnded),
        EventContract.Current("template.replaced", 1, ReviewJson.Compact.TemplateReplaced),
        EventContract.Current("template.dropped", 1, ReviewJson.Compact.TemplateDropped),
    ];
}

/// <summary>Generated metadata, written as <see cref="DomainEventJson"/> writes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RoundOpened))]
[JsonSerializable(typeof(RequestIssued))]
[JsonSerializable(typeof(LiaisonReplaced))]
[JsonSerializable(typeof(UnitsChased))]
[JsonSerializable(typeof(KnowingChanged))]
[JsonSerializable(typeof(RoundClosed))]
[JsonSerializable(typeof(ChaseLetterIssued))]
[JsonSerializable(typeof(PopulationSaved))]
[JsonSerializable(typeof(PopulationDiscarded))]
[JsonSerializable(typeof(SheetOpened))]
[JsonSerializable(typeof(SheetLiaisonReplaced))]
[JsonSerializable(typeof(OpinionEntered))]
[JsonSerializable(typeof(OpinionConfirmed))]
[JsonSerializable(typeof(OpinionReturned))]
[JsonSerializable(typeof(RecusalDeclared))]
[JsonSerializable(typeof(RecusalEnded))]
[JsonSerializable(typeof(ExtensionAsked))]
[JsonSerializable(typeof(ExtensionDecided))]
[JsonSerializable(typeof(SheetDayPassed))]
[JsonSerializable(typeof(SheetClockSet))]
[JsonSerializable(typeof(SheetClosed))]
[JsonSerializable(typeof(MeetingCalled))]
[JsonSerializable(typeof(ParticipantInvited))]
[JsonSerializable(typeof(ParticipantRemoved))]
[JsonSerializable(typeof(AgendaSet))]
[JsonSerializable(typeof(ItemRecusalRecorded))]
[JsonSerializable(typeof(MaterialFrozen))]
[JsonSerializable(typeof(MeetingStarted))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(LetIn))]
[JsonSerializable(typeof(LeftRoom))]
[JsonSerializable(typeof(ItemShown))]
[JsonSerializable(typeof(PresentingHandedOver))]
[JsonSerializable(typeof(MaskSet))]
[JsonSerializable(typeof(ConclusionRecorded))]
[JsonSerializable(typeof(DissentRecorded))]
[JsonSerializable(typeof(MatterAssigned))]
[JsonSerializable(typeof(MatterFellOverdue))]
[JsonSerializable(typeof(MatterSettled))]
[JsonSerializable(typeof(MeetingEnded))]
[JsonSerializable(typeof(MinutesDrafted))]
[JsonSerializable(typeof(MinutesConfirmed))]
[JsonSerializable(typeof(CopyIssued))]
[JsonSerializable(typeof(LateInformationNoted))]
[JsonSerializable(typeof(LateInformationSettled))]
[JsonSerializable(typeof(AppointmentNoted))]
[JsonSerializable(typeof(WatchGivenUp))]
[JsonSerializable(typeof(WatchEnded))]
[JsonSerializable(typeof(TemplateReplaced))]
[JsonSerializable(typeof(TemplateDropped))]
internal sealed partial class ReviewJson : JsonSerializerContext
{
    public static ReviewJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        Converters =
        {
            new SignalKeyConverter(), new Digest16Converter(), new CodeConverter<NegativeClass>(), new CodeConverter<OpinionAnswer>(), new CodeConverter<SignalStatus>(),
            new CodeConverter<Responsibility>(), new CodeConverter<Secrecy>(), new CodeConverter<ItemKind>(), new CodeConverter<PieceKind>(), new JsonStringEnumConverter<Grade>(),
        },
    });
}
