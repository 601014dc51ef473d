using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Runtime;
using CadreWatch.TestKit.Runtime;

namespace CadreWatch.Silo.Tests.Runtime;

/// <summary>What every engine on every store must do. A subclass says where the journal is.</summary>
public abstract class RuntimeConformance : IAsyncLifetime
{
    private IJournal journal = null!;

    protected TestSilo Silo { get; private set; } = null!;

    protected abstract Task<IJournal> OpenAsync();

    /// <summary>The journal of a second silo on the same store.</summary>
    protected virtual Task<IJournal> OpenOtherAsync() => Task.FromResult(journal);

    public async ValueTask InitializeAsync()
    {
        journal = await OpenAsync();
        Silo = new(journal);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await journal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Reply_IsTheDecidersReply()
    {
        var purse = TestSilo.NewPurse();
        Assert.Equal(5L, await Silo.MoveAsync(purse, 5));
        Assert.Equal(3L, await Silo.MoveAsync(purse, -2));
    }

    [Fact]
    public async Task Refusal_LeavesNoEvent()
    {
        var purse = TestSilo.NewPurse();
        var refusal = Assert.IsType<Refusal>(await Silo.MoveAsync(purse, -1));
        Assert.Equal("tooLittle", refusal.Rule);
        Assert.Empty(await EventsAsync(purse));
    }

    [Fact]
    public async Task ConcurrentCommandsForOneGrain_AreDecidedInTurn_NoneLost()
    {
        var purse = TestSilo.NewPurse();
        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Silo.MoveAsync(purse, 1)));
        var replies = await Task.WhenAll(Enumerable.Range(0, 600).Select(_ => Silo.MoveAsync(purse, -1)));
        Assert.Equal(100, replies.OfType<Refusal>().Count());
        Assert.Equal(0, (await Silo.Engine.StateAsync<PurseState>(purse)).Balance);
        Assert.Equal(1000, (await EventsAsync(purse)).Count);
    }

    [Fact]
    public async Task SameCommandIdAgain_TakesEffectOnce()
    {
        var purse = TestSilo.NewPurse();
        var id = Guid.NewGuid();
        await Silo.MoveAsync(purse, 5, id);
        var again = Assert.IsType<AlreadyDone>(await Silo.MoveAsync(purse, 5, id));
        var only = Assert.Single(await EventsAsync(purse));
        Assert.Equal(only.Position, again.FirstPosition);
    }

    [Fact]
    public async Task SameCommandIdManyTimesAtOnce_TakesEffectOnce_AndHarmsNoOther()
    {
        var purse = TestSilo.NewPurse();
        var id = Guid.NewGuid();
        await Task.WhenAll(Enumerable.Range(0, 100).SelectMany(_ => new[] { Silo.MoveAsync(purse, 5, id), Silo.MoveAsync(purse, 1) }));
        Assert.Equal(105, (await Silo.Engine.StateAsync<PurseState>(purse)).Balance);
    }

    [Fact]
    public async Task UnknownOutcome_ThatWasWritten_IsAnsweredWithTheFirstReply()
    {
        var purse = TestSilo.NewPurse();
        await Silo.MoveAsync(purse, 5);
        Silo.Journal.Next(Fault.UnknownButWritten);
        Assert.Equal(9L, await Silo.MoveAsync(purse, 4));
        Assert.Equal(2, (await EventsAsync(purse)).Count);
    }

    [Fact]
    public async Task UnknownOutcome_ThatWasWritten_IsAnsweredWithTheFirstReply_ThoughItWouldNowBeRefused()
    {
        var purse = TestSilo.NewPurse();
        await Silo.MoveAsync(purse, 5);
        Silo.Journal.Next(Fault.UnknownButWritten, Fault.UnknownAndLost);
        Assert.Equal(0L, await Silo.MoveAsync(purse, -5));
        Assert.Equal(2, (await EventsAsync(purse)).Count);
    }

    [Fact]
    public async Task UnknownOutcome_ThatWasLost_IsTriedAgain()
    {
        var purse = TestSilo.NewPurse();
        Silo.Journal.Next(Fault.UnknownAndLost, Fault.UnknownAndLost);
        Assert.Equal(4L, await Silo.MoveAsync(purse, 4));
        Assert.Single(await EventsAsync(purse));
    }

    [Fact]
    public async Task UnavailableStore_FailsTheCommand_AndTheNextOneSucceedsWithoutARestart()
    {
        var purse = TestSilo.NewPurse();
        Silo.Journal.Next(Fault.Unavailable);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Silo.MoveAsync(purse, 4));
        Assert.Equal(6L, await Silo.MoveAsync(purse, 6));
    }

    [Fact]
    public async Task DeciderThatThrows_FailsItsCommandAlone()
    {
        var purse = TestSilo.NewPurse();
        await Silo.MoveAsync(purse, 1);
        var blow = Silo.Engine.AskAsync(purse, new Blow(Guid.NewGuid(), Silo.Time.GetUtcNow()));
        var move = Silo.MoveAsync(purse, 1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => blow);
        Assert.Equal(2L, await move);
    }

    [Fact]
    public async Task DeciderThatThrows_IsNotAskedAgainAfterAConflict()
    {
        var shared = await OpenOtherAsync();
        await using var other = new TestSilo(shared);
        var purse = TestSilo.NewPurse();
        await Silo.MoveAsync(purse, 1);
        await other.MoveAsync(purse, 1);
        var blow = new Blow(Guid.NewGuid(), Silo.Time.GetUtcNow());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Silo.Engine.AskAsync(purse, blow));
        Assert.Equal(3L, await Silo.MoveAsync(purse, 1));
        Assert.Equal(1, blow.Times);
    }

    [Fact]
    public async Task Reservation_RefusesABatchThatDoesNotFit_AndGivesBackWhatItDidNotUse()
    {
        await using var small = new TestSilo(journal, options: new() { Capacity = 10 });
        using (var first = small.Engine.Reserve(8))
        {
            Assert.Throws<MailboxFullException>(() => small.Engine.Reserve(3));
            Assert.Equal(1L, await first.AskAsync(TestSilo.NewPurse(), new Move(Guid.NewGuid(), small.Time.GetUtcNow(), 1)));
        }
        small.Engine.Reserve(10).Dispose();
    }

    [Fact]
    public async Task IdleGrains_AreDroppedAboveTheBudget_AndComeBackFromTheJournal()
    {
        await using var small = new TestSilo(journal, options: new() { StateBudgetBytes = 1 << 20 });
        var purses = Enumerable.Range(0, 3_000).Select(_ => TestSilo.NewPurse()).ToList();
        for (var round = 1; round <= 2; round++)
            foreach (var chunk in purses.Chunk(500))
                Assert.All(await Task.WhenAll(chunk.Select(p => small.MoveAsync(p, 1))), reply => Assert.Equal((long)round, reply));
        Assert.True(small.Engine.ActiveGrains < purses.Count, $"{small.Engine.ActiveGrains} grains are still in memory.");
    }

    [Fact]
    public async Task TwoSilosOnOneJournal_AnswerFromTodaysState()
    {
        var shared = await OpenOtherAsync();
        await using var other = new TestSilo(shared);
        var purse = TestSilo.NewPurse();
        await Silo.MoveAsync(purse, 1);
        Assert.Equal(1, (await other.Engine.StateAsync<PurseState>(purse)).Balance);
        await Silo.MoveAsync(purse, 4);
        Assert.Equal(0L, await other.MoveAsync(purse, -5));
        Assert.IsType<Refusal>(await Silo.MoveAsync(purse, -1));
        await other.MoveAsync(purse, 7);
        Assert.Equal(7L, await Silo.MoveAsync(purse, 0));
    }

    [Fact]
    public async Task TwoSilosOnOneGrain_SerialiseEveryDecision()
    {
        var shared = await OpenOtherAsync();
        await using var other = new TestSilo(shared);
        var purse = TestSilo.NewPurse();
        await Silo.MoveAsync(purse, 100);
        var replies = await Task.WhenAll(Enumerable.Range(0, 150).Select(i => (i % 2 == 0 ? Silo : other).MoveAsync(purse, -1)));
        Assert.Equal(50, replies.OfType<Refusal>().Count());
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), replies.OfType<long>().Order());
    }

    protected async Task<List<StoredEvent>> EventsAsync(GrainId grain)
    {
        var events = new List<StoredEvent>();
        await foreach (var e in journal.ReadStreamAsync(grain.ToString(), 1, CancellationToken.None)) events.Add(e);
        return events;
    }
}
