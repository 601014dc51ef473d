using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Journal.Contract;
using CadreWatch.Risk.Scoring;
using CadreWatch.Silo.Demo.Learning;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Scoring;
using CadreWatch.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Silo.Tests.Scoring;

public sealed class ScoringTests : IAsyncLifetime
{
    private const int People = 400;
    private static readonly DateTimeOffset Start = new(2026, 7, 3, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Month = new(2026, 7, 1);
    private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-scoring-").FullName;
    private readonly ManualTimeProvider time = new(Start);
    private OpenedSilo silo = null!;
    private ServiceProvider services = null!;

    private PopulationScoring Scoring => services.GetRequiredService<PopulationScoring>();

    private static string Version => DemoModel.Proposal().Put(Start, "zhang").Grain.Key;

    public async ValueTask InitializeAsync()
    {
        silo = await OpenedSilo.OpenAsync(new() { DataFolder = folder, Time = time });
        services = new ServiceCollection().AddLogging().AddSilo(silo).BuildServiceProvider();
        var group = InventedPast.Streams(People, new(2020, 1, 1), new(2026, 6, 30)).Select(s => Stream(s.Number, s.Events)).ToList();
        Assert.All(await silo.Journal.AppendAsync(group, CancellationToken.None), o => Assert.IsType<AppendOutcome.Appended>(o));
    }

    [Fact]
    public async Task LiveModel_PointsOutTheBudgetAndNoMore_AndASecondRunChangesNothing()
    {
        await PutLiveAsync();
        var pauses = 0;
        Assert.Equal(
            People,
            await Scoring.RunAsync(
                _ =>
                {
                    pauses++;
                    return ValueTask.CompletedTask;
                },
                CancellationToken.None));
        Assert.InRange(pauses, People / 100, int.MaxValue);
        var run = silo.Models.Live!.Run!;
        var rows = await RowsAsync(Version);
        var above = rows.Count(r => (long)r[5]! >= (run.Cut!.Raise * 1_000_000) - 1);
        Assert.InRange(above, 1, People / 50);
        Assert.Equal(rows.OrderByDescending(r => (long)r[5]!).Select(r => (string)r[2]!).Take(above).Order(), (await HintedAsync()).Order());
        Assert.Equal(1L, rows.Max(r => (long)r[5]!) is var best ? (long)rows.First(r => (long)r[5]! == best)[9]! : 0);

        var head = await silo.Journal.HeadAsync(CancellationToken.None);
        await Scoring.RunAsync(CancellationToken.None);
        Assert.Equal(head, await silo.Journal.HeadAsync(CancellationToken.None));
    }

    /// <summary>A month in which something is found about everybody is beyond the policy's bounds; the months before it, which the first run made up for, are not.</summary>
    [Fact]
    public async Task FirstRunOfAMonth_WatchesTheModel_AndTellsItsOwnerOfDriftOnce()
    {
        await PutLiveAsync();
        await Scoring.RunAsync(CancellationToken.None);
        var before = (await silo.Models.Files.AllAsync(CancellationToken.None)).Single();
        Assert.Equal(Enumerable.Range(-5, 6).Select(Month.AddMonths), before.Drift.Select(d => d.Month));
        Assert.All(before.Drift, d => Assert.InRange(d.AlertShare, 0.001, 0.02));
        Assert.All(before.Drift, d => Assert.InRange(d.Stability, 0, 0.25));
        Assert.Empty(before.Notices);

        time.Advance(TimeSpan.FromDays(31));
        var (now, day) = (time.GetUtcNow(), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        for (var i = 1; i <= People; i++)
        {
            var cadre = $"LX-{i:00000}";
            var facts = new SignalFacts(
                "test", "moved", "discipline", "立案", 5, SignalStatus.Substantiated, day, day, now, "区纪委监委", Secrecy.Internal, Responsibility.Direct, Digest16.Of("moved"));
            await silo.Engine.AskAsync(CadreGrain.IdOf(cadre), new RecordSignal(Guid.NewGuid(), now, "test", facts, []));
        }

        await Scoring.RunAsync(CancellationToken.None);
        var model = (await silo.Models.Files.AllAsync(CancellationToken.None)).Single();
        Assert.Equal(Month.AddMonths(1), model.Drift[^1].Month);
        var notice = Assert.Single(model.Notices);
        Assert.Equal((Month.AddMonths(1), "zhang"), (notice.Month, model.ProposedBy));
        Assert.Equal([DriftFigure.Stability, DriftFigure.Move], notice.Excesses.Select(e => e.Figure));
        Assert.Equal("2026-07-31", silo.Models.Live!.Population.Version);
    }

    [Fact]
    public async Task RetiredModel_LeavesNoHintBehind_AndTheCountGoesOn()
    {
        await PutLiveAsync();
        await Scoring.RunAsync(CancellationToken.None);
        Assert.NotEmpty(await HintedAsync());
        await AskAsync(new RetireModel(Guid.NewGuid(), Start, "wang", SealedText.Of("停用", new byte[16])));
        Assert.Equal(People, await Scoring.RunAsync(CancellationToken.None));
        Assert.Empty(await HintedAsync());
        Assert.Null(silo.Models.Live);
        var rows = await RowsAsync(ScoreRun.CountAlone);
        Assert.Equal(People, rows.Count);
        Assert.All(rows, r => Assert.Null(r[5]));
    }

    [Fact]
    public async Task ModelInTheShadow_IsScored_AndPointsOutNobody()
    {
        var (grain, propose) = DemoModel.Proposal().Put(Start, "zhang");
        await silo.Engine.AskAsync(grain, propose);
        await AskAsync(new ApproveModel(Guid.NewGuid(), Start, "wang"));
        await Scoring.RunAsync(CancellationToken.None);
        Assert.Equal(People, (await RowsAsync(Version)).Count);
        Assert.Empty(await HintedAsync());
        Assert.Null(silo.Rules.Capture(Start).Model);
    }

    [Fact]
    public async Task SecretSignal_GivesALowerClearanceARowOfItsOwn_WithoutATraceOfIt()
    {
        await PutLiveAsync();
        await Scoring.RunAsync(CancellationToken.None);
        var before = (await AllRowsAsync("LX-00001")).Single();
        var key = SignalKey.Of("test", "s", "LX-00001");
        var facts = new SignalFacts(
            "test", "s", "discipline", "立案", 5, SignalStatus.Verifying, new(2026, 7, 1), new(2026, 7, 1), Start, "区纪委监委", Secrecy.Secret, Responsibility.Direct, Digest16.Of("s"));
        await silo.Engine.AskAsync(CadreGrain.IdOf("LX-00001"), new RecordSignal(Guid.NewGuid(), Start, "test", facts, []));
        await Scoring.RescoreAsync(["LX-00001"], CancellationToken.None);

        var rows = await AllRowsAsync("LX-00001");
        Assert.Equal([(long)Secrecy.Confidential, (long)Secrecy.Secret], rows.Select(r => (long)r[3]!));
        Assert.Equal(before[4], rows[0][4]);
        Assert.Equal(before[5], rows[0][5]);
        Assert.Equal((long)before[4]! + 1, rows[1][4]);
        Assert.True((long)rows[1][5]! > (long)rows[0][5]!, $"{key}");
    }

    [Fact]
    public async Task BytesThatAreNotThoseProposed_AreRefused()
    {
        var proposal = DemoModel.Proposal();
        var (grain, propose) = proposal.Put(Start, "zhang");
        await silo.Engine.AskAsync(grain, propose with { Facts = propose.Facts with { BytesDigest = new('0', 64) } });
        await Assert.ThrowsAsync<JournalCorruptException>(() => silo.Models.Files.ModelAsync(Version, CancellationToken.None));
        Assert.NotNull(await silo.Models.Files.ReportAsync(Version, CancellationToken.None));
    }

    [Theory]
    [InlineData(100, 2, 98)]
    [InlineData(40, 2, null)]
    [InlineData(60, 2, 59)]
    public void EdgeOfTheBudget_LeavesAtMostThatShareAbove(int people, int percent, int? edge) =>
        Assert.Equal(edge, PopulationScoring.Edge([.. Enumerable.Range(0, people).Select(i => (double)i)], percent));

    [Fact]
    public void EqualMarginsAtTheEdge_AreLeftOutTogether() =>
        Assert.Equal(9, PopulationScoring.Edge([.. Enumerable.Repeat(1d, 96), 5, 5, 5, 9], 2));

    [Fact]
    public void PopulationThatMoved_IsNoticed()
    {
        var then = Enumerable.Range(0, 1000).Select(i => i / 1000f).ToList();
        Assert.Equal(0, Drift.Stability(Drift.Deciles(then), [.. then.Select(t => (double)t)]), 3);
        Assert.True(Drift.Stability(Drift.Deciles(then), [.. then.Select(t => (double)t + 0.3)]) > 0.25);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await silo.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private Task PutLiveAsync() => DemoModel.PutAsync(silo.Engine, time, "zhang", "wang", CancellationToken.None);

    private async Task AskAsync(ModelCommand command) => Assert.IsNotType<Refusal>(await silo.Engine.AskAsync(ModelGrain.IdOf(Version), command));

    private async Task<IReadOnlyList<object?[]>> RowsAsync(string model) => await silo.Journal.Tables.QueryAsync(
        new(ReadTableSet.Scores, [new("model", Comparison.Equal, model), new("month", Comparison.Equal, Month), new("reach", Comparison.Equal, 3L)], [], 10_000), CancellationToken.None);

    private async Task<IReadOnlyList<object?[]>> AllRowsAsync(string cadre) =>
        await silo.Journal.Tables.QueryAsync(new(ReadTableSet.Scores, [new("cadre", Comparison.Equal, cadre), new("month", Comparison.Equal, Month)], [], 100), CancellationToken.None);

    private async Task<IEnumerable<string>> HintedAsync() => (await silo.Journal.Tables.QueryAsync(
        new(ReadTableSet.Alerts, [new("pattern", Comparison.Equal, "model"), new("state", Comparison.Equal, "open")], [], 1_000), CancellationToken.None)).Select(r => (string)r[1]!);

    private StreamAppend Stream(string number, IReadOnlyList<CadreEvent> events)
    {
        var (grain, empty) = (new CadreGrain(), new CadreState(number));
        var rows = grain.Rows(CadreGrain.IdOf(number), empty, CadreState.Apply(empty, events[0]), []).ToList();
        return new(CadreGrain.IdOf(number).ToString(), 0, [new(Guid.CreateVersion7(Start), [.. events.Select(silo.Codec.Write)], [])], rows);
    }
}
