using System.Diagnostics;
using System.Text;

namespace CadreWatch.Bench.Hosts;

/// <summary>A process of ours: its output is kept for the case that it fails, and it never outlives the benchmark.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly Lock gate = new();

    private Child(Process process) => this.process = process;

    /// <summary>Raised for every line of standard output.</summary>
    public event Action<string>? Line;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public string Output
    {
        get
        {
            lock (gate) return output.ToString();
        }
    }

    public static Child Start(string file, IEnumerable<string> args, IReadOnlyDictionary<string, string?>? environment = null, Action<string>? line = null)
    {
        var start = new ProcessStartInfo(file, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        var child = new Child(new Process { StartInfo = start });
        child.Line += line;
        child.process.OutputDataReceived += (_, e) => child.Keep(e.Data, true);
        child.process.ErrorDataReceived += (_, e) => child.Keep(e.Data, false);
        child.process.Start();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a tool to its end.</summary>
    public static async Task<string> RunAsync(string file, params string[] args)
    {
        using var child = Start(file, args);
        await child.process.WaitForExitAsync();
        return child.process.ExitCode == 0
            ? child.Output
            : throw new BenchFailedException($"{file} {string.Join(' ', args)} ended with {child.process.ExitCode}:\n{child.Output}");
    }

    public void Say(string line) => process.StandardInput.WriteLine(line);

    public async Task<int> EndAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new BenchFailedException($"{process.StartInfo.FileName} did not end within {within.TotalSeconds:F0} s:\n{Output}");
        }

        return process.ExitCode;
    }

    /// <summary>SIGTERM.</summary>
    public void AskToEnd()
    {
        if (!process.HasExited) _ = Native.Kill(process.Id, Native.Term);
    }

    /// <summary>SIGKILL, and waits until the process is gone.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited) _ = Native.Kill(process.Id, Native.KillNow);
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private void Keep(string? line, bool standard)
    {
        if (line is null) return;
        lock (gate)
        {
            if (output.Length < 1_000_000) output.AppendLine(line);
        }

        if (standard) Line?.Invoke(line);
    }
}
