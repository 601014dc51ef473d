using System.Text;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Web.Access;
using CadreWatch.Web.Signals;

namespace CadreWatch.Web.Alerts;

/// <summary>One row of <see cref="ReadTableSet.Alerts"/> by its columns.</summary>
internal sealed record AlertRow(AlertMark Mark, DateTimeOffset ChangedAt, long Version, byte[] Body)
{
    public static AlertRow Of(object?[] row)
    {
        var table = ReadTableSet.Alerts;
        var facts = new CaseFacts(
            (string)row.In(table, "cadre")!, (string)row.In(table, "authority")!, (string)row.In(table, "unit")!, (long)row.In(table, "own_staff")! != 0);
        var mark = new AlertMark(
            (string)row.In(table, "id")!, facts, (Secrecy)(long)row.In(table, "secrecy")!, (string)row.In(table, "pattern")!,
            (long)row.In(table, "level_rank")!, (string)row.In(table, "state")!, (long)row.In(table, "acknowledged")! != 0, (string?)row.In(table, "owner"))
        {
            EndedAt = (DateTimeOffset?)row.In(table, "ended_at"),
        };
        var body = row.In(table, "body") switch { byte[] bytes => bytes, var text => Encoding.UTF8.GetBytes((string)text!) };
        return new(mark, (DateTimeOffset)row.In(table, "changed_at")!, (long)row.In(table, "version")!, body);
    }

    /// <summary>The whole card. Signals leave under opaque ids.</summary>
    public AlertView View(PersonView person, ILookup<long, string>? notes, JsonSerializerOptions json)
    {
        var view = JsonSerializer.Deserialize<AlertView>(Body, json) ?? new();
        return view with
        {
            Id = Mark.Id,
            Version = Version,
            Cadre = Mark.Cadre,
            Person = person,
            Acknowledged = Mark.Acknowledged,
            Causes = [.. view.Causes.Select(c => c with { Signal = SignalHandle.Of(Mark.Cadre, c.Signal) })],
            History = notes is null ? view.History : [.. view.History.Select(h => h with { Note = notes[h.Version].FirstOrDefault() ?? h.Note })],
        };
    }
}

internal static class RowColumns
{
    /// <summary>What rights look at in a row of <see cref="ReadTableSet.Cadres"/>.</summary>
    public static CaseFacts Facts(this object?[] row)
    {
        var table = ReadTableSet.Cadres;
        return new((string)row.In(table, "number")!, (string)row.In(table, "authority")!, (string)row.In(table, "unit")!, (long)row.In(table, "own_staff")! != 0);
    }

    /// <summary>The value of a column by its name.</summary>
    public static object? In(this object?[] row, ReadTable table, string column) => row[Array.FindIndex(table.Columns, c => c.Name == column)];
}
