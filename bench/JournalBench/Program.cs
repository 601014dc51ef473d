using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Postgres;
using CadreWatch.Journal.Sqlite;
using CadreWatch.TestKit;

// JournalBench sqlite|pg [seconds] [appends per group]: single-event appends, one 200-byte text each, 10,000 streams in turn, straight to AppendAsync.
var store = args.ElementAtOrDefault(0) ?? "sqlite";
var seconds = int.Parse(args.ElementAtOrDefault(1) ?? "10", CultureInfo.InvariantCulture);
var size = int.Parse(args.ElementAtOrDefault(2) ?? "500", CultureInfo.InvariantCulture);
var folder = Path.Combine(AppContext.BaseDirectory, "bench-data");
if (Directory.Exists(folder)) Directory.Delete(folder, true);
await using IJournal journal = store == "pg"
    ? await PostgresJournal.OpenAsync(await (await PostgresServer.SharedAsync()).NewDatabaseAsync(), new())
    : await SqliteJournal.OpenAsync(folder, new());

var versions = new long[10_000];
var text = string.Concat(Enumerable.Repeat("举报反映其违规审批", 8))[..66];
var body = Encoding.UTF8.GetBytes($$"""{"source":"hotline","externalId":"A-2026-000123","kind":"complaint","severity":3,"knownOn":"2026-05-01","occurredOn":"2026-04-28","title":"{{new string('a', 64)}}"}""");
long events = 0, next = 0;
var began = Stopwatch.StartNew();
var cpu = Process.GetCurrentProcess().TotalProcessorTime;
var groups = 0;
var warm = false;
while (began.Elapsed.TotalSeconds < seconds)
{
    if (!warm && began.Elapsed.TotalSeconds > 2)
    {
        warm = true;
        (events, groups) = (0, 0);
        cpu = Process.GetCurrentProcess().TotalProcessorTime;
        began.Restart();
    }

    var group = new StreamAppend[size];
    for (var i = 0; i < size; i++)
    {
        var s = (int)(next++ % versions.Length);
        var salt = RandomNumberGenerator.GetBytes(16);
        group[i] = new($"cadre/{s:D6}", versions[s]++, [new(Guid.CreateVersion7(), [new("cadre.signalRecorded", 1, body)], [new(0, "text", SealedText.Of(text, salt))])], []);
    }

    foreach (var outcome in await journal.AppendAsync(group, CancellationToken.None))
        if (outcome is not AppendOutcome.Appended) throw new InvalidOperationException(outcome.ToString());
    events += size;
    groups++;
}

var spent = began.Elapsed.TotalSeconds;
Console.WriteLine(JsonSerializer.Serialize(new
{
    store,
    groupSize = size,
    eventsPerSecond = Math.Round(events / spent),
    millisPerGroup = Math.Round(spent * 1000 / groups, 2),
    cpuShare = Math.Round((Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds / spent, 2),
    total = await journal.HeadAsync(CancellationToken.None),
}));
