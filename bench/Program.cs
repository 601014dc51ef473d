using CadreWatch.Bench;
using CadreWatch.Bench.Benchmarks;
using CadreWatch.Bench.Kill;
using CadreWatch.Bench.Load;
using CadreWatch.Bench.Risk;

Dictionary<string, Func<BenchOptions, Task<int>>> commands = new(StringComparer.Ordinal)
{
    ["ingest"] = IngestBench.RunAsync,
    ["latency"] = LatencyBench.RunAsync,
    ["hot"] = HotBench.RunAsync,
    ["memory"] = MemoryBench.RunAsync,
    ["growth"] = GrowthBench.RunAsync,
    ["trail"] = TrailBench.RunAsync,
    ["board"] = BoardBench.RunAsync,
    ["boards"] = ThousandBoardsBench.RunAsync,
    ["review"] = ReviewBench.RunAsync,
    ["measures"] = MeasureBench.RunAsync,
    ["deadlines"] = DeadlineBench.RunAsync,
    ["letter"] = LetterBench.RunAsync,
    ["opinion"] = OpinionBench.RunAsync,
    ["meeting"] = MeetingBench.RunAsync,
    ["kill"] = KillBench.RunAsync,
    ["risk-score"] = RiskScoreBench.RunAsync,
    ["risk-train"] = RiskTrainBench.RunAsync,
    ["risk-stream"] = RiskTrainBench.StreamAsync,
    ["risk-replay"] = RiskReplayBench.RunAsync,
    ["demo-model"] = DemoModel.RunAsync,
    [LatencyLoad.Command] = LatencyLoad.MainAsync,
    [BoardsLoad.Command] = BoardsLoad.MainAsync,
    [AckKeeper.Command] = AckKeeper.MainAsync,
    [Generator.Command] = Generator.MainAsync,
};
if (args.Length == 0 || !commands.TryGetValue(args[0], out var command))
{
    Console.Error.WriteLine("bench/run.sh NAME [options]; NAME is one of " + string.Join(", ", commands.Keys.Where(k => !k.StartsWith("gen", StringComparison.Ordinal))));
    return 2;
}

try
{
    return await command(new(args[1..]));
}
catch (BadOptionException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
catch (BenchFailedException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
