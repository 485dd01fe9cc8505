using System.Globalization;
using DuckDB.NET.Data;
using Frontline.Warehouse.Models;

namespace Frontline.Warehouse.DuckDb;

/// <summary>
/// One open database file. The engine's options belong to the file's first connection in this process, so that one stays open as long as the file is used.
/// Files of the lake are read once each, so the engine's cache of them is off: it would remember every one of them for ever.
/// External access is off except for the lake's directories and the warehouse's own exports, and the configuration is locked: what a statement could
/// do to the machine does not hang on how it was vetted alone.
/// </summary>
internal sealed class DuckDbDatabase : IDisposable
{
    private readonly DuckDBConnection root;
    private readonly string connectionString;
    private readonly Lock uses = new();
    private int users;
    private bool retired;
    private Action? whenClosed;

    private DuckDbDatabase(string path, string connectionString, DuckDBConnection root)
    {
        Path = path;
        this.connectionString = connectionString;
        this.root = root;
    }

    public string Path { get; }

    /// <summary>Whether its models are not this program's: it answers what it can until it has been rebuilt.</summary>
    public bool IsOutdated { get; private init; }

    /// <summary>Opens a database, creating and filling in its schema when it is new.</summary>
    /// <exception cref="DuckDBException">The file is damaged, locked by another process, or of a newer engine.</exception>
    public static DuckDbDatabase Open(string path, WarehouseOptions options)
    {
        var connectionString = new DuckDBConnectionStringBuilder { DataSource = path }.ToString();
        var root = new DuckDBConnection(connectionString);
        try
        {
            root.Open();
            Configure(root, options);
            if (root.Scalar("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'store' AND table_name = 'meta'") is 0L)
            {
                CreateSchema(root);
            }

            return new DuckDbDatabase(path, connectionString, root) { IsOutdated = !HasThisProgramsModels(root) };
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    public static bool HasThisProgramsModels(DuckDBConnection connection) => connection.Scalar("SELECT value FROM store.meta WHERE name = 'models'") as string == SqlModels.Fingerprint;

    /// <summary>A connection of its own for one thread at a time.</summary>
    public DuckDBConnection Connect()
    {
        var connection = new DuckDBConnection(connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Keeps the file open while it is used; false when it has been retired already.</summary>
    public bool TryUse()
    {
        lock (uses)
        {
            if (retired)
            {
                return false;
            }

            users++;
            return true;
        }
    }

    /// <summary>Ends a use; the last one of a retired file closes it.</summary>
    public void EndUse()
    {
        bool close;
        lock (uses)
        {
            users--;
            close = retired && users == 0;
        }

        if (close)
        {
            Close();
        }
    }

    public void Dispose() => Retire(whenClosed: null);

    /// <summary>Closes the file as soon as nobody uses it any more, and then calls back.</summary>
    public void Retire(Action? whenClosed)
    {
        bool close;
        lock (uses)
        {
            close = !retired && users == 0;
            retired = true;
            this.whenClosed ??= whenClosed;
        }

        if (close)
        {
            Close();
        }
    }

    private void Close()
    {
        root.Dispose();
        whenClosed?.Invoke();
    }

    private static void Configure(DuckDBConnection connection, WarehouseOptions options)
    {
        var readable = options.ReadableDirectories.Append(WarehouseFiles.ExportDirectory(options)).Select(directory => SqlText.Literal(System.IO.Path.GetFullPath(directory)));
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            SET GLOBAL threads = {options.Threads};
            SET GLOBAL memory_limit = '{options.MemoryLimitMiB}MiB';
            SET GLOBAL temp_directory = {SqlText.Literal(WarehouseFiles.SpillDirectory(options))};
            SET GLOBAL wal_autocheckpoint = '{options.CheckpointAfterMiB}MiB';
            SET GLOBAL TimeZone = 'UTC';
            SET GLOBAL preserve_insertion_order = false;
            SET GLOBAL enable_external_file_cache = false;
            SET GLOBAL autoinstall_known_extensions = false;
            SET GLOBAL autoload_known_extensions = false;
            SET GLOBAL allowed_directories = [{string.Join(", ", readable)}];
            SET GLOBAL enable_external_access = false;
            SET GLOBAL lock_configuration = true;
            """));
    }

    private static void CreateSchema(DuckDBConnection connection)
    {
        connection.Execute("BEGIN");
        connection.Execute(SqlModels.Base.Table!);
        foreach (var model in SqlModels.All)
        {
            if (model.Table is not null)
            {
                connection.Execute(model.Table);
            }

            if (model.Folded is { } folded)
            {
                connection.Execute($"CREATE VIEW store.{model.Name}_folded AS {folded}");
            }

            if (model.View is not null)
            {
                CreateViews(connection, model);
            }
        }

        connection.Execute($"INSERT INTO store.meta VALUES ('models', {SqlText.Literal(SqlModels.Fingerprint)})");
        connection.Execute("COMMIT");
    }

    /// <summary>The view with everything, and the one people meet first: without the rows of test devices.</summary>
    private static void CreateViews(DuckDBConnection connection, SqlModel model)
    {
        connection.Execute($"CREATE VIEW all_data.{model.Name} AS SELECT * FROM ({model.View})");
        var columns = connection.Column($"SELECT column_name FROM duckdb_columns() WHERE schema_name = 'all_data' AND table_name = {SqlText.Literal(model.Name)}");
        if (columns.Contains("game"))
        {
            connection.Execute($"CREATE OR REPLACE VIEW all_data.{model.Name} AS SELECT * FROM ({model.View}) WHERE getvariable('game') IS NULL OR game = getvariable('game')");
        }

        connection.Execute(columns.Contains("test")
            ? $"CREATE VIEW main.{model.Name} AS SELECT * EXCLUDE (test) FROM all_data.{model.Name} WHERE NOT test"
            : $"CREATE VIEW main.{model.Name} AS SELECT * FROM all_data.{model.Name}");
    }
}
