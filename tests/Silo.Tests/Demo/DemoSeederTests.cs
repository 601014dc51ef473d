using System.Text;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Demo;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Letters;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Silo.Tests.Demo;

public sealed class DemoSeederTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-demo-").FullName;
    private OpenedSilo silo = null!;
    private ServiceProvider services = null!;

    public async ValueTask InitializeAsync()
    {
        silo = await OpenedSilo.OpenAsync(new() { DataFolder = folder });
        services = new ServiceCollection().AddLogging().AddSilo(silo).BuildServiceProvider();
    }

    [Fact]
    public async Task EmptyStore_IsFilledOnce_WithABoardWorthShowing()
    {
        Assert.True(await Seeder().SeedAsync(folder, CancellationToken.None));

        var open = await silo.Journal.Tables.CountAsync(ReadTableSet.Alerts, [new("ended_at", Comparison.IsNull)], ["level_rank"], CancellationToken.None);
        var byLevel = open.ToDictionary(row => Convert.ToInt32(row[0], null), row => Convert.ToInt32(row[1], null));
        var told = string.Join(", ", byLevel.OrderBy(l => l.Key).Select(l => $"{l.Key}: {l.Value}"));
        Assert.True(byLevel.GetValueOrDefault(1) is >= 2 and <= 5, told);
        Assert.True(byLevel.GetValueOrDefault(2) is >= 8 and <= 20, told);
        Assert.True(byLevel.GetValueOrDefault(3) is >= 35 and <= 55, told);

        var stages = await silo.Journal.Tables.CountAsync(ReadTableSet.Measures, [], ["stage"], CancellationToken.None);
        Assert.Equal(11, stages.Count);

        var head = await silo.Journal.HeadAsync(CancellationToken.None);
        Assert.False(await Seeder().SeedAsync(folder, CancellationToken.None));
        Assert.Equal(head, await silo.Journal.HeadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task FillingThatWasCutShort_IsCompletedWithTheSameRows()
    {
        await Seeder().SeedAsync(folder, CancellationToken.None);
        var head = await silo.Journal.HeadAsync(CancellationToken.None);
        var mark = Path.Combine(folder, "demo-seeded.txt");
        await File.WriteAllTextAsync(mark, (await File.ReadAllLinesAsync(mark))[0] + "\n");

        Assert.True(await Seeder().SeedAsync(folder, CancellationToken.None));
        Assert.Equal(head, await silo.Journal.HeadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task StoreWithACadreOfItsOwn_IsLeftAlone()
    {
        await services.GetRequiredService<IIngest>().CadresAsync(Encoding.UTF8.GetBytes("""{"number":"1","name":"周某","unit":"A"}"""), "test", CancellationToken.None);

        Assert.False(await Seeder().SeedAsync(folder, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await silo.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private DemoSeeder Seeder() =>
        new(
            services.GetRequiredService<IIngest>(), silo.Engine, silo.Journal, silo.Rules, services.GetRequiredService<LetterTemplates>(), TimeProvider.System,
            TimeZoneInfo.FindSystemTimeZoneById(silo.Options.Zone));
}
