using System.Text.Json;
using System.Text.Json.Serialization;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Reactors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CadreWatch.Silo.Tests.Measures;

public sealed class FollowUpTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-follow-up-").FullName;
    private readonly SetTime time = new(MeasureDistrict.Start);
    private OpenedSilo silo = null!;
    private ServiceProvider services = null!;

    public async ValueTask InitializeAsync()
    {
        silo = await OpenedSilo.OpenAsync(new() { DataFolder = folder, Time = time });
        services = new ServiceCollection().AddLogging().AddSilo(silo).BuildServiceProvider();
    }

    [Fact]
    public async Task Promotion_OpensEducationProbationAndVisit_Once()
    {
        await RosterAsync(Post("deputy", "2020-03-01", to: "2026-08-31"), Post("head", "2026-09-01", reported: "2026-09-07"));
        await ReactAsync();
        await RosterAsync(Post("deputy", "2020-03-01", to: "2026-08-31"), Post("head", "2026-09-01", reported: "2026-09-07"), rank: "正科级");
        await ReactAsync();
        var opened = (await MeasuresAsync()).ToDictionary(m => m.Kind);
        Assert.Equal([MeasureKind.PreventiveEducation, MeasureKind.PostVisit, MeasureKind.ProbationEnd], opened.Keys.Order());
        Assert.Equal(new(2026, 11, 7), opened[MeasureKind.PostVisit].Deadline(DeadlineNames.PostVisit)!.Schedule.DueOn);
        Assert.Equal(new(2027, 9, 1), opened[MeasureKind.ProbationEnd].Deadline(DeadlineNames.Probation)!.Schedule.DueOn);
        Assert.All(opened.Values, m => Assert.Equal(MeasureStage.FollowUpDue, m.Stage));
    }

    [Fact]
    public async Task MoveToAnotherPostOfTheSameRank_OpensAVisitAlone()
    {
        await RosterAsync(Post("head", "2020-03-01", to: "2026-08-31", unit: "U2"), Post("head", "2026-09-01", reported: "2026-09-07"));
        await ReactAsync();
        Assert.Equal([MeasureKind.PostVisit], (await MeasuresAsync()).Select(m => m.Kind));
    }

    [Fact]
    public async Task OldRoster_AndPostsThatDoNotLead_OpenNothing()
    {
        await RosterAsync(Post("head", "2020-03-01", reported: "2020-03-05"));
        await RosterAsync(Post("staff", "2026-09-01", reported: "2026-09-05"));
        await ReactAsync();
        Assert.Empty(await MeasuresAsync());
    }

    [Theory]
    [InlineData("政务记过", "2026-09-10", 1)]
    [InlineData("党内严重警告", "2026-09-10", 1)]
    [InlineData("诫勉", "2026-09-10", 0)]
    [InlineData("政务记过", "2024-09-10", 0)]
    public async Task Sanction_OpensACareVisit_WhereItIsInTime(string category, string on, int visits)
    {
        await RosterAsync(Post("head", "2020-03-01"));
        var row = new { source = "区纪委监委", externalId = "1", cadre = "A001", kind = "measure", category, status = "recorded", occurredOn = on, knownOn = "2026-09-18" };
        var result = await services.GetRequiredService<IIngest>().SignalsAsync(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new[] { row }), false, "test", default);
        Assert.Empty(result.Rejected);
        await ReactAsync();
        await ReactAsync();
        Assert.Equal(visits, (await MeasuresAsync()).Count(m => m.Kind == MeasureKind.CareVisit));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await silo.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static object Post(string kind, string from, string? to = null, string? reported = null, string unit = "U1") =>
        new { unit, post = "局长", postKind = kind, from, to, reportedOn = reported };

    private Task RosterAsync(params object[] posts) => RosterAsync(posts, null);

    private Task RosterAsync(object first, object second, string rank) => RosterAsync([first, second], rank);

    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private async Task RosterAsync(object[] posts, string? rank)
    {
        var row = new { number = "A001", name = "吴某", unit = "U1", rank, posts };
        var result = await services.GetRequiredService<IIngest>().CadresAsync(
            JsonSerializer.SerializeToUtf8Bytes(new[] { row }, WithoutNulls), "test", default);
        Assert.Empty(result.Rejected);
    }

    private Task<int> ReactAsync() => services.GetServices<IHostedService>().OfType<Reactor>().Single().RunAsync(default, from: 0);

    private async Task<IReadOnlyList<MeasureState>> MeasuresAsync()
    {
        var rows = await silo.Journal.Tables.QueryAsync(new(ReadTableSet.Measures, [], [], 100), default);
        return [.. await Task.WhenAll(rows.Select(row => silo.Engine.StateAsync<MeasureState>(new("measure", (string)row[0]!))))];
    }
}
