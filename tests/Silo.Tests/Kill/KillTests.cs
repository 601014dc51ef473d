using System.Diagnostics;

namespace CadreWatch.Silo.Tests.Kill;

/// <summary>
/// Three kills per store of the real server under load, by the benchmark's own code (<c>bench/run.sh kill</c>): after each, every acknowledged signal is there
/// once, the deciders give the same alerts, every read table equals its rebuild and the chain verifies.
/// </summary>
public abstract class KillTests(string store)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task ServerThatIsKilled_KeepsWhatItAcknowledged()
    {
        using var bench = Process.Start(new ProcessStartInfo("dotnet", [Program(), "kill", "--store", store, "--kills", "3", "--name", "kill-test"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = bench.StandardOutput.ReadToEndAsync();
        var errors = bench.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await bench.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            bench.Kill(entireProcessTree: true);
            Assert.Fail($"Three kills took longer than {Limit.TotalMinutes} minutes.");
        }

        Assert.True(bench.ExitCode == 0, await output + await errors);
    }

    /// <summary>The benchmark lies beside the tests in the build's output, in the same configuration.</summary>
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "Bench", own.Name, "CadreWatch.Bench.dll");
    }
}

/// <summary>A class of its own for each store: they wait for disks and for servers to start, side by side.</summary>
public sealed class KillOnSqlite() : KillTests("sqlite");

public sealed class KillOnPostgres() : KillTests("pg");
