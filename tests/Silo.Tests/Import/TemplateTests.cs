using CadreWatch.Cli.Import;
using CadreWatch.Cli.Import.Profiles;
using CadreWatch.Cli.Import.Tables;

namespace CadreWatch.Silo.Tests.Import;

public sealed class TemplateTests
{
    private static readonly Dictionary<string, CodeMap> Maps = new()
    {
        ["days"] = new("days", [KeyValuePair.Create("1..30", "short"), KeyValuePair.Create("0", "none"), KeyValuePair.Create("*", "other")]),
    };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{{a}}", "{a}")]
    [InlineData("O-{a|int|pad:5}", "O-00014")]
    [InlineData("O-{empty|pad:5}", "")]
    [InlineData("x{empty|or:?}", "x?")]
    [InlineData("{a|int|map:days}", "short")]
    [InlineData("{zero|map:days}", "none")]
    [InlineData("{word|map:days}", "other")]
    [InlineData("{empty|map:days}", "")]
    [InlineData("{day|later:other.day}", "2005-06-01")]
    [InlineData("{other.day|later:day}", "2005-06-01")]
    [InlineData("{word|upper}", "ABC")]
    public void Template_GivesItsText(string template, string expected)
    {
        var scope = new Scope("own", ["a", "empty", "zero", "word", "day"]).With("other", ["day"]);
        var read = Template.Parse(template, "here", Maps).Bind(scope);

        Assert.Equal(expected, read(new([["14.0", "", "0", "abc", "2005-01-01"], ["2005-06-01"]])));
    }

    [Fact]
    public void JoinThatFoundNothing_ReadsAsEmpty()
    {
        var read = Template.Parse("{other.day}", "here", Maps).Bind(new Scope("own", ["a"]).With("other", ["day"]));

        Assert.Equal("", read(new([["1"], null])));
    }

    [Fact]
    public void FractionAsWholeNumber_RefusesTheRow()
    {
        var read = Template.Parse("{a|int}", "here", Maps).Bind(new Scope("own", ["a"]));

        Assert.Equal("notANumber", Assert.Throws<RowProblemException>(() => read(new([["1.5"]]))).Rule);
    }
}
