using CadreWatch.Journal.Chain;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Tests;

/// <summary>What every store that outlives its process must do beside the rest.</summary>
public abstract class DurableAcceptance : JournalAcceptance
{
    /// <summary>Runs SQL behind the journal's back.</summary>
    protected abstract Task TamperAsync(string sql);

    [Fact]
    public async Task EverythingIsThere_AfterOpeningAgain()
    {
        var (epoch, text) = (Journal.Epoch, Sample.WithText("title", "留存"));
        await Journal.WinAsync(Sample.Append("cadre/1", 0, text) with { Rows = [Sample.Person("u", 1)] });
        await Journal.DisposeAsync();
        await using var again = await OpenAsync(Sample.Options());
        Assert.Equal(epoch, again.Epoch);
        Assert.IsType<AppendOutcome.Duplicate>(await again.OneAsync(Sample.Append("cadre/1", 1, text)));
        Assert.Equal(2, (await again.WinAsync(Sample.Append("cadre/1", 1, Sample.Entry()))).FirstPosition);
        Assert.NotNull(await again.Tables.FindAsync(Sample.People, ["u", 1L], CancellationToken.None));
        Assert.Equal("留存", (await again.ReadTextsAsync([1], CancellationToken.None))[(1, "title")]);
    }

    [Fact]
    public async Task OlderBinary_IsRefused_AndANewerOneIsNot()
    {
        await Journal.DisposeAsync();
        await (await OpenAsync(Sample.Options(contracts: [("a", 1), ("a", 2), ("b", 1)]))).DisposeAsync();
        var refused = await Assert.ThrowsAsync<JournalCorruptException>(() => OpenAsync(Sample.Options(contracts: [("a", 1), ("c", 1)])));
        Assert.Contains("a v2, b v1", refused.Message, StringComparison.Ordinal);
        await (await OpenAsync(Sample.Options(contracts: [("a", 1), ("a", 2), ("a", 3), ("b", 1), ("c", 1)]))).DisposeAsync();
        await (await OpenAsync(Sample.Options())).DisposeAsync();
    }

    [Fact]
    public async Task LossAfterCommit_IsUnknown_AndTheRetryIsDuplicate()
    {
        await Journal.DisposeAsync();
        var lose = true;
        await using var journal = await OpenAsync(Sample.Options(p => lose && p == FaultPoint.AfterCommit ? throw new IOException("lost") : Task.CompletedTask));
        var append = Sample.Append("cadre/1", 0, Sample.Entry());
        Assert.IsType<AppendOutcome.Unknown>(await journal.OneAsync(append));
        Assert.Single(await journal.FollowAsync(0, 10, CancellationToken.None));
        lose = false;
        Assert.IsType<AppendOutcome.Duplicate>(await journal.OneAsync(append));
        Assert.Single(await journal.AllAsync());
    }

    [Fact]
    public async Task Following_MissesNothing_WhereACommitWasLostBetweenTwoKnownOnes()
    {
        await Journal.DisposeAsync();
        var lose = false;
        await using var journal = await OpenAsync(Sample.Options(p => lose && p == FaultPoint.AfterCommit ? throw new IOException("lost") : Task.CompletedTask));
        await journal.WinAsync(Sample.Append("cadre/1", 0, Sample.Entry()));
        lose = true;
        Assert.IsType<AppendOutcome.Unknown>(await journal.OneAsync(Sample.Append("cadre/1", 1, Sample.Entry())));
        lose = false;
        await journal.WinAsync(Sample.Append("cadre/1", 2, Sample.Entry()));
        for (var after = 0L; after < 3; after++)
            Assert.Equal(after + 1, (await journal.FollowAsync(after, 10, CancellationToken.None))[0].Position);
        Assert.Empty(await journal.FollowAsync(3, 10, CancellationToken.None));
    }

    [Fact]
    public async Task LossBeforeCommit_IsUnknown_AndTheRetryIsAppended()
    {
        await Journal.DisposeAsync();
        var lose = true;
        await using var journal = await OpenAsync(Sample.Options(p => lose && p == FaultPoint.BeforeCommit ? throw new IOException("lost") : Task.CompletedTask));
        var append = Sample.Append("cadre/1", 0, Sample.Entry()) with { Rows = [Sample.Person("u", 1)] };
        Assert.IsType<AppendOutcome.Unknown>(await journal.OneAsync(append));
        Assert.Null(await journal.Tables.FindAsync(Sample.People, ["u", 1L], CancellationToken.None));
        lose = false;
        Assert.Equal(1, (await journal.WinAsync(append)).FirstPosition);
    }

    private static async Task<(ChainFault? Fault, long Events, int Anchors)> SumAsync(Task<VerifyReport> verified)
    {
        var report = await verified;
        return (report.Fault, report.Events, report.Anchors);
    }

    [Fact]
    public async Task SoundJournal_Verifies_AlsoAfterErasure()
    {
        await FillAsync();
        Assert.Equal((null, 9, 0), await SumAsync(JournalVerifier.VerifyAsync(Journal)));
        await Journal.WinAsync(Sample.Append("cadre/1", 4, Sample.Entry()) with { EraseTexts = [1] });
        Assert.Equal((null, 10, 0), await SumAsync(JournalVerifier.VerifyAsync(Journal)));
    }

