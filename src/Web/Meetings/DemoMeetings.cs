using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.Meetings;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.JointReviews.Meetings;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Web.Meetings;

/// <summary>
/// Three invented meetings of the demonstration district: one held hours ago, with minutes and a fact that came after it, one ready to be started, and one of two
/// months ago, whose matter is overdue.
/// </summary>
internal sealed class DemoMeetings(IGrainRuntime runtime, IJournal journal, IIngest ingest, MaterialBuilder material, MeetingMinutes minutes, TimeProvider time)
{
    private const string Held = "d0000000000000000000000000000011";
    private const string Past = "d0000000000000000000000000000010";
    private const string Ready = "d0000000000000000000000000000012";
    private const string Round = "d0000000000000000000000000000002";
    private const string Convener = "wang.fg";
    private const string Recorder = "zhang.jd";

    /// <summary>Who speaks for which unit; the units are those of the demonstration's round.</summary>
    private static readonly (string Account, string Unit)[] Liaisons =
    [
        ("chen.ll", "jwjw"), ("he.ll", "xfj"), ("qian.ll", "sjj"), ("kong.ll", "gaj"), ("cao.ll", "rsj"), ("yan.ll", "zrzy"), ("hua.ll", "scjg"),
    ];

    private static readonly string[] ReadyPeople = ["YJ-00001", "YJ-00041", "YJ-00043", "YJ-00015", "YJ-00037", "YJ-00003", "YJ-00071", "YJ-00029"];

    private static readonly (string Cadre, string Code, string Reason)[] HeldPeople =
    [
        ("YJ-00003", "verify", "示例：整改逾期原因尚待核实，核实后提交下次会议。"), ("YJ-00041", "reminder", "示例：反映集中但均未核实，先作提醒。"),
        ("YJ-00009", "clear", "示例：各单位无不良反映，已有说明。"),
    ];

    /// <summary>People of the round that reports are shown with.</summary>
    private static readonly (string Cadre, string Code)[] PastPeople =
        [("YJ-00309", "verify"), ("YJ-00329", "verify"), ("YJ-00369", "verify"), ("YJ-00389", "verify"), ("YJ-00409", "clear"), ("YJ-00311", "clear"), ("YJ-00371", "clear")];

    private DateTimeOffset at;

    public static Task PutAsync(IServiceProvider services, CancellationToken cancel) => ActivatorUtilities.CreateInstance<DemoMeetings>(services).PutAsync(cancel);

    private async Task PutAsync(CancellationToken cancel)
    {
        // Never beside real people, and once.
        if (await journal.Tables.FindAsync(ReadTableSet.Cadres, ["YJ-00001"], cancel) is not { } row || row[9] is not 1L) return;
        if ((await StateAsync(Past)).Phase == MeetingPhase.None) await RememberAsync(cancel);
        if ((await StateAsync(Held)).Phase == MeetingPhase.None) await HoldAsync(cancel);
        if ((await StateAsync(Ready)).Phase == MeetingPhase.None) await PrepareAsync(cancel);
    }

    private async Task RememberAsync(CancellationToken cancel)
    {
        at = time.GetUtcNow().AddDays(-63);
        await CallAsync(Past, 2, [.. PastPeople.Select(p => Person(p.Cadre))], null, cancel);
        foreach (var account in new[] { Convener, Recorder }) await AskAsync(Past, (id, now) => new SignIn(id, now, account));
        await AskAsync(Past, (id, now) => new StartMeeting(id, now, Convener));
        foreach (var (cadre, code) in PastPeople)
        {
            await AskAsync(Past, (id, now) => new ShowItem(id, now, Convener, $"p-{cadre}"));
            await AskAsync(Past, (id, now) => new RecordConclusion(id, now, Convener, $"p-{cadre}", code, Sealed("示例：经会议研究。")));
        }

        await AskAsync(Past, (id, now) => new AssignMatter(id, now, Recorder, "1", "p-YJ-00309", Recorder, null, Days.Of(now, Zone).AddDays(30), Sealed("示例：催办信访事项核查结果")));
        await AskAsync(Past, (id, now) => new EndMeeting(id, now, Convener));
        // One was appointed since, one is considered no more; the others are still watched.
        await AskAsync(Past, (id, now) => new NoteAppointment(id, now, Recorder, "YJ-00409", Days.Of(now, Zone)));
        await AskAsync(Past, (id, now) => new EndWatch(id, now, Recorder, "YJ-00371", Sealed("示例：不再列入考虑。")));
    }

