using System.Text.Json;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Reactors;
using CadreWatch.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CadreWatch.Silo.Tests.JointReviews;

/// <summary>A silo on SQLite with a roster of invented people, at a fixed hour; the reactor runs when it is told to.</summary>
internal sealed class ReviewSilo : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-review-").FullName;
    private ServiceProvider services = null!;

    public ManualTimeProvider Time { get; } = new(new(2026, 9, 18, 1, 0, 0, TimeSpan.Zero));

    public OpenedSilo Silo { get; private set; } = null!;

    public DateTimeOffset Now => Time.GetUtcNow();

    public static string Number(int i) => $"S-{i:00000}";

    public static async Task<ReviewSilo> OpenAsync(int people)
    {
        var review = new ReviewSilo();
        review.Silo = await OpenedSilo.OpenAsync(new() { DataFolder = review.folder, Time = review.Time });
        review.services = new ServiceCollection().AddLogging().AddSilo(review.Silo).BuildServiceProvider();
        await review.RosterAsync([.. Enumerable.Range(1, people).Select(i => new { number = Number(i), name = $"示例{i}", unit = "U1" })]);
        return review;
    }

    public async Task RosterAsync(params object[] rows)
    {
        var result = await services.GetRequiredService<IIngest>().CadresAsync(JsonSerializer.SerializeToUtf8Bytes(rows), "test", default);
        Assert.Empty(result.Rejected);
    }

    public async Task SignalAsync(object row)
    {
        var result = await services.GetRequiredService<IIngest>().SignalsAsync(JsonSerializer.SerializeToUtf8Bytes(new[] { row }), false, "test", default);
        Assert.Empty(result.Rejected);
    }

    public static MemberUnit Unit(int number) =>
        new($"u{number}", $"示例单位{number}", $"a{number}", $"b{number}", "audit", Secrecy.Confidential, [NegativeClass.SpecialSupervision]);

    public Reactor NewReactor() => services.GetServices<IHostedService>().OfType<Reactor>().Single();

    public Task<int> ReactAsync() => NewReactor().RunAsync(default);

    /// <summary>Acts on the whole journal again, as a silo does that was cut off before it wrote down how far it had come.</summary>
    public Task<int> ReactFromStartAsync() => NewReactor().RunAsync(default, from: 0);

    public Task<object> AskAsync(GrainId grain, Func<Guid, DateTimeOffset, Command> command) => Silo.Engine.AskAsync(grain, command(Guid.NewGuid(), Now));

    public async Task OpenRoundAsync(string round, int people, int units)
    {
        List<MemberUnit> members = [.. Enumerable.Range(1, units).Select(Unit)];
        Assert.IsType<RoundReply>(await AskAsync(RoundGrain.IdOf(round), (id, at) => new OpenRound(id, at, "xu", 2026, 3, [.. Enumerable.Range(1, people).Select(Number)], members, [])));
        Assert.IsType<RoundReply>(await AskAsync(RoundGrain.IdOf(round), (id, at) => new IssueRequests(id, at, "xu", [.. members.Select((m, i) => new UnitLetter(m.Id, $"示组督函〔2026〕{i + 1}号"))])));
        await ReactAsync();
    }

    public async Task<SheetReply> EnterAsync(string round, int unit, string by, params OpinionEntry[] entries) =>
        Assert.IsType<SheetReply>(await AskAsync(SheetGrain.IdOf(round, $"u{unit}"), (id, at) => new EnterOpinions(id, at, by, entries)));

    public async Task<SheetReply> ConfirmAsync(string round, int unit, string by, int revision, params string[] cadres) =>
        Assert.IsType<SheetReply>(await AskAsync(SheetGrain.IdOf(round, $"u{unit}"), (id, at) => new ConfirmOpinions(id, at, by, [.. cadres.Select(c => new PendingCell(c, revision))])));

    public static OpinionEntry Clear(string cadre) => new(cadre, OpinionAnswer.NoObjection, [], Digest16.Of(cadre));

    public static OpinionEntry Objection(string cadre, params (DateOnly On, string Text)[] facts) => new(
        cadre, OpinionAnswer.Objection,
        [.. facts.Select(f => new FactEntry(NegativeClass.SpecialSupervision, f.On, f.On, SignalStatus.Substantiated, Responsibility.Leadership, Sealed(f.Text), Sealed("审计报告")))],
        Digest16.Of([cadre, .. facts.Select(f => f.Text)]));

    public static SealedText Sealed(string text) => SealedText.Of(text, Guid.NewGuid().ToByteArray());

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Silo.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
