using System.Data;
using Microsoft.EntityFrameworkCore;

namespace CadreWatch.Web.Identity.Store;

/// <summary>
/// Makes the tables where they are not there, under a lock of the database, so that two servers may start at once. The number in <c>SchemaVersion</c> says what
/// is there; a later one brings its own script.
/// </summary>
internal sealed class IdentitySchema(IDbContextFactory<IdentityStore> stores)
{
    /// <summary>What this binary works with.</summary>
    private const int Current = 2;

    /// <summary>Any number, the same for all servers.</summary>
    private const long Lock = 0x6361647265_69;

    private readonly Lock gate = new();
    private bool done;

    /// <summary>Idempotent; after the first time it costs nothing.</summary>
    /// <exception cref="InvalidOperationException">A newer binary made these tables.</exception>
    public void Ensure()
    {
        lock (gate)
        {
            if (done) return;
            using var store = stores.CreateDbContext();
            if (store.Database.IsNpgsql()) EnsurePostgres(store);
            else EnsureSqlite(store);
            done = true;
        }
    }

    private static void EnsurePostgres(IdentityStore store)
    {
        using var all = store.Database.BeginTransaction();
        store.Database.ExecuteSql($"SELECT pg_advisory_xact_lock({Lock})");
        store.Database.ExecuteSqlRaw("CREATE SCHEMA IF NOT EXISTS identity; CREATE TABLE IF NOT EXISTS identity.\"SchemaVersion\" (version integer NOT NULL)");
        if (Bring(store, store.Database.SqlQuery<int>($"SELECT coalesce(max(version), 0) AS \"Value\" FROM identity.\"SchemaVersion\"")))
            store.Database.ExecuteSql($"INSERT INTO identity.\"SchemaVersion\" (version) VALUES ({Current})");

        all.Commit();
    }

    private static void EnsureSqlite(IdentityStore store)
    {
        MakeFile(store.Database.GetDbConnection().DataSource);
        store.Database.OpenConnection();
        store.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL");
        using var all = store.Database.BeginTransaction(IsolationLevel.Serializable);
        store.Database.ExecuteSqlRaw("CREATE TABLE IF NOT EXISTS \"SchemaVersion\" (version INTEGER NOT NULL)");
        if (Bring(store, store.Database.SqlQuery<int>($"SELECT coalesce(max(version), 0) AS \"Value\" FROM \"SchemaVersion\"")))
            store.Database.ExecuteSql($"INSERT INTO \"SchemaVersion\" (version) VALUES ({Current})");

        all.Commit();
    }

    /// <summary>The owner's alone; SQLite gives its side files the same mode.</summary>
    private static void MakeFile(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path)) return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        new FileStream(path, options).Dispose();
    }

    /// <summary>Makes all of it, or what came after the version that is there; false where nothing is missing.</summary>
    private static bool Bring(IdentityStore store, IQueryable<int> found)
    {
        var version = found.Single();
        if (version > Current) throw new InvalidOperationException($"The accounts' tables are of version {version}; this binary knows {Current}.");
        if (version == 0) store.Database.ExecuteSqlRaw(Literal(store.Database.GenerateCreateScript()));
        else
            for (var next = version + 1; next <= Current; next++) store.Database.ExecuteSqlRaw(Literal(IdentityScripts.Of(store, $"schema-{next}")));
        return version < Current;
    }

    /// <summary>Braces of a script are no places for parameters.</summary>
    private static string Literal(string script) => script.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
