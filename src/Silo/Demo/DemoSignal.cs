using System.Text.Json.Nodes;

namespace CadreWatch.Silo.Demo;

/// <summary>One revision of one signal on its way to become a row of ingest.</summary>
internal sealed record DemoSignal(DemoPerson Person, string Kind, string ExternalId, DateOnly OccurredOn, DateOnly KnownOn)
{
    public string Source { get; init; } = "示例数据";

    public string? Category { get; init; }

    public int Severity { get; init; } = 2;

    public string Status { get; init; } = "recorded";

    public string? Agency { get; init; }

    public string? Title { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<(string Name, double Value)> Metrics { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Attributes { get; init; } = [];

    public JsonObject Row()
    {
        var row = new JsonObject
        {
            ["source"] = Source,
            ["externalId"] = ExternalId,
            ["cadre"] = Person.Number,
            ["kind"] = Kind,
            ["severity"] = Severity,
            ["status"] = Status,
            ["occurredOn"] = DemoPeople.Day(OccurredOn),
            ["knownOn"] = DemoPeople.Day(KnownOn),
            ["secrecy"] = "internal",
            ["backfill"] = true,
        };
        Put("category", Category);
        Put("agency", Agency);
        Put("title", Title);
        Put("text", Text);
        if (Metrics.Count > 0)
            row["metrics"] = new JsonObject(Metrics.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Name, m.Value)));
        if (Attributes.Count > 0)
            row["attributes"] = new JsonObject(Attributes.Select(a => KeyValuePair.Create<string, JsonNode?>(a.Name, a.Value)));
        return row;

        void Put(string name, string? value)
        {
            if (value is not null)
                row[name] = value;
        }
    }
}
