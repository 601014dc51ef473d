using System.Text;
using CadreWatch.Silo.Policies;

namespace CadreWatch.Silo.Tests.Policies;

public sealed class PolicyYamlTests
{
    private static readonly string Shipped = Encoding.UTF8.GetString(PolicyYaml.Shipped());

    [Fact]
    public void ShippedDocument_HasSevenPatternsOfSevenKinds_AndAllKindsOfSignals()
    {
        var policy = PolicyYaml.Read(PolicyYaml.Shipped());
        Assert.Equal("2026-03", policy.Version);
        Assert.Equal(7, policy.Patterns.Select(p => p.GetType()).Distinct().Count());
        Assert.Equal(26, policy.Kinds.Count);
        Assert.Equal(20, policy.Parameter("satisfaction.admonition", new(2026, 10, 12))!.Value);
        Assert.Equal("武清区做法", policy.Parameter("satisfaction.admonition", new(2026, 10, 12))!.Provision.Source);
        Assert.All(policy.Parameters, p => Assert.NotEmpty(p.Provision.Source));
    }

    [Fact]
    public void Chains_OfMeasures_AreReadWithTheirFlags()
    {
        Assert.Empty(PolicyYaml.Read(PolicyYaml.Shipped()).Chains);
        var document = $"{Shipped}\nchains:\n  - {{ act: admonition, ranks: [departmentHead, committeePrincipal], study: true, source: 示例规定, grade: S, from: 2026-01-01 }}\n"
            + "  - { act: extension, ranks: [deputyHead], any: true, source: 示例规定, article: 第2条, grade: M, authority: 市 }\n";
        var chains = PolicyYaml.Read(Encoding.UTF8.GetBytes(document)).Chains;
        Assert.Equal(["departmentHead", "committeePrincipal"], chains[0].Ranks);
        Assert.True(chains[0] is { Study: true, Any: false } && chains[1] is { Any: true, Study: false, Authority: "市" });
        Assert.Equal("chains[0].ranks", Assert.Throws<PolicyDocumentException>(
            () => PolicyYaml.Read(Encoding.UTF8.GetBytes(document.Replace("ranks: [departmentHead, committeePrincipal], ", "", StringComparison.Ordinal)))).Path);
    }

    [Fact]
    public void Conclusions_AreTheDocumentsOwnInTheirOrder_OrThoseThatShip()
    {
        Assert.Equal(Grains.Meetings.Conclusions.Shipped, PolicyYaml.Read(PolicyYaml.Shipped()).Conclusions);
        var document = $"{Shipped}\nconclusions:\n  - {{ code: clear, name: 未发现影响使用的情形 }}\n  - {{ code: warn, name: 建议诫勉并调整, measure: admonition }}\n";
        Assert.Equal([new("clear", "未发现影响使用的情形", null), new("warn", "建议诫勉并调整", "admonition")], PolicyYaml.Read(Encoding.UTF8.GetBytes(document)).Conclusions);
        foreach (var (was, becomes, path) in new[] { ("code: warn", "code: clear", "conclusions"), ("measure: admonition", "measure: transfer", "conclusions[1].measure"), ("name: 未发现影响使用的情形", "word: 无", "conclusions[0].word") })
            Assert.Equal(path, Assert.Throws<PolicyDocumentException>(() => PolicyYaml.Read(Encoding.UTF8.GetBytes(document.Replace(was, becomes, StringComparison.Ordinal)))).Path);
    }

    [Theory]
    [InlineData("value: 30, unit: 日", "value: viel, unit: 日", "parameters[0].value")]
    [InlineData("grade: S, from: 2000-01-01 }", "grade: X, from: 2000-01-01 }", "parameters[0].grade")]
    [InlineData("window: complaints.window", "window: complaints.windw", "patterns[1]")]
    [InlineData("code: signal.freshDays", "code: access.purpose.portait", "parameters[0].code")]
    [InlineData("kinds: [evaluation]", "kinds: [evaluations]", "patterns[0].kinds[0]")]
    [InlineData("name: 测评不满意", "name: 测评不满意的情况说明", "patterns[0].name")]
    [InlineData("word: 红 }", "word: 红, colour: red }", "levels[0].colour")]
    [InlineData("rank: 2, key: orange", "rank: 3, key: orange", "levels[1].rank")]
    [InlineData("type: overdue", "type: overdew", "patterns[5].type")]
    [InlineData("version: \"2026-03\"", "", "version")]
    [InlineData("source: 示例预警规则", "source: \"示例\\0规则\"", "parameters[0].source")]
    [InlineData("source: 示例预警规则", "source: \"示例\\uD800\"", "第40行")]
    [InlineData("name: 新近信息天数", "name: 新近信息天数, name: 天数", "第40行")]
    public void BrokenDocument_NamesThePlace(string was, string becomes, string path)
    {
        var at = Shipped.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0);
        var broken = string.Concat(Shipped.AsSpan(0, at), becomes, Shipped.AsSpan(at + was.Length));
        Assert.Equal(path, Assert.Throws<PolicyDocumentException>(() => PolicyYaml.Read(Encoding.UTF8.GetBytes(broken))).Path);
    }

    [Fact]
    public void BytesThatAreNoDocument_AreRefused()
    {
        Assert.Throws<PolicyDocumentException>(() => PolicyYaml.Read([0xFF, 0xFE, 0x00]));
        Assert.Throws<PolicyDocumentException>(() => PolicyYaml.Read("[1, 2"u8));
        Assert.Throws<PolicyDocumentException>(() => PolicyYaml.Read(""u8));
        Assert.Contains("嵌套", Assert.Throws<PolicyDocumentException>(() => PolicyYaml.Read(Encoding.UTF8.GetBytes(new string('[', 500_000)))).Rule, StringComparison.Ordinal);
    }
}