    private async Task HoldAsync(CancellationToken cancel)
    {
        at = time.GetUtcNow().AddHours(-3);
        await CallAsync(Held, 3, [.. HeldPeople.Select(p => Person(p.Cadre))], null, cancel);
        foreach (var account in new[] { Convener, Recorder, "chen.ll", "qian.ll" }) await AskAsync(Held, (id, now) => new SignIn(id, now, account));
        await AskAsync(Held, (id, now) => new StartMeeting(id, now, Convener));
        foreach (var (cadre, code, reason) in HeldPeople)
        {
            at = at.AddMinutes(8);
            await AskAsync(Held, (id, now) => new ShowItem(id, now, Convener, $"p-{cadre}"));
            await AskAsync(Held, (id, now) => new RecordConclusion(id, now, Convener, $"p-{cadre}", code, Sealed(reason)));
        }

        await AskAsync(Held, (id, now) => new RecordDissent(id, now, Recorder, "p-YJ-00041", "chen.ll", Sealed("陈联络（示例）"), Sealed("示例：建议先核实再提醒。")));
        await AskAsync(Held, (id, now) => new AssignMatter(id, now, Recorder, "1", "p-YJ-00003", Recorder, null, Days.Of(now, Zone).AddDays(12), Sealed("示例：核实整改逾期原因")));
        await AskAsync(Held, (id, now) => new EndMeeting(id, now, Convener));
        var hash = await minutes.HashAsync(await StateAsync(Held), cancel);
        await AskAsync(Held, (id, now) => new DraftMinutes(id, now, Recorder, hash));
        foreach (var account in new[] { Recorder, Convener }) await AskAsync(Held, (id, now) => new ConfirmMinutes(id, now, account, 1));
        await AskAsync(Held, (id, now) => new IssueCopy(id, now, Recorder, "chen.ll", Sealed("陈联络（示例）")));
        var today = Days.Of(time.GetUtcNow(), Zone);
        await ingest.SignalsAsync(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new[]
        {
            new
            {
                source = "示例会后", externalId = "demo-late-1", cadre = "YJ-00003", kind = "inspection", category = "巡察", severity = 2, status = "reported", agency = "区委巡察办",
                title = "巡察移交情况（示例）", text = "示例文本，事项为虚构。", occurredOn = today.AddDays(-6).ToString("O", CultureInfo.InvariantCulture), knownOn = today.ToString("O", CultureInfo.InvariantCulture),
            },
        }), judgeAsKnown: false, "demo", cancel);
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        at = time.GetUtcNow().AddMinutes(-30);
        var round = (await runtime.StateAsync<RoundState>(RoundGrain.IdOf(Round), cancel)).OpenedAt is null ? null : Round;
        List<AgendaItem> items = [.. ReadyPeople.Select(Person), new(MaterialBuilder.MatterItem(Held, "1"), ItemKind.Matter, null, Recorder, [])];
        await CallAsync(Ready, 4, items, round, cancel);
        foreach (var (account, _) in Liaisons) await AskAsync(Ready, (id, now) => new SignIn(id, now, account));
    }

    /// <remarks>One liaison has to leave for one person, so that a recusal can be seen.</remarks>
    private async Task CallAsync(string meeting, int number, List<AgendaItem> items, string? round, CancellationToken cancel)
    {
        Participant Staff(string account, Secrecy clearance) => new(account, null, clearance, true, null);
        // The convener let every unit see every column: where one sees its own alone, the stage has none.
        string[] units = [.. Liaisons.Select(l => l.Unit).Order(StringComparer.Ordinal)];
        List<Participant> people =
        [
            Staff(Convener, Secrecy.Secret), Staff(Recorder, Secrecy.Confidential), Staff("zhao.bz", Secrecy.Secret),
            .. Liaisons.Select(l => new Participant(l.Account, l.Unit, l.Account is "chen.ll" or "qian.ll" ? Secrecy.Internal : Secrecy.Confidential, false, units)),
        ];
        await AskAsync(meeting, (id, now) => new CallMeeting(id, now, Recorder, now.Year, number, Convener, Recorder, [Convener, Recorder], people, round));
        await AskAsync(meeting, (id, now) => new SetAgenda(id, now, Recorder, items));
        var frozen = await material.BuildAsync(await StateAsync(meeting), cancel);
        await AskAsync(meeting, (id, now) => new FreezeMaterial(id, now, Recorder, frozen));
    }

    private static AgendaItem Person(string cadre) => new($"p-{cadre}", ItemKind.Person, cadre, Recorder, cadre == "YJ-00015" ? ["he.ll"] : []);

    private Task<MeetingState> StateAsync(string meeting) => runtime.StateAsync<MeetingState>(MeetingGrain.IdOf(meeting));

    private async Task AskAsync(string meeting, Func<Guid, DateTimeOffset, MeetingCommand> command)
    {
        at = at.AddMinutes(1);
        if (await runtime.AskAsync(MeetingGrain.IdOf(meeting), command(Guid.NewGuid(), at)) is Refusal refusal)
            throw new InvalidOperationException($"The demonstration's meeting was refused: {refusal.Rule} {refusal.Message}");
    }

    private static SealedText Sealed(string text) => SealedText.Of(text, System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));

    private static TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
}
