using CadreWatch.Cli.Import.Profiles;

namespace CadreWatch.Silo.Tests.Import;

public sealed class ProfileReaderTests
{
    private const string Good = """
        profile: p
        tables: { a: { file: a.csv, key: id } }
        maps: { m: { x: y } }
        cadres: { from: a, row: { number: "{id}", name: "{n}" } }
        signals:
          - from: a
            emit:
              - row: { source: s, externalId: "{id}", cadre: "{id}", kind: k, knownOn: "{d}" }
        """;

    [Theory]
    [InlineData("file: a.csv", "file: ../a.csv", "tables.a.file (line 2)")]
    [InlineData("file: a.csv", "file: /etc/passwd", "tables.a.file (line 2)")]
    [InlineData("file: a.csv", "file: b/../../a.csv", "tables.a.file (line 2)")]
    [InlineData("file: a.csv", @"file: '..\a.csv'", "tables.a.file (line 2)")]
    [InlineData("file: a.csv", @"file: ""a\0.csv""", "tables.a.file (line 2)")]
    [InlineData("key: id", "kee: id", "tables.a.kee (line 2)")]
    [InlineData("key: id", "encoding: latin1", "tables.a.encoding (line 2)")]
    [InlineData("from: a, row", "from: b, row", "cadres.from (line 4)")]
    [InlineData("kind: k", "kynd: k", "signals[0].emit[0].row.kynd (line 8)")]
    [InlineData("kind: k, ", "", "signals[0].emit[0].row (line 8)")]
    [InlineData("\"{n}\"", "\"{n|map:q}\"", "cadres.row.name: there is no map “q”; there are: m.")]
    [InlineData("\"{n}\"", "\"{n|shout}\"", "cadres.row.name: “shout” is no filter")]
    [InlineData("\"{n}\"", "\"{n\"", "cadres.row.name: “{n” has a brace that does not close")]
    [InlineData("profile: p", "profile: [p", "profile (line")]
    public void MistakeInAProfile_IsNamedByPathAndLine(string part, string wrong, string named)
    {
        Assert.NotNull(ProfileReader.Read(new StringReader(Good)));

        var refused = Assert.Throws<ProfileException>(() => ProfileReader.Read(new StringReader(Good.Replace(part, wrong, StringComparison.Ordinal))));
        Assert.StartsWith(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ColumnThatNoTableHas_IsNamedWithThoseThatAre()
    {
        using var bench = new ImportBench().Table("a.csv", "id,n\n1,x\n");

        var refused = await Assert.ThrowsAsync<ProfileException>(() => bench.RunAsync(Good));
        Assert.StartsWith("signals[0].emit[0].row.knownOn: there is no column “d”; there are: id, n.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryShippedProfile_IsRead()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Cadre.Watch.sln")))
            folder = folder.Parent;
        var shipped = Directory.GetFiles(Path.Combine(folder.FullName, "profiles"), "*.yaml");

        Assert.NotEmpty(shipped);
        Assert.All(shipped, file => Assert.NotEmpty(ProfileReader.Read(new StreamReader(file)).Signals));
    }
}
