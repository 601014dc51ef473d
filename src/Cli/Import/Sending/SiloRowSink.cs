namespace CadreWatch.Cli.Import.Sending;

/// <summary>Sends to a silo within this process, which owns the data folder while it runs; a server that owns it already is named in the refusal.</summary>
internal static class SiloRowSink
{
    public static Task<Target> OpenAsync(DirectoryInfo data, bool judgeAsKnown, CancellationToken cancel) =>
        throw new ImportException($"暂不能直接写入 {data.FullName}（{judgeAsKnown}）；请启动服务器后用 --server。");
}
