using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CadreWatch.TestKit;

/// <summary>
/// The PostgreSQL of a test run: the server of <c>CADRE_WATCH_TEST_PG</c> (a connection string that may create databases), else a private one from the
/// distribution's binaries, on a free loopback port and in a temporary folder. Started at first use; stopped and removed when this process ends, however it ends.
/// </summary>
public sealed class PostgresServer
{
    public const string Variable = "CADRE_WATCH_TEST_PG";
    private static readonly Lazy<Task<PostgresServer>> One = new(StartAsync);
    private readonly string connectionString;
    private readonly Process? keeper;

    private PostgresServer(string connectionString, Process? keeper)
    {
        this.connectionString = connectionString;
        this.keeper = keeper;
    }

    public static Task<PostgresServer> SharedAsync() => One.Value;

    /// <summary>Creates an empty database; the answer is its connection string.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"cw_test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'");
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ConnectionString;
    }

    public async Task DropDatabaseAsync(string database)
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static async Task<PostgresServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given) return new(given, null);
        var folder = Directory.CreateTempSubdirectory("cadre-watch-pg-").FullName;
        var port = FreePort();
        var script = Path.Combine(folder, "keep.sh");
        await File.WriteAllTextAsync(script, KeeperScript(Binaries(), folder, port));
        var keeper = Process.Start(new ProcessStartInfo("/bin/sh", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var said = new List<string>();
        while (await keeper.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "ready") return new($"Host=127.0.0.1;Port={port};Username=cadre_watch;Database=postgres;Include Error Detail=true", keeper);
            said.Add(line);
        }

        throw new InvalidOperationException($"PostgreSQL did not start:\n{string.Join('\n', said)}");
    }

    /// <summary>
    /// The shell that holds the server. Its standard input is a pipe from the tests: when they end, even by kill -9, it reads the end and stops the server.
    /// PostgreSQL refuses to run as root, so root hands over to the user that Debian's package made.
    /// </summary>
    private static string KeeperScript(string binaries, string folder, int port) =>
        $"""
        exec 2>&1
        drop=
        if [ "$(id -u)" = 0 ]; then drop='setpriv --reuid=postgres --regid=postgres --init-groups'; chown postgres '{folder}'; fi
        trap '' INT TERM
        cd '{folder}'
        $drop '{binaries}/initdb' -D '{folder}/data' -U cadre_watch --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >'{folder}/initdb.log' || cat '{folder}/initdb.log'
        $drop '{binaries}/pg_ctl' -D '{folder}/data' -w -t 60 -l '{folder}/server.log' start \
          -o "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{folder}' -c shared_buffers=256MB -c max_connections=200 -c max_wal_size=4GB" \
          >'{folder}/start.log' && echo ready || cat '{folder}/start.log'
        cat >/dev/null
        $drop '{binaries}/pg_ctl' -D '{folder}/data' -m immediate stop >/dev/null
        rm -rf '{folder}'
        """;

    private static string Binaries()
    {
        var root = "/usr/lib/postgresql";
        var found = Directory.Exists(root) ? Directory.GetDirectories(root).Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault() : null;
        return found ?? throw new InvalidOperationException($"No PostgreSQL under {root}: install postgresql, or set {Variable}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
        GC.KeepAlive(keeper);
    }
}
