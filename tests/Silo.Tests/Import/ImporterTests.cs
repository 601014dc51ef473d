using System.Text;
using CadreWatch.Cli.Import;
using CadreWatch.Cli.Import.Sending;

namespace CadreWatch.Silo.Tests.Import;

public sealed class ImporterTests : IDisposable
{
    private const string Profile = """
        profile: small
        tables:
          people: { file: people.csv, key: id }
          posts: { file: posts.csv.gz }
          letters: { file: letters.csv.gz, key: no, dates: { closed: yyyy/M/d } }
          points: { file: points.csv }
        maps:
          result: { S: substantiated, N: unsubstantiated }
          sex: { 男: male, 女: female }
        cadres:
          from: people
          row: { number: "P-{id|pad:3}", name: "{name}", sex: "{sex|map:sex}", unit: "{posts.unit|or:none}", tags: [试验, "{tag}"] }
          posts:
            from: posts
            by: id
            start: start
            end: end
            overlaps: cut
            row: { unit: "{unit|int}", post: 职员, from: "{start}", to: "{end}" }
            otherwise: { post: 职员 }
        signals:
          - from: points
            join: { letters: no }
            where: [kind != ignored]
            emit:
              - row: { source: t, externalId: "{no}", cadre: "P-{id|pad:3}", kind: complaint, status: reported, knownOn: "{letters.received}", metrics: { weight: "{weight}" } }
              - when: [letters.closed after letters.received]
                row: { source: t, externalId: "{no}", cadre: "P-{id|pad:3}", kind: complaint, status: "{result|map:result}", knownOn: "{letters.closed}", backfill: "true" }
        """;

    private readonly ImportBench bench = new ImportBench()
        .Table("people.csv", "id,name,sex,tag\n1,周某,男,甲\n2,吴某某,女,\n")
        .Table("posts.csv.gz", "id,unit,start,end\n1,7.0,2001-01-01,\n1,8.0,2003-05-01,2003-04-30\n1,9.0,2003-05-01,\n9,1,2000-01-01,\n")
        .Table("letters.csv.gz", "no,received,closed\nA,2005-01-01,2006/3/1\nB,2004-01-01,\n")
        .Table("points.csv", "id,no,kind,result,weight\n1,A,x,S,1.5\n1,B,x,,2\n2,A,ignored,,1\n7,B,x,,1\n");

    [Theory]
    [InlineData("people.csv", "people.csv")]
    [InlineData("people.csv", "below/people.csv")]
    public async Task TableThatIsALink_OrLiesBehindOne_IsRefusedBeforeItIsRead(string file, string named)
    {
        using var outside = new ImportBench().Table(file, "id,name,sex,tag\n1,外部,男,甲\n");
        var link = Path.Combine(bench.Folder, named.Split('/')[0]);
        File.Delete(link);
        File.CreateSymbolicLink(link, named.Contains('/') ? outside.Folder : Path.Combine(outside.Folder, file));

        var refused = await Assert.ThrowsAsync<ImportException>(() => bench.RunAsync(Profile.Replace("file: people.csv", $"file: {named}", StringComparison.Ordinal)));
        Assert.Contains(link, refused.Message, StringComparison.Ordinal);
        Assert.Contains("链接", refused.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Accepted);
    }

