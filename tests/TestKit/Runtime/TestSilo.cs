using CadreWatch.Grains.Contracts;
using CadreWatch.Journal;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.TestKit.Runtime;

/// <summary>A silo of purses on a given journal, with the journal's faults at hand.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly GroupWriter writer;

    public TestSilo(IJournal journal, TimeProvider? time = null, RuntimeOptions? options = null)
    {
        Time = time ?? TimeProvider.System;
        Journal = new FaultingJournal(journal);
        writer = new GroupWriter(Journal);
        Engine = new(
            [KindAdapter.Of(new PurseGrain())], Journal, writer, new EventCodec(PurseGrain.Contracts), new NoJudgement(),
            options ?? new() { UnknownPause = TimeSpan.FromMilliseconds(1) }, Time);
    }

    public LocalEngine Engine { get; }

    public FaultingJournal Journal { get; }

    public TimeProvider Time { get; }

    public Task<object> MoveAsync(GrainId purse, long amount, Guid? id = null, DateTimeOffset? closeAt = null) =>
        Engine.AskAsync(purse, new Move(id ?? Guid.NewGuid(), Time.GetUtcNow(), amount, closeAt));

    public static GrainId NewPurse() => new("purse", Guid.NewGuid().ToString("N"));

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private sealed class NoJudgement : IJudgementSource
    {
        public Judgement Capture(DateTimeOffset at) => new(null!, _ => null!, "none", (_, _) => null, TimeZoneInfo.Utc);
    }
}