    [Theory]
    [InlineData("UPDATE events SET version = 2 WHERE position = 5", FaultKind.Altered, 5)]
    [InlineData("UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 2", FaultKind.Altered, 2)]
    [InlineData("UPDATE events SET hash = (SELECT hash FROM events WHERE position = 3) WHERE position = 4", FaultKind.Altered, 4)]
    [InlineData("UPDATE texts SET bytes = salt WHERE position = 1", FaultKind.Altered, 1)]
    [InlineData("UPDATE streams SET name = 'cadre/9' WHERE name = 'cadre/2'", FaultKind.Altered, 2)]
    [InlineData("DELETE FROM events WHERE position = 4", FaultKind.Deleted, 4)]
    [InlineData("DELETE FROM commits WHERE last = 3", FaultKind.Deleted, 1)]
    [InlineData("UPDATE events SET position = -1 WHERE position = 4; UPDATE events SET position = 4 WHERE position = 7; UPDATE events SET position = 7 WHERE position = -1", FaultKind.Reordered, 4)]
    [InlineData("UPDATE events SET position = -1 WHERE position = 4; UPDATE events SET position = 4 WHERE position = 5; UPDATE events SET position = 5 WHERE position = -1", FaultKind.Reordered, 4)]
    [InlineData("DELETE FROM events WHERE position > 6", FaultKind.CutTail, 7)]
    [InlineData("DELETE FROM events WHERE position > 6; DELETE FROM commits WHERE last > 6; UPDATE journal_head SET position = 6, hash = (SELECT hash FROM commits WHERE last = 6)", FaultKind.CutTail, 7)]
    [InlineData("DELETE FROM events WHERE stream = (SELECT id FROM streams WHERE name = 'cadre/2')", FaultKind.DroppedStream, 2)]
    [InlineData("DELETE FROM streams WHERE name = 'cadre/2'", FaultKind.DroppedStream, 2)]
    public async Task Tampering_IsNamed(string sql, FaultKind kind, long position)
    {
        await FillAsync();
        await TamperAsync(sql);
        var fault = (await JournalVerifier.VerifyAsync(Journal)).Fault;
        Assert.Equal((kind, position), (fault?.Kind, fault?.Position));
    }

    [Fact]
    public async Task RecomputedChain_IsFoundByTheAnchorAlone()
    {
        using var files = new AnchorFiles();
        await FillAsync();
        Assert.True(await files.Writer.AppendAsync(Journal, CancellationToken.None));
        Assert.False(await files.Writer.AppendAsync(Journal, CancellationToken.None));
        Assert.Equal((null, 9, 1), await SumAsync(JournalVerifier.VerifyAsync(Journal, files.Reader)));

        await TamperAsync("DELETE FROM events; DELETE FROM texts; DELETE FROM commits; DELETE FROM streams; UPDATE journal_head SET position = 0, hash = (SELECT hash FROM blank), recorded_at = 0");
        await FillAsync();
        Assert.Null((await JournalVerifier.VerifyAsync(Journal)).Fault);
        Assert.Equal(FaultKind.Recomputed, (await JournalVerifier.VerifyAsync(Journal, files.Reader)).Fault?.Kind);
    }

    [Fact]
    public async Task CutBelowAnAnchor_IsNamed_AndAForgedAnchorToo()
    {
        using var files = new AnchorFiles();
        await FillAsync();
        await files.Writer.AppendAsync(Journal, CancellationToken.None);
        await TamperAsync("DELETE FROM events; DELETE FROM texts; DELETE FROM commits; DELETE FROM streams; UPDATE journal_head SET position = 0, hash = (SELECT hash FROM blank), recorded_at = 0");
        Assert.Null((await JournalVerifier.VerifyAsync(Journal)).Fault);
        Assert.Equal(FaultKind.CutTail, (await JournalVerifier.VerifyAsync(Journal, files.Reader)).Fault?.Kind);
        await File.WriteAllTextAsync(files.Anchors, (await File.ReadAllTextAsync(files.Anchors)).Replace(" 9 ", " 8 ", StringComparison.Ordinal));
        Assert.Equal(FaultKind.ForgedAnchor, (await JournalVerifier.VerifyAsync(Journal, files.Reader)).Fault?.Kind);
    }

    /// <summary>Three groups of three events: streams 1 (four events, a text on the first), 2 (three), 3 (two).</summary>
    private async Task FillAsync()
    {
        await TamperAsync("CREATE TABLE IF NOT EXISTS blank AS SELECT hash FROM journal_head");
        await Journal.AppendAsync([Sample.Append("cadre/1", 0, Sample.WithText("title", "甲")), Sample.Append("cadre/2", 0, Sample.Entry(2))], CancellationToken.None);
        await Journal.AppendAsync([Sample.Append("cadre/1", 1, Sample.Entry()), Sample.Append("cadre/3", 0, Sample.Entry(2))], CancellationToken.None);
        await Journal.AppendAsync([Sample.Append("cadre/1", 2, Sample.Entry(2)), Sample.Append("cadre/2", 2, Sample.Entry(1))], CancellationToken.None);
    }

    private sealed class AnchorFiles : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-anchor-").FullName;

        public AnchorFiles() => Writer = AnchorWriter.Open(Path.Combine(folder, "anchor.key"), Anchors, TimeProvider.System);

        public AnchorWriter Writer { get; }

        public string Anchors => Path.Combine(folder, "anchors.txt");

        public AnchorFile Reader => new(Anchors, Writer.PublicKeyPem);

        public void Dispose()
        {
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "anchor.key")));
            Writer.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }
}
