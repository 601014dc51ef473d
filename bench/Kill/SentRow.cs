using System.Text.Json;

namespace CadreWatch.Bench.Kill;

/// <summary>What of a sent row names its signal and its revision.</summary>
internal sealed record SentRow(string Source, string ExternalId, string Cadre, DateTimeOffset KnownOn)
{
    public static List<SentRow> Read(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return
        [
            .. json.RootElement.EnumerateArray().Select(r => new SentRow(
                r.GetProperty("source").GetString()!, r.GetProperty("externalId").GetString()!, r.GetProperty("cadre").GetString()!, r.GetProperty("knownOn").GetDateTimeOffset())),
        ];
    }
}
