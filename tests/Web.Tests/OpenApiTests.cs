using System.Text.Json.Nodes;

namespace CadreWatch.Web.Tests;

public sealed class OpenApiTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task CheckedInDocument_IsWhatTheServerSays()
    {
        var path = Path.Combine(Repository.Root, "src/Web/openapi.json");
        var served = (await server.Page.GetStringAsync("/openapi/v1.json")).ReplaceLineEndings("\n").TrimEnd();
        var same = File.Exists(path) && JsonNode.DeepEquals(JsonNode.Parse(served), JsonNode.Parse(await File.ReadAllTextAsync(path)));
        if (!same) await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "openapi.json"), served + "\n");
        Assert.True(same, $"src/Web/openapi.json is not what the server says; what it says is in {AppContext.BaseDirectory}openapi.json.");
    }
}
