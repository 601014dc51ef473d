using System.Globalization;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Units;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Demo.Learning;
using CadreWatch.Silo.Demo.Measures;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Letters;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Demo;

/// <summary>
/// Seeds the demonstration district once per data folder, and only into a store without any cadre: never beside real people. The day it is told for is written down first, so that a start that was cut short is completed
/// with the same rows, and a finished one is left alone for good.
/// </summary>
public sealed class DemoSeeder(
    IIngest ingest, IGrainRuntime runtime, IJournal journal, IJudgementSource judgements, LetterTemplates templates, TimeProvider time, TimeZoneInfo zone)
{
    /// <summary>The file of the data folder that says that it was filled.</summary>
    public const string Mark = "demo-seeded.txt";

    /// <summary>Rows of one batch.</summary>
    private const int Rows = 2_000;

    private const string Sender = "demo";

    /// <param name="dataFolder">Where <see cref="Mark"/> stands: the day, and “done” in a second line.</param>
    /// <returns>False where the folder was seeded before or the store has cadres of its own.</returns>
    /// <exception cref="InvalidOperationException">A row was refused: the demonstration does not fit this build.</exception>
    public async Task<bool> SeedAsync(string dataFolder, CancellationToken cancel)
    {
        var mark = Path.Combine(dataFolder, Mark);
        var lines = File.Exists(mark) ? await File.ReadAllLinesAsync(mark, cancel) : [];
        if (lines is [] && await HasCadresAsync(cancel))
            return false;
        var done = lines is [_, "done", ..];
        if (!done || (await runtime.StateAsync<UnitState>(UnitGrain.District, cancel)).Units.Count == 0)
            await PutUnitsAsync(cancel);
        if (done)
            return false;
        if (lines is not [var told, ..] || !DateOnly.TryParseExact(told, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            day = Days.Of(time.GetUtcNow(), zone);
        var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(mark, text + "\n", cancel);
        var district = new DemoDistrict(day);
        foreach (var batch in district.Cadres(Rows))
            await SendAsync(() => ingest.CadresAsync(batch, Sender, cancel), cancel);
        await DemoModel.PutAsync(runtime, time, "wang.fg", "zhao.bz", cancel);
        foreach (var batch in district.Signals(Rows))
            await SendAsync(() => ingest.SignalsAsync(batch, judgeAsKnown: true, Sender, cancel), cancel);
        await new DemoMeasures(runtime, journal, judgements, templates, day, zone).PutAsync(cancel);
        await new DemoReview(runtime, new(dataFolder), day, zone).PutAsync(cancel);
        await File.WriteAllTextAsync(mark, text + "\ndone\n", cancel);
        return true;
    }

    /// <summary>A folder that was filled before there were units gets them too.</summary>
    private async Task PutUnitsAsync(CancellationToken cancel)
    {
        foreach (var unit in DemoOffices.Tree)
            await runtime.AskAsync(UnitGrain.District, new PutUnit(Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow(), Sender, unit), cancel);
    }

    private async Task<bool> HasCadresAsync(CancellationToken cancel) =>
        (await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, [], [], 1), cancel)).Count > 0;

    private async Task SendAsync(Func<Task<IngestResult>> send, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                var result = await send();
                if (result.Rejected is [var first, ..])
                    throw new InvalidOperationException($"The demonstration's row {first.Row} was refused: {first.Field} {first.Rule} {first.Message}");
                return;
            }
            catch (MailboxFullException e)
            {
                await Task.Delay(e.RetryAfter, time, cancel);
            }
        }
    }
}
