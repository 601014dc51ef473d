using CadreWatch.Journal.Chain;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Tests;

/// <summary>What several silos and a server that fails bring with them.</summary>
public sealed partial class PostgresJournalTests
{
    private const string KillWriters = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cadre-watch writer' AND datname = current_database()";

    [Fact]
    public async Task TwoWritersOnSharedStreams_LoseNothing_AndNeitherWaitsForever()
    {
        await using var other = await OpenAsync(Sample.Options());
        var streams = Enumerable.Range(0, 40).Select(i => $"cadre/{i}").ToArray();
        var won = await Task.WhenAll(Task.Run(() => RaceAsync(Journal, streams, 1)), Task.Run(() => RaceAsync(other, streams, 2))).WaitAsync(TimeSpan.FromMinutes(1));
        var all = await Journal.AllAsync();
        Assert.Equal(won[0].Concat(won[1]).Order(), all.Select(e => e.CommandId).Order());
        Assert.Equal(Enumerable.Range(1, all.Count).Select(i => (long)i), all.Select(e => e.Position));
        Assert.True(won[0].Count > 0 && won[1].Count > 0);
        Assert.Null((await JournalVerifier.VerifyAsync(other)).Fault);
    }

    [Fact]
    public async Task SameCommandFromTwoSilos_IsWrittenOnce()
    {
        await using var other = await OpenAsync(Sample.Options());
        var entries = Enumerable.Range(0, 50).Select(_ => Sample.Entry()).ToArray();
        async Task Send(IJournal journal, string stream)
        {
            foreach (var entry in entries) await journal.OneAsync(Sample.Append($"{stream}/{entry.CommandId:N}", 0, entry));
        }

        await Task.WhenAll(Task.Run(() => Send(Journal, "a")), Task.Run(() => Send(other, "b"))).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(entries.Select(e => e.CommandId).Order(), (await Journal.AllAsync()).Select(e => e.CommandId).Order());
    }

    [Theory]
    [InlineData(FaultPoint.BeforeCommit, typeof(AppendOutcome.Appended))]
    [InlineData(FaultPoint.AfterCommit, typeof(AppendOutcome.Duplicate))]
    public async Task BackendKilledAtCommit_IsUnknown_AndTheRetryTakesEffectOnce(FaultPoint point, Type retried)
    {
        var kill = true;
        await using var silo = await OpenAsync(Sample.Options(async p =>
        {
            if (!kill || p != point) return;
            kill = false;
            await TamperAsync(KillWriters);
            if (p == FaultPoint.AfterCommit) throw new IOException("The reply was lost with the connection.");
        }));
        StreamAppend[] group = [Sample.Append("cadre/1", 0, Sample.Entry(2)), Sample.Append("cadre/2", 0, Sample.Entry())];
        Assert.All(await silo.AppendAsync(group, CancellationToken.None), o => Assert.IsType<AppendOutcome.Unknown>(o));
        Assert.All(await silo.AppendAsync(group, CancellationToken.None), o => Assert.IsType(retried, o));
        Assert.Equal(3, (await silo.AllAsync()).Count);
        Assert.Null((await JournalVerifier.VerifyAsync(silo)).Fault);
    }

    [Fact]
    public async Task BackendKilledWhileIdle_CostsNoGroup()
    {
        await Journal.WinAsync(Sample.Append("cadre/1", 0, Sample.Entry()));
        await TamperAsync(KillWriters);
        Assert.Equal(2, (await Journal.WinAsync(Sample.Append("cadre/1", 1, Sample.Entry()))).Version);
        Assert.Equal(2, (await Journal.AllAsync()).Count);
    }

    [Fact]
    public async Task CommitsOfAnotherSilo_WakeWaiters()
    {
        await using var other = await OpenAsync(Sample.Options());
        var waiting = Journal.WaitForAppendAsync(0, TimeSpan.FromHours(1), CancellationToken.None);
        await other.WinAsync(Sample.Append("cadre/1", 0, Sample.Entry()));
        await waiting.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Single(await Journal.AllAsync());
    }

    [Fact]
    public async Task ServerThatForgetsCommits_IsRefused()
    {
        var name = new Npgsql.NpgsqlConnectionStringBuilder(database).Database;
        await TamperAsync($"ALTER DATABASE {name} SET synchronous_commit = off");
        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => OpenAsync(Sample.Options()));
        Assert.Contains("synchronous_commit = off", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManySilosMayMigrateAtOnce()
    {
        var fresh = await (await TestKit.PostgresServer.SharedAsync()).NewDatabaseAsync();
        var journals = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Postgres.PostgresJournal.OpenAsync(fresh, Sample.Options())));
        Assert.Single(journals.Select(j => j.Epoch).Distinct());
        foreach (var journal in journals) await journal.DisposeAsync();
        await (await TestKit.PostgresServer.SharedAsync()).DropDatabaseAsync(fresh);
    }

    [Fact]
    public async Task Following_AnswersWhatAnotherSiloCommittedBetween()
    {
        await using var other = await OpenAsync(Sample.Options());
        await Journal.WinAsync(Sample.Append("cadre/1", 0, Sample.Entry()));
        await other.WinAsync(Sample.Append("cadre/2", 0, Sample.Entry(2)));
        Assert.Equal([2L, 3L], (await Journal.FollowAsync(1, 10, CancellationToken.None)).Select(e => e.Position));
        await Journal.WinAsync(Sample.Append("cadre/1", 1, Sample.Entry()));
        await other.WinAsync(Sample.Append("cadre/2", 2, Sample.Entry()));
        for (var after = 0L; after < 5; after++)
            Assert.Equal(after + 1, (await Journal.FollowAsync(after, 10, CancellationToken.None))[0].Position);
    }

    [Fact]
    public async Task Gap_IsCorruption()
    {
        await Journal.WinAsync(Sample.Append("cadre/1", 0, Sample.Entry(3)));
        await TamperAsync("DELETE FROM events WHERE position = 2");
        await Assert.ThrowsAsync<JournalCorruptException>(() => Journal.AllAsync());
    }

    /// <summary>Sixty groups over the shared streams in a random order, each append with the version last seen; the answer is the commands that won.</summary>
    private static async Task<List<Guid>> RaceAsync(IJournal journal, string[] streams, int seed)
    {
        var random = new Random(seed);
        var versions = streams.ToDictionary(s => s, _ => 0L);
        var won = new List<Guid>();
        for (var round = 0; round < 60; round++)
        {
            var chosen = streams.Where(_ => random.Next(3) > 0).OrderBy(_ => random.Next()).ToArray();
            var group = chosen.Select(s => Sample.Append(s, versions[s], Sample.Entry()) with { Rows = [Sample.Person(s, round)] }).ToArray();
            var outcomes = await journal.AppendAsync(group, CancellationToken.None);
            for (var i = 0; i < group.Length; i++)
            {
                if (outcomes[i] is AppendOutcome.Appended) won.Add(group[i].Entries[0].CommandId);
                versions[chosen[i]] = outcomes[i] switch
                {
                    AppendOutcome.Appended a => a.Version,
                    AppendOutcome.Conflict c => c.Actual,
                    var other => throw new InvalidOperationException(other.ToString()),
                };
            }
        }

        return won;
    }
}
