using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CadreWatch.Web.Tests.JointReviews;

public sealed class MemberUnitsTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("[{", "$[0]", "memberUnitsMalformed")]
    [InlineData("""[{"id":"jwjw","secrecy":"unknown"}]""", "$[0].secrecy", "memberUnitsMalformed")]
    [InlineData("[null]", "$[0]", "memberUnitsIncomplete")]
    [InlineData("""[{"id":"jwjw","name":" "}]""", "$[0].name", "memberUnitsIncomplete")]
    public async Task OwnListThatCannotBeUsed_IsNamedByPlaceAndRule(string list, string field, string rule)
    {
        _ = server.Page;
        var path = Path.Combine(server.Data, "member-units.json");
        await File.WriteAllTextAsync(path, list);
        try
        {
            using var answer = await server.Page.GetAsync("/api/joint-reviews/setup");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((field, rule), (problem.GetProperty("field").GetString(), problem.GetProperty("code").GetString()));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
