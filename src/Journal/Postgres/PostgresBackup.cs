using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using CadreWatch.Journal.Contract;
using Npgsql;

namespace CadreWatch.Journal.Postgres;

/// <summary>A whole database as one file, and back, with the programs that come with PostgreSQL. Keys and anchors are not in it.</summary>
public static class PostgresBackup
{
    private const string Dump = "pg_dump";
    private const string Restore = "pg_restore";

    /// <summary>Writes the database as of one moment into a new file (mode 600), beside running silos. A file by that name stands only once it is whole.</summary>
    /// <exception cref="ProgramMissingException"><c>pg_dump</c> is not installed.</exception>
    /// <exception cref="JournalUnavailableException">The program failed; the message is its own.</exception>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public static async Task BackupAsync(string connectionString, string file, CancellationToken cancel)
    {
        if (File.Exists(file)) throw new IOException($"{file} exists.");
        await (await PostgresJournal.OpenForReadingAsync(connectionString)).DisposeAsync();
        var partial = file + ".partial";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await new FileStream(partial, options).DisposeAsync();
        try
        {
            await RunAsync(Dump, connectionString, ["--format=custom", "--no-owner", "--no-privileges", "--file", partial], cancel);
            await using (var written = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
            File.Move(partial, file);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Puts a backup into a database without tables, in one transaction. The journal there then begins a new epoch, which the answer names.</summary>
    /// <exception cref="ProgramMissingException"><c>pg_restore</c> is not installed.</exception>
    /// <exception cref="JournalUnavailableException">The server cannot be reached, the database is not empty, or the program failed; the message is its own.</exception>
    public static async Task<string> RestoreAsync(string file, string connectionString, CancellationToken cancel)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"There is no {file}.");
        await using var source = NpgsqlDataSource.Create(connectionString);
        try
        {
            await using (var tables = source.CreateCommand("SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"))
                if ((long)(await tables.ExecuteScalarAsync(cancel))! > 0) throw new JournalUnavailableException("The database is not empty.");
            var database = new NpgsqlConnectionStringBuilder(connectionString).Database ?? "";
            await RunAsync(Restore, connectionString, ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "--dbname", database, file], cancel);
            var epoch = Guid.NewGuid().ToString("N");
            await using var update = source.CreateCommand("UPDATE meta SET value = $1 WHERE key = 'epoch'");
            update.Parameters.Add(new() { Value = epoch });
            if (await update.ExecuteNonQueryAsync(cancel) != 1) throw new JournalUnavailableException($"{file} is no journal.");
            return epoch;
        }
        catch (NpgsqlException e)
        {
            throw new JournalUnavailableException(e.Message, e);
        }
    }

    /// <summary>The connection goes through the environment: what stands in a command line, everybody on the machine can read.</summary>
    private static async Task RunAsync(string program, string connectionString, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        Set("PGHOST", to.Host);
        Set("PGPORT", to.Port.ToString(CultureInfo.InvariantCulture));
        Set("PGUSER", to.Username);
        Set("PGPASSWORD", to.Password);
        Set("PGPASSFILE", to.Passfile);
        Set("PGDATABASE", to.Database);
        using var process = Started(program, start);
        try
        {
            var said = await process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0) throw new JournalUnavailableException(said.Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) start.Environment[name] = value;
        }
    }

    private static Process Started(string program, ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ProgramMissingException(program, e);
        }
    }
}

/// <summary>A program of the system that this needs is not installed.</summary>
public sealed class ProgramMissingException(string program, Exception inner) : Exception($"{program} is not installed.", inner)
{
    public string Program => program;
}
