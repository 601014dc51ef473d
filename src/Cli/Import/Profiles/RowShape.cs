namespace CadreWatch.Cli.Import.Profiles;

/// <summary>The fields a row may have and which of them are not texts: the server's own names, so that a profile's slip is found before anything is sent.</summary>
internal sealed class RowShape
{
    public static readonly RowShape Signal = new(
        ["source", "externalId", "cadre", "kind", "knownOn"],
        ["category", "severity", "status", "occurredOn", "occurredFrom", "occurredTo", "agency", "secrecy", "title", "text", "metrics", "attributes", "backfill"]);

    public static readonly RowShape Cadre = new(
        ["number", "name"],
        ["sex", "bornOn", "unit", "unitName", "rank", "managementAuthority", "tags", "demo", "post", "postKind", "appointedOn"]);

    public static readonly RowShape Post = new(["post"], ["unit", "postKind", "from", "to", "reportedOn", "fields", "nominator", "reviewers"]);

    private readonly string[] required;
    private readonly string[] fields;

    private RowShape(string[] required, string[] optional)
    {
        this.required = required;
        fields = [.. required, .. optional];
    }

    public static JsonType TypeOf(string parent, string field) => (parent, field) switch
    {
        ("metrics", _) => JsonType.Number,
        ("", "severity") => JsonType.Number,
        ("", "backfill" or "demo") => JsonType.Truth,
        _ => JsonType.Text,
    };

    public void Check(YamlCursor at)
    {
        at.Only(fields);
        foreach (var field in required)
            at.Require(field);
    }
}

internal enum JsonType
{
    Text,
    Number,
    Truth,
}