    [Fact]
    public async Task SourceFolder_MayItselfBeALink()
    {
        var link = bench.Folder + "-link";
        Directory.CreateSymbolicLink(link, bench.Folder);
        try
        {
            await bench.RunAsync(Profile, link);
            Assert.NotEmpty(bench.Accepted);
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [Fact]
    public async Task PostsOfACadre_ComeInOrderWithOverlapsCut()
    {
        await bench.RunAsync(Profile);

        var first = bench.Rows(RowKind.Cadres).Single(r => r.GetProperty("number").GetString() == "P-001");
        Assert.Equal("""[{"unit":"7","post":"职员","from":"2001-01-01","to":"2003-04-30"},{"unit":"9","post":"职员","from":"2003-05-01"}]""", first.GetProperty("posts").GetRawText());
        Assert.Equal("9.0", first.GetProperty("unit").GetString());
        Assert.Contains(bench.Problems, p => p is { Table: "posts", Line: 3, Rule: "endsBeforeStart" });
        Assert.Contains(bench.Problems, p => p is { Table: "posts", Line: 5, Field: "id", Rule: "unknownCadre" });
        Assert.Equal(1, bench.Tally.Adjusted[("posts", "overlapCut")]);
    }

    [Fact]
    public async Task CadreWithoutPosts_HasTheOneOfOtherwise_AndNoEmptyFields()
    {
        await bench.RunAsync(Profile);

        var second = bench.Rows(RowKind.Cadres).Single(r => r.GetProperty("number").GetString() == "P-002");
        Assert.Equal("""{"number":"P-002","name":"吴某某","sex":"female","unit":"none","tags":["试验"],"posts":[{"post":"职员"}]}""", second.GetRawText());
    }

    [Fact]
    public async Task RowWithOutcome_GivesAReportThenARevision_InTheCadresOwnOrder()
    {
        await bench.RunAsync(Profile);

        var told = bench.Rows(RowKind.Signals).Select(r => $"{r.GetProperty("externalId")} {r.GetProperty("status")} {r.GetProperty("knownOn")}");
        Assert.Equal(["B reported 2004-01-01", "A reported 2005-01-01", "A substantiated 2006-03-01"], told);
        Assert.Equal(1, bench.Tally.Skipped["points"]);
    }

    [Fact]
    public async Task NumbersAndTruths_AreWrittenAsSuch()
    {
        await bench.RunAsync(Profile);

        var rows = bench.Rows(RowKind.Signals);
        Assert.Equal("1.5", rows[1].GetProperty("metrics").GetProperty("weight").GetRawText());
        Assert.True(rows[2].GetProperty("backfill").GetBoolean());
    }

    [Fact]
    public async Task RowTheServerRefuses_IsNamedByItsTableAndLine()
    {
        await bench.RunAsync(Profile);

        Assert.Contains(bench.Problems, p => p is { Table: "points", Line: 5, Field: "cadre", Rule: "unknownCadre" });
        Assert.Equal(new ImportTally.Sent(4, 3, 0, 1), bench.Tally.SentRows["signals"]);
    }

    [Fact]
    public async Task SecondRun_ChangesNothing()
    {
        await bench.RunAsync(Profile);
        var first = bench.Accepted.Count;
        await bench.RunAsync(Profile);

        Assert.Equal(first, bench.Accepted.Count);
        Assert.Equal(new ImportTally.Sent(4, 0, 3, 1), bench.Tally.SentRows["signals"]);
        Assert.Equal(new ImportTally.Sent(2, 0, 2, 0), bench.Tally.SentRows["cadres"]);
    }

    [Fact]
    public async Task BusyReceiver_IsOfferedTheSameBatchAgain()
    {
        bench.BusyCalls.UnionWith([1, 3]);
        await bench.RunAsync(Profile);

        Assert.Equal(3, bench.Tally.SentRows["signals"].Accepted);
        Assert.Equal(2, bench.Tally.SentRows["cadres"].Accepted);
    }

    [Fact]
    public async Task RowsOfOneCadre_KeepTheirOrderOverBatches()
    {
        var rows = new StringBuilder("id,no,kind,result,weight\n");
        var letters = new StringBuilder("no,received,closed\n");
        for (var i = 0; i < 12_000; i++)
        {
            letters.Append(System.Globalization.CultureInfo.InvariantCulture, $"L{i},{new DateOnly(1990, 1, 1).AddDays((i * 7919) % 12_000):yyyy-MM-dd},\n");
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"{(i % 3 == 0 ? 2 : 1)},L{i},x,,1\n");
        }

        await bench.Table("letters.csv.gz", letters.ToString()).Table("points.csv", rows.ToString()).RunAsync(Profile);

        foreach (var cadre in bench.Rows(RowKind.Signals).GroupBy(r => r.GetProperty("cadre").GetString()))
            Assert.Equal(cadre.Select(r => r.GetProperty("knownOn").GetString()).Order(StringComparer.Ordinal), cadre.Select(r => r.GetProperty("knownOn").GetString()));
        Assert.Equal(12_000, bench.Tally.SentRows["signals"].Accepted);
    }

    [Fact]
    public async Task CodeOutsideItsMap_RefusesTheRowByField()
    {
        await bench.Table("points.csv", "id,no,kind,result,weight\n1,A,x,Q,heavy\n").RunAsync(Profile);

        Assert.Contains(bench.Problems, p => p is { Table: "points", Line: 2, Field: "status", Rule: "unmapped" });
        Assert.Contains(bench.Problems, p => p is { Table: "points", Line: 2, Field: "metrics.weight", Rule: "notANumber" });
    }

    [Fact]
    public async Task BadDateShortRowAndOpenQuote_AreRefusedByLine()
    {
        await bench.Table("letters.csv.gz", "no,received,closed\nA,2005-01-01,2006-03-01\nB,2004-01-01\nC,\"2004-01-01,\n").RunAsync(Profile);

        Assert.Equal(["badDate", "badQuotes", "columnCount"], bench.Problems.Where(p => p.Table == "letters").Select(p => p.Rule).Order());
        Assert.Contains(bench.Problems, p => p is { Table: "letters", Line: 2, Field: "closed" });
    }

    [Fact]
    public async Task TableInGb18030_IsReadAsTheProfileSays()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await bench.Table("people.csv", "id;name;sex;tag\n1;㐂某·某;男;\n", Encoding.GetEncoding("gb18030"))
            .RunAsync(Profile.Replace("people.csv,", "people.csv, encoding: gb18030, delimiter: \";\",", StringComparison.Ordinal));

        Assert.Equal("㐂某·某", bench.Rows(RowKind.Cadres).Single().GetProperty("name").GetString());
    }

    [Fact]
    public async Task TableInAnotherEncoding_StopsTheImportByName()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        bench.Table("people.csv", "id,name,sex,tag\n1,周某,男,\n", Encoding.GetEncoding("gb18030"));

        var stopped = await Assert.ThrowsAsync<ImportException>(() => bench.RunAsync(Profile));
        Assert.Contains("people.csv", stopped.Message, StringComparison.Ordinal);
    }

    public void Dispose() => bench.Dispose();
}
