using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Numbers;
using CadreWatch.Grains.Tests.Measures;
using FsCheck;
using FsCheck.Fluent;

namespace CadreWatch.Grains.Tests.Numbers;

public sealed class NumberSeriesTests
{
    private static readonly NumberSeries Grain = new();
    private static readonly Judgement None = MeasureCase.Judge([]);
    private static readonly DateTimeOffset At = MeasureCase.At(2026, 9, 17, 16);

    [Fact]
    public void Numbers_HaveNoGapAndNoDouble_WhoeverAsksInWhateverOrder()
    {
        Prop.ForAll(Gen.ListOf(Gen.Choose(-20, 30)).ToArbitrary(), asked =>
        {
            var state = Grain.Empty(NumberSeries.IdOf("云组函", 2026));
            foreach (var document in asked)
            {
                NumberCommand command = document < 0 ? new VoidNumber(Guid.NewGuid(), At, "system", -document) : new AllocateNumber(Guid.NewGuid(), At, "xu", $"d{document}");
                foreach (var e in Grain.Decide(state, command, None).Events)
                    state = Grain.Apply(state, (NumberEvent)e);
            }

            return state.Entries.Select(entry => entry.Number).SequenceEqual(Enumerable.Range(1, state.Entries.Count))
                && state.Entries.Select(entry => entry.Document).Distinct().Count() == state.Entries.Count;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void VoidedNumber_IsNeverUsedAgain()
    {
        var state = Grain.Empty(NumberSeries.IdOf("云组函", 2026));
        (state, var first) = Do(state, new AllocateNumber(Guid.NewGuid(), At, "xu", "a"));
        Assert.Equal("云组函〔2026〕1号", Assert.IsType<NumberReply>(first).Number.ToString());
        (state, var again) = Do(state, new AllocateNumber(Guid.NewGuid(), At, "xu", "a"));
        Assert.Equal(first, again);
        (state, var voided) = Do(state, new VoidNumber(Guid.NewGuid(), At, "system", 1));
        Assert.True(Assert.IsType<NumberReply>(voided).Voided);
        (state, _) = Do(state, new VoidNumber(Guid.NewGuid(), At, "system", 1));
        Assert.Equal("numberVoided", Assert.IsType<Refusal>(Do(state, new AllocateNumber(Guid.NewGuid(), At, "xu", "a")).Reply).Rule);
        Assert.Equal(2, Assert.IsType<NumberReply>(Do(state, new AllocateNumber(Guid.NewGuid(), At, "xu", "b")).Reply).Number.Number);
        Assert.True(Grain.Weigh(state) > 512);
    }

    [Fact]
    public void WhatNamesNoSeriesOrDocument_IsRefused()
    {
        var state = Grain.Empty(NumberSeries.IdOf("云组函", 2026));
        Assert.Equal("documentMissing", Rule(state, new AllocateNumber(Guid.NewGuid(), At, "xu", " ")));
        Assert.Equal("numberUnknown", Rule(state, new VoidNumber(Guid.NewGuid(), At, "xu", 1)));
        Assert.Equal("numberUnknown", Rule(state, new VoidNumber(Guid.NewGuid(), At, "xu", 0)));
        Assert.Equal("unknownCommand", Rule(state, new Foreign()));
        foreach (var key in new[] { "云组函", "/2026", "云组函/x", "云组函/1999", "云组函/2201" })
            Assert.Equal("seriesInvalid", Rule(Grain.Empty(new("numbers", key)), new AllocateNumber(Guid.NewGuid(), At, "xu", "a")));
        Assert.Throws<ArgumentException>(() => NumberSeries.IdOf("a/b", 2026));
        Assert.Equal(state, NumberState.Apply(state, new NumberVoided(9, "a", At, "xu")));
        Assert.Equal(state, NumberState.Apply(state, new NumberAllocated(9, "a", At, "xu")));
    }

    [Theory]
    [InlineData("云组函/2026/17", true)]
    [InlineData("云组函/2026/0", false)]
    [InlineData("云组函/2026/x", false)]
    [InlineData("云组函/x/1", false)]
    [InlineData("/2026/1", false)]
    [InlineData("云组函/2026", false)]
    public void Code_IsReadBack(string code, bool valid)
    {
        Assert.Equal(valid, DocumentNumber.TryParseCode(code, out var number));
        Assert.Equal(valid, number.Code == code);
    }

    private static (NumberState State, object Reply) Do(NumberState state, NumberCommand command)
    {
        var decision = Grain.Decide(state, command, None);
        return (decision.Events.Aggregate(state, (s, e) => Grain.Apply(s, (NumberEvent)e)), decision.Reply);
    }

    private static string Rule(NumberState state, NumberCommand command) => Assert.IsType<Refusal>(Do(state, command).Reply).Rule;

    private sealed record Foreign() : NumberCommand(Guid.Empty, default, "xu");
}
