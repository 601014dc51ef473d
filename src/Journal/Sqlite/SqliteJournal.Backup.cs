using CadreWatch.Journal.Contract;
using Microsoft.Data.Sqlite;

namespace CadreWatch.Journal.Sqlite;

/// <summary>A whole journal as one file, and back. Keys and anchors are not in it.</summary>
public sealed partial class SqliteJournal
{
    /// <summary>Writes the journal as of one moment into a new file (mode 600), beside the folder's owner if there is one. A file by that name stands only once it is whole.</summary>
    /// <exception cref="JournalUnavailableException">There is no journal, or it cannot be read.</exception>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public static async Task BackupAsync(string folder, string file)
    {
        if (File.Exists(file)) throw new IOException($"{file} exists.");
        var partial = file + ".partial";
        using var files = SqliteFiles.Look(folder);
        await MakePrivate(partial).DisposeAsync();
        try
        {
            await Task.Run(() =>
            {
                using var connection = files.Open(write: false);
                Run(connection, "VACUUM INTO $1", partial);
            });
            await using (var written = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
            File.Move(partial, file);
        }
        catch (SqliteException e)
        {
            throw new JournalUnavailableException(e.Message, e);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Puts a backup into an empty or new folder. The journal there begins a new epoch, which the answer names: what was committed after the backup is not in it.</summary>
    /// <exception cref="JournalUnavailableException">The folder is in use, or the file is no journal.</exception>
    /// <exception cref="IOException">The folder is not empty, or cannot be written.</exception>
    public static async Task<string> RestoreAsync(string file, string folder)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"There is no {file}.");
        if (!SqliteFiles.IsEmpty(folder)) throw new IOException($"{folder} is not empty.");
        using var files = SqliteFiles.Own(folder);
        var (database, partial) = (Path.Combine(folder, SqliteFiles.Database), Path.Combine(folder, SqliteFiles.Database + ".partial"));
        try
        {
            await using (var from = File.OpenRead(file))
            await using (var to = MakePrivate(partial))
            {
                await from.CopyToAsync(to);
                to.Flush(flushToDisk: true);
            }

            var epoch = Guid.NewGuid().ToString("N");
            using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = partial, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString))
            {
                connection.Open();
                if (Run(connection, "UPDATE meta SET value = $1 WHERE key = 'epoch'", epoch) != 1) throw new JournalUnavailableException($"{file} is no journal.");
            }

            File.Move(partial, database);
            return epoch;
        }
        catch (SqliteException e)
        {
            throw new JournalUnavailableException($"{file} is no journal: {e.Message}", e);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static FileStream MakePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }

    private static int Run(SqliteConnection connection, string sql, string value)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts stand above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$1", value);
        return command.ExecuteNonQuery();
    }
}
