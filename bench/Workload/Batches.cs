using System.Globalization;

namespace CadreWatch.Bench.Workload;

/// <summary>One request's body and what it carries.</summary>
internal sealed record Batch(byte[] Body, IReadOnlyList<SignalSpec> Rows);

/// <summary>Cuts a stream of rows into request bodies. The rows of one cadre stay in one lane, so that their order is the sender's.</summary>
internal static class Batches
{
    public static IReadOnlyList<Queue<Batch>> ByLane(SignalStream stream, int rows, int batch, int lanes)
    {
        var open = Enumerable.Range(0, lanes).Select(_ => new List<SignalSpec>(batch)).ToArray();
        var done = Enumerable.Range(0, lanes).Select(_ => new Queue<Batch>()).ToArray();
        for (var i = 0; i < rows; i++)
        {
            var row = stream.Next();
            var lane = row.Cadre % lanes;
            open[lane].Add(row);
            if (open[lane].Count < batch) continue;
            done[lane].Enqueue(Of(open[lane]));
            open[lane] = new(batch);
        }

        for (var lane = 0; lane < lanes; lane++)
            if (open[lane].Count > 0) done[lane].Enqueue(Of(open[lane]));
        return done;
    }

    public static Batch Of(IReadOnlyList<SignalSpec> rows)
    {
        using var body = new MemoryStream(rows.Count * 600);
        using (var json = SignalSpec.Writer(body))
        {
            json.WriteStartArray();
            foreach (var row in rows) row.WriteTo(json);
            json.WriteEndArray();
        }

        return new(body.ToArray(), rows);
    }

    /// <summary>Units in the roster of the benchmark's cadres.</summary>
    public const int Units = 400;

    public static string UnitOf(int cadre) => string.Create(CultureInfo.InvariantCulture, $"U{cadre % Units:D3}");

    /// <summary>The roster of the benchmark's cadres.</summary>
    public static byte[] Roster(int from, int count)
    {
        using var body = new MemoryStream(count * 200);
        using (var json = SignalSpec.Writer(body))
        {
            json.WriteStartArray();
            for (var cadre = from; cadre < from + count; cadre++)
            {
                json.WriteStartObject();
                json.WriteString("number", ZipfCadres.Number(cadre));
                json.WriteString("name", "测试" + (char)('一' + (cadre % 2_000)));
                json.WriteString("sex", cadre % 3 == 0 ? "female" : "male");
                json.WriteString("bornOn", new DateOnly(1960 + (cadre % 35), 1 + (cadre % 12), 1).ToString("O", CultureInfo.InvariantCulture));
                json.WriteString("unit", UnitOf(cadre));
                json.WriteString("unitName", string.Create(CultureInfo.InvariantCulture, $"第{cadre % Units}单位"));
                json.WriteString("rank", "县处级副职");
                json.WriteString("managementAuthority", "市委组织部");
                json.WriteString("post", "副主任");
                json.WriteString("postKind", "leader");
                json.WriteString("appointedOn", "2012-03-01");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return body.ToArray();
    }
}
