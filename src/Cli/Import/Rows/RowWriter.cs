using System.Globalization;
using System.Text.Json;
using CadreWatch.Cli.Import.Profiles;
using CadreWatch.Cli.Import.Tables;

namespace CadreWatch.Cli.Import.Rows;

/// <summary>Writes the fields of one mapped row as JSON; an empty value, list or map is left out.</summary>
internal sealed class RowWriter
{
    private readonly Field[] fields;

    private RowWriter(Field[] fields) => this.fields = fields;

    public static RowWriter Bind(MapNode row, Scope scope, string parent = "") => new([.. row.Fields.Select(f => new Field(f.Key, Bind(f.Value, scope, parent, f.Key)))]);

    /// <summary>The text of one field alone, empty where the row has none.</summary>
    public static Func<RowView, string> Text(MapNode row, string field, Scope scope) =>
        row.Fields.FirstOrDefault(f => f.Key == field).Value is TextNode text ? text.Template.Bind(scope) : _ => "";

    /// <summary>Writes the fields into the open object.</summary>
    /// <exception cref="RowProblemException">A value cannot be used.</exception>
    public void Write(Utf8JsonWriter json, RowView row)
    {
        foreach (var field in fields)
        {
            try
            {
                field.Value.Write(json, field.Name, row);
            }
            catch (RowProblemException e)
            {
                throw new FieldProblemException(field.Name, e.Rule, e.Message);
            }
            catch (FieldProblemException e)
            {
                throw new FieldProblemException($"{field.Name}.{e.Field}", e.Rule, e.Message);
            }
        }
    }

    private static BoundValue Bind(ValueNode value, Scope scope, string parent, string field) => value switch
    {
        TextNode text => new BoundText(text.Template.Bind(scope), RowShape.TypeOf(parent, field)),
        ListNode list => new BoundList([.. list.Items.Select(i => Bind(i, scope, field, ""))]),
        MapNode map => new BoundMap(Bind(map, scope, field)),
        _ => throw new InvalidOperationException(),
    };

    private sealed record Field(string Name, BoundValue Value);

    private abstract record BoundValue
    {
        /// <summary>Writes name (null within a list) and value, or nothing where empty.</summary>
        public abstract void Write(Utf8JsonWriter json, string? name, RowView row);
    }

    private sealed record BoundText(Func<RowView, string> Read, JsonType Type) : BoundValue
    {
        public override void Write(Utf8JsonWriter json, string? name, RowView row)
        {
            var text = Read(row);
            if (text.Length == 0)
                return;
            if (name is not null)
                json.WritePropertyName(name);
            switch (Type)
            {
                case JsonType.Number:
                    json.WriteNumberValue(decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                        ? number
                        : throw new RowProblemException("notANumber", $"“{text}”不是数字。"));
                    break;
                case JsonType.Truth:
                    json.WriteBooleanValue(text is "true" || (text is "false" ? false : throw new RowProblemException("notTrueOrFalse", $"“{text}”应为 true 或 false。")));
                    break;
                default:
                    json.WriteStringValue(text);
                    break;
            }
        }
    }

    private sealed record BoundList(IReadOnlyList<BoundValue> Items) : BoundValue
    {
        public override void Write(Utf8JsonWriter json, string? name, RowView row)
        {
            if (name is not null)
                json.WritePropertyName(name);
            json.WriteStartArray();
            foreach (var item in Items)
                item.Write(json, null, row);
            json.WriteEndArray();
        }
    }

    private sealed record BoundMap(RowWriter Inner) : BoundValue
    {
        public override void Write(Utf8JsonWriter json, string? name, RowView row)
        {
            if (name is not null)
                json.WritePropertyName(name);
            json.WriteStartObject();
            Inner.Write(json, row);
            json.WriteEndObject();
        }
    }
}

/// <summary>A value of a named field cannot be used.</summary>
internal sealed class FieldProblemException(string field, string rule, string message) : Exception(message)
{
    public string Field { get; } = field;

    public string Rule { get; } = rule;
}
