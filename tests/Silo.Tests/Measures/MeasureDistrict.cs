using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Silo.Deadlines;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Letters;
using CadreWatch.Silo.Measures;
using CadreWatch.Silo.Reactors;
using Microsoft.Extensions.Logging.Abstractions;

namespace CadreWatch.Silo.Tests.Measures;

/// <summary>A silo on a real store with one cadre, and measures as far as a test needs them.</summary>
internal sealed class MeasureDistrict(OpenedSilo silo, SetTime time)
{
    public static readonly DateTimeOffset Start = new(2026, 9, 18, 2, 0, 0, TimeSpan.Zero);
    public static readonly LetterHead Head = new("云组函", "中共云津区委组织部（示例）", "区委组织部干部监督科");
    public static readonly MeasureActor Xu = Actor("xu", MeasureRanks.Supervisor);

    public OpenedSilo Silo => silo;

    public LetterDesk Desk => new(silo.Engine, silo.Journal, silo.Rules, new LetterTemplates(Path.Combine(silo.Options.DataFolder, "templates")), time);

    public MeasureDebts Debts => new(silo.Engine, silo.Journal, silo.Codec, silo.Rules, time);

    public static MeasureActor Actor(string account, string role) => new(account, new HashSet<string> { role });

    public static SealedText Text(string text) => SealedText.Of(text, new byte[16]);

    public Task<int> ScanAsync() => new DeadlineScanner(silo.Engine, silo.Journal, time, NullLogger<DeadlineScanner>.Instance).ScanAsync(CancellationToken.None);

    /// <summary>What the reactions of measures put for all that is in the journal; answers how many commands.</summary>
    public Task<int> ReactAsync() => new Reactor(
        silo.Engine, silo.Journal, silo.Codec, [new CalendarToMeasures(silo.Journal, silo.Rules, time), new RosterToMeasures(silo.Engine, silo.Journal, time)], time,
        NullLogger<Reactor>.Instance).RunAsync(CancellationToken.None);

    public Task AddCadreAsync(string authority = "district", string unit = "U1") => AskAsync(CadreGrain.IdOf("A001"), new RecordRoster(
        Guid.NewGuid(), time.GetUtcNow(), "import", new("A001", "男", null, unit, null, authority, true, Digest16.Of(authority, unit), ["示例"]),
        [new("name", Text("吴某")), new("unitName", Text("云津区交通运输局（示例）"))]));

    /// <summary>A complaint with a text, unverified.</summary>
    public async Task<SignalKey> ComplaintAsync(string id)
    {
        var on = DateOnly.FromDateTime(time.GetUtcNow().Date);
        var facts = new SignalFacts(
            "12380", id, "complaint", "工程建设", 2, SignalStatus.Reported, on, on, time.GetUtcNow(), null, Secrecy.Internal, Responsibility.Direct, Digest16.Of(id));
        await AskAsync(CadreGrain.IdOf("A001"), new RecordSignal(Guid.NewGuid(), time.GetUtcNow(), "import", facts, [new("text", Text("示例文本。"))]));
        return SignalKey.Of("12380", id, "A001");
    }

    /// <summary>The text beside the current revision of a signal.</summary>
    public async Task<string?> TextAsync(SignalKey key)
    {
        string? text = null;
        await foreach (var stored in silo.Journal.ReadStreamAsync(CadreGrain.IdOf("A001").ToString(), 1, CancellationToken.None))
            if (silo.Codec.Read(stored) is SignalRecorded { Key: var first } && first == key || silo.Codec.Read(stored) is SignalRevised { Key: var later } && later == key)
                text = (await silo.Journal.ReadTextsAsync([stored.Position], CancellationToken.None)).GetValueOrDefault((stored.Position, "text"));
        return text;
    }

    /// <summary>Drafted by one and agreed to by the chain of its kind; deputy head and department head unless given.</summary>
    public Task<MeasureId> ApprovedAsync(MeasureKind kind = MeasureKind.Inquiry, params string[] chain) => ApprovedAsync(kind, null, chain);

    public async Task<MeasureId> ApprovedAsync(MeasureKind kind, SignalKey? basis, params string[] chain)
    {
        var id = MeasureId.Of(Guid.NewGuid());
        var content = new MeasureContent(
            "干部监督科", "xu", "U1", [new(BasisSource.Signal, basis?.ToString() ?? new('1', 32), BasisStanding.Unverified)], ["integrity"], "district", Secrecy: Secrecy.Confidential, SecrecyYears: 5);
        await DoAsync(id, (c, at) => new DraftMeasure(c, at, Xu, kind, "A001", content, Text("分管工程建设项目招标投标管理")));
        await DoAsync(id, (c, at) => new SubmitMeasure(c, at, Xu));
        foreach (var rank in chain.Length > 0 ? chain : [MeasureRanks.DeputyHead, MeasureRanks.DepartmentHead])
            await DoAsync(id, (c, at) => new OpineMeasure(c, at, Actor(rank == MeasureRanks.DeputyHead ? "guo" : "jiang", rank), true));
        return id;
    }

    public Task<object> IssueAsync(MeasureId id) =>
        Desk.IssueAsync(id, Xu, Head, new(MeasureMode.Letter, new(2026, 9, 18), []), CancellationToken.None);

    /// <summary>An inquiry whose fifteen working days run from 18 September 2026.</summary>
    public async Task<MeasureId> ReceivedAsync()
    {
        var id = await ApprovedAsync();
        Assert.IsType<MeasureReply>(await IssueAsync(id));
        await DoAsync(id, (c, at) => new ReceiveMeasure(c, at, Xu, new(2026, 9, 18)));
        return id;
    }

    public Task DoAsync(MeasureId id, Func<Guid, DateTimeOffset, MeasureCommand> command) => AskAsync(MeasureGrain.IdOf(id), command(Guid.NewGuid(), time.GetUtcNow()));

    public Task<MeasureState> StateAsync(MeasureId id) => silo.Engine.StateAsync<MeasureState>(MeasureGrain.IdOf(id));

    private async Task AskAsync(GrainId grain, Command command)
    {
        if (await silo.Engine.AskAsync(grain, command) is Refusal refusal) Assert.Fail($"{command.GetType().Name}: {refusal.Rule} {refusal.Message}");
    }
}

/// <summary>A clock that a test sets, with timers of real time: the runtime's short pauses pass by themselves.</summary>
internal sealed class SetTime(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
