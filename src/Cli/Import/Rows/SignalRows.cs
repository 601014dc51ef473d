using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CadreWatch.Cli.Import.Profiles;
using CadreWatch.Cli.Import.Tables;

namespace CadreWatch.Cli.Import.Rows;

/// <summary>Signals of one mapping: every row through every emission whose conditions hold.</summary>
internal sealed class SignalRows(SignalMapping mapping, string path, TableSet tables, ImportTally tally)
{
    public void Spool(RowSpool spool, Action<double> progress)
    {
        using var file = tables.Open(mapping.From);
        var (scope, view) = tables.Joined(mapping.From, file.Columns, mapping.Joins, path);
        var where = RowCondition.Bind(mapping.Where, scope);
        var emissions = mapping.Emit.Select(e => new BoundEmission(
            RowCondition.Bind(e.When, scope), RowWriter.Bind(e.Row, scope), RowWriter.Text(e.Row, "cadre", scope), RowWriter.Text(e.Row, "knownOn", scope))).ToArray();
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, JsonText.Options);
        foreach (var (line, values) in file.Rows(tally.Refuse))
        {
            tally.Read(mapping.From);
            var row = view(values);
            var emitted = 0;
            if (where(row))
                foreach (var emission in emissions.Where(e => e.When(row)))
                {
                    emitted++;
                    Emit(spool, emission, row, new(mapping.From, line), buffer, json);
                }

            if (emitted == 0)
                tally.Skip(mapping.From);
            progress((double)file.Bytes.Position / file.Bytes.Length);
        }
    }

    private void Emit(RowSpool spool, BoundEmission emission, RowView row, RowOrigin origin, ArrayBufferWriter<byte> buffer, Utf8JsonWriter json)
    {
        buffer.Clear();
        json.Reset();
        try
        {
            json.WriteStartObject();
            emission.Row.Write(json, row);
            json.WriteEndObject();
            json.Flush();
            spool.Add(emission.Cadre(row), MinuteOf(emission.KnownOn(row)), origin, buffer.WrittenSpan);
        }
        catch (FieldProblemException e)
        {
            tally.Refuse(new(origin.Table, origin.Line, e.Field, e.Rule, e.Message));
        }
    }

    /// <summary>For the order alone: what is no date is for the server to refuse.</summary>
    private static int MinuteOf(string knownOn) =>
        DateTimeOffset.TryParse(knownOn, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? (int)(at.UtcTicks / TimeSpan.TicksPerMinute) : 0;

    private sealed record BoundEmission(Func<RowView, bool> When, RowWriter Row, Func<RowView, string> Cadre, Func<RowView, string> KnownOn);
}

internal static class JsonText
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
