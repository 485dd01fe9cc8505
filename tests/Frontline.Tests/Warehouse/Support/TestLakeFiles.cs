using System.Globalization;
using DuckDB.NET.Data;
using Frontline.Lake;
using Frontline.Warehouse.Loading;
using Frontline.Warehouse.Models;

namespace Frontline.Tests.Warehouse.Support;

/// <summary>Makes Parquet files with the lake's columns.</summary>
internal sealed class TestLakeFiles : IDisposable
{
    public const string Log = "00000000000a";

    private readonly DuckDBConnection connection = new("DataSource=:memory:");
    private readonly string directory;
    private int counter;

    public TestLakeFiles(string directory)
    {
        this.directory = directory;
        connection.Open();
        Execute("SET GLOBAL TimeZone = 'UTC'");
        Execute(SqlModels.Base.Table!);
    }

    public LoadFile Landing(params IReadOnlyList<TestRow> rows) => Write(DataFileKind.Landing, rows, Log);

    public LoadFile Write(DataFileKind kind, IReadOnlyList<TestRow> rows, string log)
    {
        Execute("DELETE FROM store.lake_row");
        foreach (var block in rows.Chunk(500))
        {
            Execute($"INSERT INTO store.lake_row ({TestRow.Columns}) VALUES {string.Join(",\n", block.Select(row => row.ToSql(log)))}");
        }

        var path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{++counter:D8}.parquet"));
        var columns = kind == DataFileKind.Events ? "* EXCLUDE (outcome, stage, codes, paths, violations, processor, payload, duplicate_of, context)" : "*";
        Execute($"COPY (SELECT {columns} FROM store.lake_row ORDER BY game, player_key, time, receipt, receipt_index) TO '{path}' (FORMAT parquet, COMPRESSION zstd)");
        var events = rows.Where(row => row.Outcome == 0).ToList();
        return new LoadFile(
            new DataFile
            {
                Name = Path.GetFileName(path),
                Kind = kind,
                Bytes = new FileInfo(path).Length,
                Checksum = "xxh128:0",
                Rows = rows.Count,
                Events = events.Count,
                Rejects = rows.Count(row => row.Outcome == 1),
                Duplicates = rows.Count(row => row.Outcome == 2),
                FirstEntry = rows.Min(row => row.Entry),
                LastEntry = rows.Max(row => row.Entry),
                MinTime = events.Count > 0 ? events.Min(row => row.Time) : null,
                MaxTime = events.Count > 0 ? events.Max(row => row.Time) : null,
            },
            path);
    }

    public void Dispose() => connection.Dispose();

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
