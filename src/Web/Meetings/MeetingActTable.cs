using System.Globalization;
using System.Security.Cryptography;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using CadreWatch.Web.Signals;

namespace CadreWatch.Web.Meetings;

/// <summary>Action on the wire → command. Those that have to look something up first are not in it.</summary>
internal static class MeetingActTable
{
    /// <summary>The command, or the field that is missing.</summary>
    public delegate object Make(MeetingActs.Act act, MeetingActRequest request, MeetingStore store);

    public static IReadOnlyDictionary<string, Make> All { get; } = new Dictionary<string, Make>
    {
        ["remove"] = (a, r, _) => new RemoveParticipant(a.Id, a.At, a.By, r.Account ?? ""),
        ["recuse"] = (a, r, _) => new RecordItemRecusal(a.Id, a.At, a.By, r.Item ?? "", [r.Account is { Length: > 0 } account ? account : a.By]),
        ["signIn"] = (a, _, _) => new SignIn(a.Id, a.At, a.By),
        ["leave"] = (a, _, _) => new LeaveRoom(a.Id, a.At, a.By),
        ["admit"] = (a, r, _) => new LetInLatecomer(a.Id, a.At, a.By, r.Account ?? ""),
        ["start"] = (a, _, _) => new StartMeeting(a.Id, a.At, a.By),
        ["show"] = (a, r, _) => new ShowItem(a.Id, a.At, a.By, r.Item ?? ""),
        ["handOver"] = (a, r, _) => new HandOverPresenting(a.Id, a.At, a.By, r.Account ?? ""),
        ["mask"] = (a, r, _) => new SetMask(a.Id, a.At, a.By, r.On ?? true),
        ["end"] = (a, _, _) => new EndMeeting(a.Id, a.At, a.By),
        ["conclude"] = (a, r, _) => new RecordConclusion(a.Id, a.At, a.By, r.Item ?? "", r.Code ?? "", Sealed(r.Text)),
        ["dissent"] = (a, r, store) => Sealed(r.Text) is not { } text ? Missing("text", "请写明不同意见。")
            : r.Account is { Length: > 0 } account ? new RecordDissent(a.Id, a.At, a.By, r.Item ?? "", account, Sealed(store.NameOf(account))!, text) : Missing("account", "请选择提出人。"),
        ["assign"] = (a, r, _) => Sealed(r.Text) is not { } text ? Missing("text", "请写明督办事项。")
            : r.DueOn is { } due ? new AssignMatter(a.Id, a.At, a.By, MatterId(a), r.Item, r.Owner ?? "", r.Unit, due, text) : Missing("dueOn", "请选择办结期限。"),
        ["settleMatter"] = (a, r, _) => Sealed(r.Text) is { } note ? new SettleMatter(a.Id, a.At, a.By, r.Matter ?? "", note) : Missing("text", "请写明办理情况。"),
        ["settleLate"] = (a, r, _) => Sealed(r.Text) is not { } note ? Missing("text", "请写明处置情况。")
            : SignalHandle.TryRead(r.Late ?? "", out var cadre, out var key) && SignalKey.TryParse(key, null, out var signal)
                ? new SettleLateInformation(a.Id, a.At, a.By, cadre, signal, note) : new Refusal("unknownMatter", ""),
        ["noteAppointment"] = (a, r, _) => r.Day is { } day ? new NoteAppointment(a.Id, a.At, a.By, r.Cadre ?? "", day) : Missing("day", "请选择任命日期。"),
        ["endWatch"] = (a, r, _) => Sealed(r.Text) is { } reason ? new EndWatch(a.Id, a.At, a.By, r.Cadre ?? "", reason) : Missing("text", "请写明结束关注的原因。"),
        ["issueCopy"] = (a, r, store) => r.Account is { Length: > 0 and <= 64 } account
            ? new IssueCopy(a.Id, a.At, a.By, account, Sealed(store.NameOf(account))!) : Missing("account", "请选择领取人。"),
    };

    private static string MatterId(MeetingActs.Act act) => act.Id.ToString("N", CultureInfo.InvariantCulture)[20..];

    private static Refusal Missing(string field, string message) => new("missing", message, field);

    private static SealedText? Sealed(string? text) => string.IsNullOrWhiteSpace(text) ? null : SealedText.Of(text.Trim(), RandomNumberGenerator.GetBytes(16));
}
