using System.Security.Cryptography;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;

namespace CadreWatch.Web.Measures;

/// <summary>What every command carries.</summary>
internal sealed record MeasureAct(Guid Id, DateTimeOffset At, DateOnly Today, MeasureActor Actor, IReadOnlyList<BasisItem> Basis);

/// <summary>Action on the wire → command. Revising and issuing are not in it: the one reads a basis, the other writes a letter.</summary>
internal static class MeasureActTable
{
    /// <summary>The command, or the field that is missing.</summary>
    public delegate object Make(MeasureAct act, ActRequest request);

    public static IReadOnlyDictionary<string, Make> All { get; } = new Dictionary<string, Make>
    {
        ["submit"] = (a, _) => new SubmitMeasure(a.Id, a.At, a.Actor, a.Basis),
        ["study"] = (a, r) => new StudyMeasure(a.Id, a.At, a.Actor, new(r.Body ?? "", r.Year ?? 0, r.Number ?? 0), On(a, r)),
        ["consult"] = (a, r) => r.Agency is { Length: > 0 } agency
            ? new ConsultMeasure(a.Id, a.At, a.Actor, agency, On(a, r), Sealed(r.Text))
            : Missing("agency", "请写明协管方。"),
        ["opine"] = (a, r) => r.Agreed is { } agreed
            ? new OpineMeasure(a.Id, a.At, a.Actor, agreed, Sealed(r.Text), a.Basis)
            : Missing("agreed", "请选择同意或者退回。"),
        ["recordTalk"] = Talk,
        ["receive"] = (a, r) => new ReceiveMeasure(a.Id, a.At, a.Actor, On(a, r)),
        ["refuseReceipt"] = (a, r) => new RefuseReceipt(a.Id, a.At, a.Actor, On(a, r), r.FirstWitness?.Trim() ?? "", r.SecondWitness?.Trim() ?? ""),
        ["reply"] = (a, r) => Sealed(r.Text) is { } text
            ? new ReplyMeasure(a.Id, a.At, a.Actor, On(a, r), Trimmed(r.CounterSigner), text)
            : Missing("text", "请录入书面回复。"),
        ["selfExamination"] = (a, r) => new RecordSelfExamination(a.Id, a.At, a.Actor, On(a, r), Sealed(r.Text)),
        ["conclude"] = (a, r) => Word<Conclusion>(r.Outcome) is { } outcome
            ? new ConcludeMeasure(a.Id, a.At, a.Actor, outcome, Sealed(r.Text))
            : Missing("outcome", "请选择认定的结果。"),
        ["visit"] = (a, r) => Word<VisitResult>(r.Outcome) is { } result
            ? new VisitMeasure(a.Id, a.At, a.Actor, On(a, r), result, Sealed(r.Text), Trimmed(r.Choice))
            : Missing("outcome", "请选择回访结果。"),
        ["archive"] = (a, _) => new ArchiveMeasure(a.Id, a.At, a.Actor),
        ["cancel"] = (a, r) => new CancelMeasure(a.Id, a.At, a.Actor, Sealed(r.Text)),
        ["requestExtension"] = (a, r) => r is { Deadline: { } name, Count: { } count }
            ? new RequestExtension(a.Id, a.At, a.Actor, name, count, Sealed(r.Text))
            : Missing("count", "请写明延期的时限和长短。"),
        ["decideExtension"] = (a, r) => r is { Deadline: { } name, Agreed: { } granted }
            ? new DecideExtension(a.Id, a.At, a.Actor, name, granted, Sealed(r.Text))
            : Missing("agreed", "请选择同意或者不同意。"),
        ["statement"] = (a, r) => Sealed(r.Text) is { } text ? new RecordStatement(a.Id, a.At, a.Actor, On(a, r), text) : Missing("text", "请录入陈述申辩。"),
        ["considerStatement"] = (a, r) => r.Number is { } number && Word<StatementResult>(r.Outcome) is { } result
            ? new ConsiderStatement(a.Id, a.At, a.Actor, number, result, Sealed(r.Text))
            : Missing("outcome", "请选择是否采纳。"),
        ["clarify"] = (a, r) => new ClarifyMeasure(a.Id, a.At, a.Actor, Sealed(r.Text)),
        ["tolerate"] = (a, r) => new TolerateError(a.Id, a.At, a.Actor, new(r.ForPublic, r.Mistake, r.Daring), Sealed(r.Text)),
    };

    /// <summary>A text on its way into the journal; null where nothing is written.</summary>
    public static SealedText? Sealed(string? text) => string.IsNullOrWhiteSpace(text) ? null : SealedText.Of(text.Trim(), RandomNumberGenerator.GetBytes(16));

    /// <summary>An enum's value by its camelCase name.</summary>
    public static T? Word<T>(string? word)
        where T : struct, Enum =>
        word is { Length: > 1 } && char.IsAsciiLetterLower(word[0]) && Enum.TryParse<T>(char.ToUpperInvariant(word[0]) + word[1..], out var value) && Enum.IsDefined(value) ? value : null;

    private static object Talk(MeasureAct act, ActRequest request)
    {
        if (request.StartedAt is not { } startedAt) return Missing("startedAt", "请填写谈话时间。");
        if (Sealed(request.Location) is not { } place) return Missing("location", "请填写谈话地点。");
        if (Sealed(request.Text) is not { } record) return Missing("text", "请填写谈话记录。");
        var talk = new TalkFacts(
            request.Talker?.Trim() ?? "", request.TalkerRank ?? "", request.Recorder?.Trim() ?? "", startedAt.ToUniversalTime(), request.TalkerRank == "unitPartyHead");
        return new RecordTalk(act.Id, act.At, act.Actor, talk, place, record);
    }

    private static DateOnly On(MeasureAct act, ActRequest request) => request.On ?? act.Today;

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Refusal Missing(string field, string message) => new($"{field}Missing", message, field);
}
