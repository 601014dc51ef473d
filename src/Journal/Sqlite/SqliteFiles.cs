using System.Globalization;
using CadreWatch.Journal.Contract;
using Microsoft.Data.Sqlite;

namespace CadreWatch.Journal.Sqlite;

/// <summary>A data folder: its database, and the lock that lets one process own it.</summary>
internal sealed class SqliteFiles : IDisposable
{
    public const string Database = "journal.db";
    private const string LockName = "journal.lock";
    private const string OwnerName = "journal.owner";
    private readonly FileStream held;

    private SqliteFiles(string folder, FileStream held)
    {
        Folder = folder;
        this.held = held;
    }

    public string Folder { get; }

    /// <exception cref="JournalUnavailableException">Another process owns the folder; the message names it.</exception>
    public static SqliteFiles Own(string folder)
    {
        Directory.CreateDirectory(folder);
        var owner = Path.Combine(folder, OwnerName);
        try
        {
            // The owner's id stands in a file of its own, because the locked one cannot be read.
            var held = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new(folder, held);
        }
        catch (IOException e)
        {
            var id = File.Exists(owner) ? File.ReadAllText(owner) : "unknown";
            throw new JournalUnavailableException($"The data folder {folder} is in use by process {id}.", e);
        }
    }

    public SqliteConnection Open(bool write)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(Folder, Database),
            Mode = write ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = !write,
            DefaultTimeout = 30,
        };
        var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        if (write) SqliteSettings.Apply(connection);
        return connection;
    }

    public void Dispose()
    {
        using (var any = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Folder, Database), Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 30 }.ConnectionString))
            SqliteConnection.ClearPool(any);
        held.Dispose();
    }
}
