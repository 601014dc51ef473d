using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CadreWatch.Grains.Measures.Clocks;

namespace CadreWatch.Grains.Measures;

/// <summary>One time limit as shown; the unit always stands beside the figure.</summary>
/// <param name="Limit">Such as 15个工作日, with 未核实 where the figure's grade asks for it.</param>
/// <param name="MissingYear">The year whose calendar is not published; then <paramref name="DueOn"/> may be null.</param>
public sealed record DeadlineView(
    string Name,
    string Word,
    DateOnly Base,
    string Limit,
    string Source,
    string Article,
    string Grade,
    DateOnly? DueOn,
    int? MissingYear,
    DeadlineStanding Standing,
    string? ExtendedBy,
    int? ExtensionAsked,
    string Calendar);

/// <summary>The body of a measure's row: everything but names and texts.</summary>
public sealed record MeasureView(
    string Id,
    int Version,
    MeasureKind Kind,
    MeasureStage Stage,
    string Cadre,
    MeasureContent Content,
    IReadOnlyList<string> Chain,
    IReadOnlyList<Opinion> Opinions,
    MeetingRef? Meeting,
    DateOnly? StudiedOn,
    DateTimeOffset? ApprovedAt,
    int Round,
    MeasureMode? Mode,
    IReadOnlyList<IssuedPaper> Papers,
    DateOnly? IssuedOn,
    DateOnly? TalkedOn,
    DateOnly? ReceivedOn,
    bool ReceiptWasRefused,
    DateOnly? RepliedOn,
    Conclusion? Outcome,
    VisitResult? Visit,
    string? Choice,
    IReadOnlyList<DeadlineView> Deadlines,
    IReadOnlyList<Statement> Statements,
    IReadOnlyList<Scan> Scans,
    EffectEnd? EffectEnd,
    DateTimeOffset? EffectEndedAt,
    DateTimeOffset? EndedAt,
    IReadOnlyList<string> Debts,
    IReadOnlyList<MeasureStep> History)
{
    /// <summary>How a body is written and read: camelCase, codes as words, Chinese as it is.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static MeasureView Of(MeasureState s) => new(
        s.Id.ToString(), s.Version, s.Kind, s.Stage, s.Cadre, s.Content, s.Chain, s.Opinions, s.Meeting, s.StudiedOn, s.ApprovedAt, s.Round, s.Mode, s.Papers,
        s.IssuedOn, s.TalkedOn, s.ReceivedOn, s.ReceiptWasRefused, s.RepliedOn, s.Outcome, s.Visit, s.Choice, [.. s.Deadlines.Select(Of)], s.Statements, s.Scans,
        s.EffectEnd, s.EffectEndedAt, s.EndedAt, s.Debts, s.History);

    /// <summary>Reads a row's body.</summary>
    public static MeasureView Read(ReadOnlySpan<byte> body) => JsonSerializer.Deserialize<MeasureView>(body, Json)!;

    private static DeadlineView Of(MeasureDeadline d) => new(
        d.Name, DeadlineNames.Word(d.Name), d.Base, d.Limit.ToString(), d.Limit.Provision.Source, d.Limit.Provision.Article, d.Limit.Provision.Grade.ToString(),
        d.Schedule.DueOn, d.Schedule.MissingYear, d.Standing, d.Extension?.Limit.ToString(), d.Request?.Count, d.Schedule.Calendar);
}
