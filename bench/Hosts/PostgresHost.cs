using Npgsql;

namespace CadreWatch.Bench.Hosts;

/// <summary>
/// A private PostgreSQL from Debian's binaries: its own folder, loopback only, durable as in production. As root it runs as the postgres user,
/// which PostgreSQL demands. A prepared folder is started as it stands.
/// </summary>
internal sealed class PostgresHost : IAsyncDisposable
{
    private const string Settings = """
        listen_addresses = '127.0.0.1'
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        shared_buffers = 1GB
        max_wal_size = 8GB
        checkpoint_timeout = 15min
        max_connections = 50
        """;

    private readonly string binaries;
    private readonly string folder;
    private readonly int port;
    private Child? server;

    private PostgresHost(string binaries, string folder, int port) => (this.binaries, this.folder, this.port) = (binaries, folder, port);

    /// <summary>The postmaster; its children are the backends.</summary>
    public int Id => server!.Id;

    public string ConnectionString => $"Host=127.0.0.1;Port={port};Username=postgres;Database=cadrewatch";

    public static async Task<PostgresHost> StartAsync(string folder)
    {
        var host = new PostgresHost(FindBinaries(), Path.Combine(folder, "postgres"), Ports.Free());
        var fresh = !File.Exists(Path.Combine(host.folder, "PG_VERSION"));
        if (fresh) await host.CreateAsync();
        host.server = Child.Start(host.Command("postgres"), host.Arguments("postgres", "-D", host.folder, "-p", $"{host.port}", "-k", host.folder));
        await host.ReadyAsync();
        if (fresh) await host.RunAsync("postgres", "CREATE DATABASE cadrewatch ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is null) return;
        // A fast shutdown writes a checkpoint, so that the prepared folder starts at once the next time.
        _ = Native.Kill(PostmasterId(), 2);
        await server.EndAsync(TimeSpan.FromMinutes(3));
        server.Dispose();
    }

    /// <summary>setpriv replaces itself by the postmaster, so this is the child's own id; read from the lock file to be sure.</summary>
    private int PostmasterId() => int.Parse(File.ReadLines(Path.Combine(folder, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    private async Task CreateAsync()
    {
        Directory.CreateDirectory(folder);
        if (Root) await Child.RunAsync("chown", "postgres", folder);
        await Child.RunAsync(Command("initdb"), [.. Arguments("initdb", "-D", folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")]);
        await File.AppendAllTextAsync(Path.Combine(folder, "postgresql.conf"), Settings + "\n");
    }

    private async Task ReadyAsync()
    {
        for (var i = 0; i < 600; i++)
        {
            if (server!.HasExited) throw new BenchFailedException("PostgreSQL ended at its start:\n" + server.Output);
            try
            {
                await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(100);
            }
        }

        throw new BenchFailedException("PostgreSQL did not answer within a minute:\n" + server!.Output);
    }

    private async Task RunAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static bool Root => Native.EffectiveUser() == 0;

    private string Command(string tool) => Root ? "setpriv" : Path.Combine(binaries, tool);

    private IEnumerable<string> Arguments(string tool, params string[] args) =>
        Root ? ["--reuid", "postgres", "--regid", "postgres", "--clear-groups", Path.Combine(binaries, tool), .. args] : args;

    private static string FindBinaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
                .First(d => File.Exists(Path.Combine(d, "initdb")))
            : throw new BenchFailedException("PostgreSQL's programs are missing: apt-get install postgresql.");
}
