using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Chain;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Groups;
using CadreWatch.Journal.Tables;
using Microsoft.Data.Sqlite;

namespace CadreWatch.Journal.Sqlite;

/// <summary>The one write connection of a data folder and its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly TableCatalog tables;
    private readonly SqliteCheckpoints checkpoints;
    private readonly SqlFile sql = new("Sqlite.append");
    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);

    public SqliteWriter(SqliteConnection connection, TableCatalog tables, SqliteCheckpoints checkpoints)
    {
        this.connection = connection;
        this.tables = tables;
        this.checkpoints = checkpoints;
    }

    public void Begin() => Prepared("BEGIN IMMEDIATE", () => "BEGIN IMMEDIATE").Run();

    public void Commit()
    {
        Prepared("COMMIT", () => "COMMIT").Run();
        checkpoints.Committed(connection.Handle!);
    }

    public void Rollback() => Prepared("ROLLBACK", () => "ROLLBACK").Run();

    /// <summary>A statement that is run once.</summary>
    public void Execute(string text)
    {
        using var statement = new Statement(connection.Handle!, text);
        statement.Run();
    }

    public GroupPlan Decide(IReadOnlyList<StreamAppend> group)
    {
        var plan = new GroupPlan(group);
        var stored = new Dictionary<Guid, (long First, long Last)>();
        for (var i = 0; i < group.Count; i++)
        {
            stored.Clear();
            foreach (var entry in group[i].Entries) FindCommand(entry.CommandId, stored);
            plan.Decide(i, FindStream(group[i].Stream), stored);
        }

        return plan;
    }

    public JournalHead ReadHead()
    {
        var statement = Named("head");
        statement.Step();
        var head = new JournalHead(statement.Long(0), statement.Bytes(1), statement.Long(2));
        statement.Reset();
        return head;
    }

    public void WriteRows(GroupPlan plan)
    {
        WriteRows(RowBatch.Of(plan.Winners, tables));
        foreach (var winner in plan.Winners)
            foreach (var position in winner.Append.EraseTexts) Named("erase-texts").Bind(1, position).Run();
    }

    public void WriteRows(IReadOnlyCollection<RowBatch> batches)
    {
        foreach (var batch in batches)
        {
            foreach (var row in batch.Deletes) Run(Prepared("-" + batch.Table.PhysicalName, () => TableSql.DeleteSqlite(batch.Table)), row);
            foreach (var row in batch.Puts) Run(Prepared("+" + batch.Table.PhysicalName, () => TableSql.PutSqlite(batch.Table)), row);
        }
    }

    /// <summary>Gives streams that are new their row, so that every winner has an id.</summary>
    public void AddStreams(GroupPlan plan)
    {
        for (var i = 0; i < plan.Winners.Count; i++)
        {
            var winner = plan.Winners[i];
            if (winner.Stream.Id != 0) continue;
            var statement = Named("add-stream").Bind(1, winner.Append.Stream);
            statement.Step();
            plan.Winners[i] = winner with { Stream = winner.Stream with { Id = statement.Long(0) } };
            statement.Reset();
        }
    }

    public void WriteEvents(GroupRows rows)
    {
        var add = Named("add-event");
        for (var i = 0; i < rows.Bytes.Length; i++)
        {
            add.Bind(1, rows.Before + i + 1).Bind(2, rows.Streams[i]).Bind(3, rows.StreamVersions[i]).Bind(4, rows.CommandIds[i])
                .Bind(5, rows.EntrySizes[i]).Bind(6, rows.RecordedAt).Bind(7, rows.Names[i]).Bind(8, rows.Versions[i])
                .Bind(9, rows.Bytes[i].Span).Bind(10, rows.Hashes[i].Span).Run();
        }

        foreach (var (position, field, salt, bytes) in rows.Texts)
            Named("add-text").Bind(1, position).Bind(2, field).Bind(3, salt.Span).Bind(4, bytes.Span).Run();
        foreach (var (id, version, head) in rows.StreamUpdates)
            Named("set-stream").Bind(1, id).Bind(2, version).Bind(3, head.Span).Run();
        var last = rows.Before + rows.Bytes.Length;
        Named("add-commit").Bind(1, last).Bind(2, rows.Before + 1).Bind(3, ChainHash.Sha256).Bind(4, rows.CommitHash.AsSpan()).Run();
        Named("set-head").Bind(1, last).Bind(2, rows.CommitHash.AsSpan()).Bind(3, rows.RecordedAt).Run();
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        connection.Dispose();
    }

    private static void Run(Statement statement, RowChange row)
    {
        for (var i = 0; i < row.Values.Length; i++) statement.BindValue(i + 1, RowValues.ToStored(row.Table.Columns[i], row.Values[i]));
        statement.Run();
    }

    private void FindCommand(Guid id, Dictionary<Guid, (long First, long Last)> stored)
    {
        var statement = Named("command").Bind(1, id);
        if (!statement.Step()) return;
        stored[id] = (statement.Long(0), statement.Long(1));
        statement.Reset();
    }

    private StreamRow FindStream(string name)
    {
        var statement = Named("stream").Bind(1, name);
        if (!statement.Step()) return new(0, 0, ChainHash.Genesis);
        var row = new StreamRow(statement.Long(0), statement.Long(1), statement.Bytes(2));
        statement.Reset();
        return row;
    }

    private Statement Named(string name) => Prepared(name, () => sql[name]);

    private Statement Prepared(string key, Func<string> text)
    {
        if (!statements.TryGetValue(key, out var statement)) statements[key] = statement = new(connection.Handle!, text());
        return statement;
    }
}
