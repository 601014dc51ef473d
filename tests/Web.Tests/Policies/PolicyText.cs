using System.Net;
using System.Text;
using CadreWatch.Silo.Policies;

namespace CadreWatch.Web.Tests.Policies;

/// <summary>The shipped document with some of it replaced, and sending one.</summary>
internal static class PolicyText
{
    public static string Of(string version, params (string Was, string Becomes)[] changes)
    {
        var text = Encoding.UTF8.GetString(PolicyYaml.Shipped()).Replace("version: \"2026-03\"", $"version: \"{version}\"", StringComparison.Ordinal);
        foreach (var (was, becomes) in changes)
        {
            Assert.Contains(was, text, StringComparison.Ordinal);
            text = text.Replace(was, becomes, StringComparison.Ordinal);
        }

        return text;
    }

    public static async Task<(HttpStatusCode Status, string Body)> ProposeAsync(ServerFixture server, string account, string text)
    {
        using var content = new StringContent(text, Encoding.UTF8, "application/yaml");
        using var answer = await server.As(account).PostAsync("/api/policies", content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
