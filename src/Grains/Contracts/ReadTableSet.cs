namespace CadreWatch.Grains.Contracts;

/// <summary>The read tables of the product: what lists and scanners query. Names and posts in them serve the screen; erasing a text rewrites them.</summary>
public static class ReadTableSet
{
    /// <summary>One row per cadre. <c>name_sort</c> is the zh-CN sort key computed in .NET.</summary>
    public static readonly ReadTable Cadres = new(
        "cadres", 1, 1,
        new("number", ColumnType.Text), new("name", ColumnType.Text), new("name_sort", ColumnType.Bytes), new("unit", ColumnType.Text),
        new("unit_name", ColumnType.Text), new("post", ColumnType.Text, true), new("post_since", ColumnType.Day, true), new("rank", ColumnType.Text, true),
        new("authority", ColumnType.Text, true), new("demo", ColumnType.Integer), new("tags", ColumnType.Text));

    /// <summary>One row per alert, with its whole state as JSON; the other columns serve filters, order and counts.</summary>
    public static readonly ReadTable Alerts = new(
        "alerts", 1, 1,
        new("id", ColumnType.Text), new("cadre", ColumnType.Text), new("unit", ColumnType.Text), new("pattern", ColumnType.Text),
        new("level_rank", ColumnType.Integer), new("state", ColumnType.Text), new("acknowledged", ColumnType.Integer), new("owner", ColumnType.Text, true),
        new("raised_at", ColumnType.Instant), new("changed_at", ColumnType.Instant), new("ended_at", ColumnType.Instant, true), new("outcome", ColumnType.Text, true),
        new("version", ColumnType.Integer), new("body", ColumnType.Json));

    /// <summary>The written reason of one step of an alert's history; a row per step that has one.</summary>
    public static readonly ReadTable AlertNotes = new(
        "alert_notes", 1, 2,
        new("alert", ColumnType.Text), new("version", ColumnType.Integer), new("cadre", ColumnType.Text), new("note", ColumnType.Text));

    /// <summary>What a grain waits for. The scanner asks the grain when it is due.</summary>
    public static readonly ReadTable Deadlines = new(
        "deadlines", 1, 2,
        new("grain", ColumnType.Text), new("name", ColumnType.Text), new("due_at", ColumnType.Instant));

    /// <summary>One row per measure, with its whole state but for the texts as JSON (<see cref="Measures.MeasureView"/>).</summary>
    public static readonly ReadTable Measures = new(
        "measures", 1, 1,
        new("id", ColumnType.Text), new("cadre", ColumnType.Text), new("kind", ColumnType.Text), new("stage", ColumnType.Text), new("running", ColumnType.Integer),
        new("office", ColumnType.Text), new("unit", ColumnType.Text), new("handler", ColumnType.Text), new("secrecy", ColumnType.Integer),
        new("number", ColumnType.Text, true), new("overdue", ColumnType.Integer), new("next_due", ColumnType.Day, true), new("debts", ColumnType.Integer),
        new("changed_at", ColumnType.Instant), new("version", ColumnType.Integer), new("body", ColumnType.Json));

    /// <summary>The texts of a measure, by the version that brought them: matter, comments, talk, reply, the issued file.</summary>
    public static readonly ReadTable MeasureTexts = new(
        "measure_texts", 1, 3,
        new("measure", ColumnType.Text), new("version", ColumnType.Integer), new("field", ColumnType.Text), new("cadre", ColumnType.Text), new("text", ColumnType.Text));

    /// <summary>The time limits of measures, the latest of each name; <c>due_on</c> is null where a year's calendar is not published.</summary>
    public static readonly ReadTable MeasureDeadlines = new(
        "measure_deadlines", 1, 2,
        new("measure", ColumnType.Text), new("name", ColumnType.Text), new("cadre", ColumnType.Text), new("kind", ColumnType.Text), new("office", ColumnType.Text),
        new("handler", ColumnType.Text), new("secrecy", ColumnType.Integer), new("running", ColumnType.Integer), new("standing", ColumnType.Text),
        new("base", ColumnType.Day), new("due_on", ColumnType.Day, true), new("missing_year", ColumnType.Integer, true), new("duration", ColumnType.Text));

    public static IReadOnlyList<ReadTable> All { get; } = [Cadres, Alerts, AlertNotes, Deadlines, Measures, MeasureTexts, MeasureDeadlines];
}
