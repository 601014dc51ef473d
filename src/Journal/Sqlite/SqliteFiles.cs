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
    private readonly FileStream? held;

    private SqliteFiles(string folder, FileStream? held)
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

    /// <summary>Looks into a folder without owning it: beside its owner, and without writing.</summary>
    /// <exception cref="JournalUnavailableException">There is no database.</exception>
    public static SqliteFiles Look(string folder) =>
        File.Exists(Path.Combine(folder, Database)) ? new(folder, null) : throw new JournalUnavailableException($"There is no {Database} in {folder}.");

    /// <summary>Whether nothing but traces of an earlier lock stands in the folder, or there is no folder.</summary>
    public static bool IsEmpty(string folder) =>
        !Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).All(entry => Path.GetFileName(entry) is LockName or OwnerName);

    public SqliteConnection Open(bool write)
    {
        if (write && held is null) throw new JournalUnavailableException("The journal was opened for reading alone.");
        var connection = new SqliteConnection(Settings(write));
        connection.Open();
        if (write) SqliteSettings.Apply(connection);
        return connection;
    }

    public void Dispose()
    {
        using (var any = new SqliteConnection(Settings(write: false))) SqliteConnection.ClearPool(any);
        held?.Dispose();
    }

    /// <summary>A pool goes by the letter of its connection string, so there is one place that writes it.</summary>
    private string Settings(bool write) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(Folder, Database),
        Mode = write ? SqliteOpenMode.ReadWriteCreate : held is null ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
        Pooling = !write,
        DefaultTimeout = 30,
    }.ConnectionString;
}
