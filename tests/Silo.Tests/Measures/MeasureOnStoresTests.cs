using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Calendars;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Grains.Numbers;
using CadreWatch.Journal;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Runtime;
using CadreWatch.TestKit;

namespace CadreWatch.Silo.Tests.Measures;

public sealed class MeasureOnStoresTests : IAsyncDisposable
{
    private const int Many = 40;

    private static readonly RuntimeOptions Impatient = new() { UnknownLimit = TimeSpan.FromMilliseconds(200), UnknownPause = TimeSpan.FromMilliseconds(5) };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cadre-watch-measures-");
    private readonly SetTime time = new(MeasureDistrict.Start);
    private string? database;

    public async ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        if (database is not null) await (await PostgresServer.SharedAsync()).DropDatabaseAsync(database);
    }

    [Fact]
    public async Task TwoSilosThatScanAtOnce_AfterThreeWeeks_FireEveryDeadlineOnce()
    {
        database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        await using var first = await OpenAsync("a", database);
        await using var second = await OpenAsync("b", database);
        var (one, other) = (new MeasureDistrict(first, time), new MeasureDistrict(second, time));
        await one.AddCadreAsync();
        var measures = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => one.ReceivedAsync()));
        time.Advance(TimeSpan.FromDays(42));

        await Task.WhenAll(one.ScanAsync(), other.ScanAsync());

        await AssertOverdueOnceAsync(other, measures);
        Assert.Equal(0, await other.ScanAsync());
        await AssertNumbersAsync(one, Many);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("pg")]
    public async Task SiloThatDiesBetweenCommitAndReply_FiresOnceAfterRestart(string store)
    {
        if (store == "pg") store = database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        var (dying, committed) = (false, 0);
        Task Die(FaultPoint point) => dying && (point == FaultPoint.AfterCommit ? ++committed : committed) > 0 ? throw new IOException("killed") : Task.CompletedTask;
        MeasureId[] measures;
        await using (var silo = await OpenAsync("a", store, Die))
        {
            var district = new MeasureDistrict(silo, time);
            await district.AddCadreAsync();
            measures = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => district.ReceivedAsync()));
            time.Advance(TimeSpan.FromDays(42));
            dying = true;
            await district.ScanAsync();
            Assert.Equal(1, committed);
        }

        await using var again = await OpenAsync("a", store);
        var after = new MeasureDistrict(again, time);
        await after.ScanAsync();
        await AssertOverdueOnceAsync(after, measures);
        Assert.Equal(0, await after.ScanAsync());
    }

    [Fact]
    public async Task MeasuresEnd_IsASignalOfTheCadre_AndIsWithdrawnWhenClarified()
    {
        await using var silo = await OpenAsync("a");
        var district = new MeasureDistrict(silo, time);
        await district.AddCadreAsync();
        var id = await district.ReceivedAsync();
        await district.DoAsync(id, (c, at) => new ReplyMeasure(c, at, MeasureDistrict.Xu, new(2026, 9, 18), "feng", MeasureDistrict.Text("说明")));
        await district.DoAsync(id, (c, at) => new ConcludeMeasure(c, at, MeasureDistrict.Actor("guo", "deputyHead"), Conclusion.Explained, null));
        await district.DoAsync(id, (c, at) => new ArchiveMeasure(c, at, MeasureDistrict.Xu));
        Assert.Equal(1, await district.Debts.PayAsync(CancellationToken.None));
        Assert.Equal(0, await district.Debts.PayAsync(CancellationToken.None));
        Assert.Equal(SignalStatus.Recorded, await SignalAsync(silo, id));
        time.Advance(TimeSpan.FromDays(3));
        await district.DoAsync(id, (c, at) => new ClarifyMeasure(c, at, MeasureDistrict.Actor("jiang", "departmentHead"), MeasureDistrict.Text("反映不实")));
        Assert.Equal(2, await district.Debts.PayAsync(CancellationToken.None));
        Assert.Equal(SignalStatus.Withdrawn, await SignalAsync(silo, id));
        Assert.Empty((await district.StateAsync(id)).Debts);
    }

    [Fact]
    public async Task ClarifiedMeasure_TakesTheEffectFromItsBasis_AndLeavesTheTrace()
    {
        await using var silo = await OpenAsync("a");
        var district = new MeasureDistrict(silo, time);
        await district.AddCadreAsync();
        var signal = await district.ComplaintAsync("举报-1");
        var other = await district.ComplaintAsync("举报-2");
        var id = await district.ApprovedAsync(MeasureKind.Inquiry, signal);
        await district.IssueAsync(id);
        time.Advance(TimeSpan.FromDays(3));
        await district.DoAsync(id, (c, at) => new ClarifyMeasure(c, at, MeasureDistrict.Actor("jiang", "departmentHead"), MeasureDistrict.Text("反映不实")));
        Assert.Equal(1, await district.Debts.PayAsync(CancellationToken.None));
        Assert.Equal(0, await district.Debts.PayAsync(CancellationToken.None));
        var cadre = await silo.Engine.StateAsync<CadreState>(CadreGrain.IdOf("A001"));
        var cleared = cadre.Signals.Find(signal)!;
        Assert.False(cleared.IsEffective);
        Assert.Equal(SignalStatus.Cleared, cleared.Status);
        Assert.Equal(2, cleared.Revisions.Count);
        Assert.True(cadre.Signals.Find(other)!.IsEffective);
        Assert.Equal("示例文本。", await district.TextAsync(signal));
    }

    [Fact]
    public async Task PersonUnderAnotherAuthority_TakesTheMeasureAlong()
    {
        await using var silo = await OpenAsync("a");
        var district = new MeasureDistrict(silo, time);
        await district.AddCadreAsync();
        var id = await district.ReceivedAsync();
        await district.AddCadreAsync("office-b", "U2");
        await district.ReactAsync();
        var row = await silo.Journal.Tables.FindAsync(ReadTableSet.Measures, [id.ToString()], CancellationToken.None);
        Assert.Equal(("U2", "office-b"), ((string)row![5 + 1]!, (string)row[^2]!));
        await district.ReactAsync();
        Assert.Equal(1, (await district.StateAsync(id)).History.Count(step => step.Action == "measureMoved"));
    }

    [Fact]
    public async Task EndThatWasNeverIssued_IsOfTheDistrictsDay()
    {
        await using var silo = await OpenAsync("a");
        var district = new MeasureDistrict(silo, time);
        await district.AddCadreAsync();
        time.Advance(TimeSpan.FromHours(15));
        var id = await district.ApprovedAsync(MeasureKind.Verification, MeasureRanks.DeputyHead);
        await district.DoAsync(id, (c, at) => new ConcludeMeasure(c, at, MeasureDistrict.Actor("guo", "deputyHead"), Conclusion.Unsubstantiated, MeasureDistrict.Text("未见所反映情况")));
        await district.DoAsync(id, (c, at) => new ArchiveMeasure(c, at, MeasureDistrict.Xu));
        await district.Debts.PayAsync(CancellationToken.None);
        var cadre = await silo.Engine.StateAsync<CadreState>(CadreGrain.IdOf("A001"));
        Assert.Equal(new(2026, 9, 19), cadre.Signals.Find(SignalKey.Of("measures", id.ToString(), "A001"))!.OccurredOn);
    }

    [Fact]
    public async Task CancelledMeasure_VoidsItsNumber_AndTheNextOneGoesOn()
    {
        await using var silo = await OpenAsync("a");
        var district = new MeasureDistrict(silo, time);
        await district.AddCadreAsync();
        var cancelled = await district.ReceivedAsync();
        await district.DoAsync(cancelled, (c, at) => new CancelMeasure(c, at, MeasureDistrict.Actor("jiang", "departmentHead"), MeasureDistrict.Text("重复")));
        await district.Debts.PayAsync(CancellationToken.None);
        var next = await district.StateAsync(await district.ReceivedAsync());
        Assert.Equal("云组函〔2026〕2号", next.Papers[0].Number);
        var series = await silo.Engine.StateAsync<NumberState>(NumberSeries.IdOf("云组函", 2026));
        Assert.Equal([true, false], series.Entries.Select(entry => entry.Voided));
    }

    [Fact]
    public async Task IssuedLetter_IsKept_AndALaterChangeShows()
    {
        await using var silo = await OpenAsync("a");
        var district = new MeasureDistrict(silo, time);
        await district.AddCadreAsync();
        var id = await district.ApprovedAsync();
        var order = new Silo.Measures.IssueOrder(MeasureMode.Letter, new(2026, 9, 18), []);
        Assert.IsType<MeasureReply>(await district.IssueAsync(id));
        Assert.Equal("wrongStage", Assert.IsType<Refusal>(await district.IssueAsync(id)).Rule);
        var state = await district.StateAsync(id);
        var paper = Assert.Single(state.Papers);
        var text = Assert.Single(await silo.Journal.Tables.QueryAsync(
            new(ReadTableSet.MeasureTexts, [new("measure", Comparison.Equal, id.ToString()), new("field", Comparison.Equal, "file")], [], 10), CancellationToken.None));
        Assert.Equal(paper.FileHash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Convert.FromBase64String((string)text[4]!))));
        Assert.False(await district.Desk.DiffersAsync(state, paper, MeasureDistrict.Head, order, CancellationToken.None));
        Assert.True(await district.Desk.DiffersAsync(state with { Content = state.Content with { Codes = ["duty"] } }, paper, MeasureDistrict.Head, order, CancellationToken.None));
        await AssertNumbersAsync(district, 1);
    }

    [Fact]
    public async Task CalendarThatArrives_CountsTheDeadlinesThatWaitedForIt()
    {
        time.Advance(new DateTimeOffset(2026, 12, 28, 2, 0, 0, TimeSpan.Zero) - MeasureDistrict.Start);
        await using var silo = await OpenAsync("a");
        var district = new MeasureDistrict(silo, time);
        await district.AddCadreAsync();
        var id = await district.ApprovedAsync();
        await district.IssueAsync(id);
        await district.DoAsync(id, (c, at) => new ReceiveMeasure(c, at, MeasureDistrict.Xu, new(2026, 12, 28)));
        Assert.Equal((2027L, null), await WaitingAsync(silo, id));
        var year = new CalendarYear(2027, "示例", new(2026, 12, 20), [new(2027, 1, 1)], []);
        await silo.Engine.AskAsync(CalendarGrain.StateCouncil, new CalendarOrder(Guid.NewGuid(), new PublishCalendarYear(year, false, time.GetUtcNow(), "local")));
        Assert.Equal(1, await district.ReactAsync());
        Assert.Equal((null, new DateOnly(2027, 1, 19)), await WaitingAsync(silo, id));
        Assert.Equal(DeadlineStanding.Running, (await district.StateAsync(id)).Deadline("reply")!.Standing);
    }

    private Task<OpenedSilo> OpenAsync(string name, string store = "sqlite", Func<FaultPoint, Task>? fault = null) =>
        OpenedSilo.OpenAsync(new() { DataFolder = Path.Combine(folder.FullName, name), Store = store, Time = time, Fault = fault, Runtime = Impatient });

    private static async Task AssertOverdueOnceAsync(MeasureDistrict district, IEnumerable<MeasureId> measures)
    {
        foreach (var id in measures)
        {
            var state = await district.StateAsync(id);
            Assert.Equal(
                ["deadlineOverdue", "deadlineEscalated", "deadlineEscalated"], state.History.Select(step => step.Action).SkipWhile(action => action != "deadlineOverdue"));
        }
    }

    private static async Task AssertNumbersAsync(MeasureDistrict district, int count)
    {
        var series = await district.Silo.Engine.StateAsync<NumberState>(NumberSeries.IdOf("云组函", 2026));
        Assert.Equal(Enumerable.Range(1, count), series.Entries.Select(entry => entry.Number));
        Assert.Equal(count, series.Entries.Select(entry => entry.Document).Distinct().Count());
    }

    private static async Task<SignalStatus> SignalAsync(OpenedSilo silo, MeasureId id)
    {
        var cadre = await silo.Engine.StateAsync<CadreState>(CadreGrain.IdOf("A001"));
        return cadre.Signals.Find(SignalKey.Of("measures", id.ToString(), "A001"))!.Status;
    }

    private static async Task<(long? MissingYear, DateOnly? DueOn)> WaitingAsync(OpenedSilo silo, MeasureId id)
    {
        var row = await silo.Journal.Tables.FindAsync(ReadTableSet.MeasureDeadlines, [id.ToString(), "reply"], CancellationToken.None);
        return ((long?)row![11], (DateOnly?)row[10]);
    }
}
