using System.Globalization;

namespace CadreWatch.Bench.Kill;

/// <summary>
/// What was sent and what was answered, in order: one line each of <c>S</c> (about to be sent, its body lies in a file), <c>A</c> (answered 200) and
/// <c>E</c> (no answer), with lane and number of the batch. Lines reach the file before the keeper goes on.
/// </summary>
internal sealed class AckLog : IDisposable
{
    private const string Name = "acknowledgements.log";
    private readonly string folder;
    private readonly StreamWriter? writer;
    private readonly Lock gate = new();

    public AckLog(string folder, bool append)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        if (append) writer = new(new FileStream(Path.Combine(folder, Name), FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
    }

    public void Sent(int lane, int number, byte[] body)
    {
        File.WriteAllBytes(BodyFile(lane, number), body);
        Write($"S {lane} {number}");
    }

    public void Acknowledged(int lane, int number, string counts) => Write($"A {lane} {number} {counts}");

    public void Unanswered(int lane, int number) => Write($"E {lane} {number}");

    public byte[] Body(int lane, int number) => File.ReadAllBytes(BodyFile(lane, number));

    /// <summary>The last line of each lane: what it waits for.</summary>
    public Dictionary<int, (char What, int Number)> Last() => Lines().GroupBy(l => l.Lane).ToDictionary(g => g.Key, g => (g.Last().What, g.Last().Number));

    public IReadOnlyList<(char What, int Lane, int Number)> Lines()
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return [];
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).Select(f => (f[0][0], Number(f[1]), Number(f[2])))];
    }

    public void Dispose() => writer?.Dispose();

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private string BodyFile(int lane, int number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{lane}-{number}.json"));

    private void Write(FormattableString line)
    {
        lock (gate) writer!.WriteLine(FormattableString.Invariant(line));
    }
}
