namespace CadreWatch.Architecture.Tests;

public sealed class SourceTests
{
    private const int Longest = 400;

    /// <summary>Words that never stand in this system: a person is 被反映人, 函询对象, 诫勉对象 or ××同志, and the model gives an order of attention, no score.</summary>
    private static readonly string[] Banned = ["嫌疑人", "问题干部", "风险人员", "黑名单", "庸者", "劣者", "风险分"];

    private static readonly string[] Texts =
    [
        ".cs", ".ts", ".tsx", ".css", ".html", ".json", ".yaml", ".yml", ".resx", ".sql", ".csproj", ".md", ".svg",
    ];

    [Fact]
    public void SourceFile_HasFourHundredLinesAtMost() =>
        Assert.Empty(
            from file in Repository.SourceFiles(".cs", ".ts", ".tsx", ".css", ".sql")
            let lines = Repository.Read(file).Count(c => c == '\n')
            where lines > Longest
            select $"{file}: {lines}");

    [Fact]
    public void BannedWord_StandsNowhere() =>
        Assert.Empty(
            from file in Repository.SourceFiles(Texts)
            from line in Repository.Read(file).Split('\n').Select((text, i) => (Text: text, Number: i + 1))
            from word in Banned
            where line.Text.Contains(word, StringComparison.Ordinal) && !IsTheListItself(file)
            select $"{file}:{line.Number}: {word}");

    [Fact]
    public void Source_ReadsNoStaticClock() =>
        Assert.Empty(
            from file in Repository.SourceFiles(".cs")
            from line in Repository.Read(file).Split('\n').Select((text, i) => (Text: text, Number: i + 1))
            where line.Text.Contains("#pragma warning disable RS0030", StringComparison.Ordinal)
            select $"{file}:{line.Number}");

    /// <summary>Where the product or a test of its pages refuses the words, it has to name them.</summary>
    private static bool IsTheListItself(string file) =>
        file.EndsWith(".test.ts", StringComparison.Ordinal) || Path.GetFileNameWithoutExtension(file) is "BannedWords" or "ForbiddenWords" or "WordsThatNeverAppear";
}
