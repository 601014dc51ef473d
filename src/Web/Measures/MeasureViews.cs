using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Steps;
using CadreWatch.Web.Gates;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Measures;

/// <param name="State">running (default), all, or a stage: draft, underReview, pendingApproval, approved, issued, received, replied, followUpDue, concluded, archived or cancelled.</param>
/// <param name="Mine">Only what the viewer handles.</param>
/// <param name="Overdue">Only what has a deadline overdue.</param>
/// <param name="Limit">1 to 200, 100 unless given.</param>
internal sealed record MeasureListQuery(string? State, bool? Mine, bool? Overdue, int? Limit, string? Cursor)
{
    public string Canonical => $"state={State ?? "running"} mine={Mine == true} overdue={Overdue == true}";
}

/// <param name="NextCursor">For the next page; null on the last.</param>
public sealed record MeasurePage(IReadOnlyList<MeasureItem> Items, string? NextCursor);

/// <summary>One measure in a list.</summary>
/// <param name="Number">文号; null before it has one.</param>
/// <param name="Due">The open deadline that ends first; null where none runs.</param>
public sealed record MeasureItem(
    string Id, string Cadre, PersonView Person, MeasureKind Kind, string KindWord, MeasureStage Stage, string StageWord, string? Number, string Office, string Handler,
    CadreWatch.Grains.Cadres.Secrecy Secrecy, bool Overdue, DueView? Due, DateTimeOffset ChangedAt, long Version);

/// <summary>One time limit with what is left of it.</summary>
/// <param name="Limit">Such as 15个工作日, with 未核实 where its grade asks for it.</param>
/// <param name="DueOn">The last day; null where a year's calendar is not published.</param>
/// <param name="Left">How many <paramref name="Unit"/> are left, negative where it is overdue; null where nobody can tell.</param>
/// <param name="Unit">工作日 or 日.</param>
/// <param name="Standing">running, warned, overdue, uncounted, met, ended or expired.</param>
/// <param name="ExtensionUnit">工作日, 日 or 月 of an extension; null where the policy knows none.</param>
/// <param name="Days">The days it runs over, where it counts working days and is short enough to show.</param>
public sealed record DueView(
    string Name, string Word, DateOnly Base, string Limit, ProvisionView Provision, DateOnly? DueOn, int? MissingYear, string Standing, int? Left, string Unit,
    string? ExtendedBy, int? ExtensionAsked, string? ExtensionUnit, IReadOnlyList<DueDayView> Days);

/// <param name="Working">Null where the year's calendar is not published.</param>
public sealed record DueDayView(DateOnly On, bool? Working);


/// <summary>One alert or signal that a measure rests on, as far as the viewer sees it.</summary>
/// <param name="Id">Id of the alert, or opaque id of the signal.</param>
/// <param name="Name">The pattern, or the kind of the signal.</param>
/// <param name="Standing">verified, unverified or modelOnly, as it stands now; null where it was cleared since.</param>
public sealed record BasisView(BasisSource Source, string Id, string Name, string? Category, DateOnly? On, BasisStanding? Standing);

/// <summary>A text of the measure under the version that brought it.</summary>
public sealed record MeasureText(int Version, string Field, string Text);

/// <summary>An issued paper; the file is at <c>letter?document=</c>.</summary>
/// <param name="Differs">The paper would say something else if it were issued now; null where that cannot be told.</param>
public sealed record PaperView(PaperKind Kind, string Title, string Document, string? Number, string FileHash, int Copies, bool? Differs);

/// <summary>A measure with its whole history.</summary>
/// <param name="Codes">Names of its aspects, situations or grounds.</param>
/// <param name="Matter">The matter as last written.</param>
/// <param name="SecrecyMark">秘密★5年; empty for what is not classified.</param>
/// <param name="Meeting">Which meeting studied it.</param>
/// <param name="Line">The stages that this kind goes through, in their order.</param>
/// <param name="Chain">The ranks that agree in turn; empty before it was put up.</param>
/// <param name="Names">Names of the accounts that stand in it.</param>
public sealed record MeasureDetail(
    MeasureItem Item, IReadOnlyList<string> Codes, string? Matter, string SecrecyMark, string? Meeting, DateOnly? StudiedOn, bool IsPrincipal, bool CoManaged, bool Urgent,
    MeasureMode? Mode, DateOnly? IssuedOn, DateOnly? ReceivedOn, bool ReceiptRefused, Conclusion? Outcome, VisitResult? Visit, EffectEnd? EffectEnd, string? Origin,
    IReadOnlyList<StageView> Line, IReadOnlyList<RankView> Chain, IReadOnlyList<DueView> Deadlines, IReadOnlyList<PaperView> Papers, IReadOnlyList<BasisView> Basis,
    IReadOnlyList<Statement> Statements, IReadOnlyList<Scan> Scans, IReadOnlyList<MeasureStep> History, IReadOnlyList<MeasureText> Texts,
    IReadOnlyDictionary<string, string> Names);

/// <param name="Done">Behind the measure or where it stands.</param>
/// <param name="At">When it came there; null where it has not.</param>
public sealed record StageView(MeasureStage Stage, string Word, bool Done, DateTimeOffset? At, string? By);

/// <param name="By">Who agreed; null where it is still to come.</param>
public sealed record RankView(string Rank, string Word, string? By, DateTimeOffset? At);

/// <summary>What the viewer can do now, and what not, why, and who may.</summary>
public sealed record ActionsView(string Measure, int Version, IReadOnlyList<ActionView> Actions);

/// <param name="OnBehalfOf">The account whose lent right an act would use; null for one's own.</param>
public sealed record ActionView(MeasureAction Action, string? OnBehalfOf);

/// <summary>The lists that forms choose from.</summary>
/// <param name="Kinds">Kinds that a person drafts.</param>
public sealed record MeasureWordsView(IReadOnlyList<KindView> Kinds, IReadOnlyList<ListView> Lists, IReadOnlyList<WordView> Ranks);

/// <param name="List">The list its codes come from; null for a kind without codes.</param>
public sealed record KindView(string Code, string Word, string? List, bool HasLetter, bool HasTalk);

public sealed record ListView(string List, string Name, IReadOnlyList<WordView> Items);

public sealed record WordView(string Code, string Word);

/// <summary>本月要办: what falls due until the end of a month, by the account responsible.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Days">Every day of it.</param>
public sealed record MonthView(DateOnly Month, DateOnly Today, IReadOnlyList<DueDayView> Days, IReadOnlyList<MonthGroup> Handlers);

public sealed record MonthGroup(string Handler, string? Name, IReadOnlyList<MonthItem> Items);

public sealed record MonthItem(string Measure, string Cadre, PersonView Person, string KindWord, string? Number, DueView Due);
