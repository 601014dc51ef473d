using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Memory;
using CadreWatch.Silo.Deadlines;
using CadreWatch.TestKit;
using CadreWatch.TestKit.Runtime;
using Microsoft.Extensions.Logging.Abstractions;

namespace CadreWatch.Silo.Tests.Deadlines;

public class DeadlineScannerTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 12, 2, 0, 0, TimeSpan.Zero);
    private readonly ManualTimeProvider time = new(Start);

    [Fact]
    public async Task DueDeadline_IsPutToItsGrainOnce_HoweverManySilosScan()
    {
        await using var journal = new MemoryJournal(new() { Time = time });
        await using var first = new TestSilo(journal, time);
        await using var second = new TestSilo(journal, time);
        var purse = TestSilo.NewPurse();
        await first.MoveAsync(purse, 1, closeAt: Start.AddHours(1));
        time.Advance(TimeSpan.FromHours(2));

        await Task.WhenAll(Scanner(first, journal).ScanAsync(CancellationToken.None), Scanner(second, journal).ScanAsync(CancellationToken.None));

        Assert.True((await first.Engine.StateAsync<PurseState>(purse)).Closed);
        Assert.Equal(2, await journal.HeadAsync(CancellationToken.None));
        Assert.Equal(0, await Scanner(first, journal).ScanAsync(CancellationToken.None));
    }

    [Fact]
    public async Task DeadlineOfTheFuture_IsLeftAlone()
    {
        await using var journal = new MemoryJournal(new() { Time = time });
        await using var silo = new TestSilo(journal, time);
        await silo.MoveAsync(TestSilo.NewPurse(), 1, closeAt: Start.AddHours(1));
        Assert.Equal(0, await Scanner(silo, journal).ScanAsync(CancellationToken.None));
    }

    [Fact]
    public async Task DeadlinesOfThreeWeeks_AreAllActedOn()
    {
        await using var journal = new MemoryJournal(new() { Time = time });
        await using var silo = new TestSilo(journal, time);
        await Task.WhenAll(Enumerable.Range(0, 1_200).Select(i => silo.MoveAsync(TestSilo.NewPurse(), 1, closeAt: Start.AddMinutes(i))));
        time.Advance(TimeSpan.FromDays(21));
        Assert.Equal(1_200, await Scanner(silo, journal).ScanAsync(CancellationToken.None));
        Assert.Empty(await journal.Tables.QueryAsync(new(ReadTableSet.Deadlines, [], [("due_at", false)], 10), CancellationToken.None));
    }

    private DeadlineScanner Scanner(TestSilo silo, MemoryJournal journal) => new(silo.Engine, journal, time, NullLogger<DeadlineScanner>.Instance);
}
