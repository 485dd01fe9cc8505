using Apache.Arrow;
using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse.Queries;
using Xunit;

namespace Frontline.Tests.Warehouse;

/// <summary>What a user's statement can and cannot do. Every refusal is tried against a warehouse whose engine could do it, were it let.</summary>
public sealed class QueryTests
{
    public static TheoryData<string> Refused { get; } =
    [
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM READ_BLOB('/etc/passwd')",
        "SELECT * FROM \"read_text\"('/etc/passwd')",
        "SELECT * FROM main.read_text('/etc/passwd')",
        "SELECT (SELECT content FROM read_text('/etc/passwd'))",
        "SELECT * FROM events WHERE name IN (SELECT content FROM read_text('/etc/passwd'))",
        "WITH x AS (SELECT * FROM read_text('/etc/passwd')) SELECT * FROM x",
        "FROM glob('/**')",
        "SELECT * FROM parquet_metadata('{lake}/00000001.parquet')",
        "SELECT * FROM '{lake}/00000001.parquet'",
        "SELECT * FROM read_parquet('{lake}/00000001.parquet')",
        "SELECT * FROM parquet_scan(['{lake}/00000001.parquet'])",
        "WITH \"{lake}/00000001.parquet\" AS (SELECT 1) SELECT * FROM \"{lake}/00000001.parquet\"",
        "SELECT * FROM lake.parquet",
        "SELECT * FROM a.b.parquet",
        "SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
        "SELECT * FROM query_table('/etc/passwd')",
        "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
        "SELECT * FROM sniff_csv('/etc/passwd')",
        "EXPLAIN SELECT * FROM read_text('/etc/passwd')",
        "EXPLAIN ANALYZE SELECT * FROM read_text('/etc/passwd')",
        "/* x */ explain /* y */ analyze SELECT * FROM read_text('/etc/passwd')",
        "EXPLAIN COPY (SELECT 1) TO '/tmp/x'",
        "DESCRIBE SELECT * FROM read_text('/etc/passwd')",
        "SUMMARIZE '{lake}/00000001.parquet'",
        "SHOW \"a.parquet\"",
        "COPY events TO '/tmp/frontline-stolen.csv'",
        "COPY (SELECT 1) TO '{lake}/x.parquet'",
        "ATTACH '{lake}/x.db'",
        "ATTACH ':memory:' AS m",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET memory_limit = '100GB'",
        "SET VARIABLE game = 'other'",
        "RESET memory_limit",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "CHECKPOINT",
        "SELECT * FROM checkpoint()",
        "VACUUM",
        "INSERT INTO store.meta VALUES ('a', 'b')",
        "DELETE FROM store.events",
        "UPDATE store.events SET name = 'x'",
        "CREATE TABLE t AS SELECT 1",
        "CREATE TEMP TABLE t AS SELECT 1",
        "CREATE MACRO f(x) AS x",
        "DROP TABLE store.events",
        "BEGIN",
        "COMMIT",
        "PREPARE p AS SELECT 1",
        "EXECUTE p",
        "EXPORT DATABASE '/tmp/x'",
        "IMPORT DATABASE '/tmp/x'",
        "USE store",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE store.events",
        "SELECT * FROM store.events",
        "SELECT * FROM frontline.store.events",
        "DESCRIBE store.events",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM duckdb_temporary_files()",
        "SELECT * FROM duckdb_logs()",
        "SELECT * FROM enable_logging()",
        "",
        " -- nothing",
    ];

    public static TheoryData<string> Allowed { get; } =
    [
        "SELECT count(*) FROM events",
        "select 1;",
        "FROM events SELECT name",
        "WITH a AS (SELECT 1 AS x), b AS (FROM a) SELECT * FROM b",
        "WITH RECURSIVE c AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM c WHERE n < 5) SELECT sum(n) FROM c",
        "VALUES (1), (2)",
        "SELECT unnest([1, 2]), * FROM range(3), generate_series(1, 2)",
        "SELECT e.key FROM events, json_each(props) AS e",
        "DESCRIBE events",
        "DESCRIBE all_data.players",
        "SHOW TABLES",
        "SUMMARIZE players",
        "EXPLAIN SELECT * FROM events",
        " -- why\n explain analyze select 1",
        "SELECT table_name FROM information_schema.tables",
        "SELECT relname FROM pg_catalog.pg_class",
        "SELECT * FROM all_data.events",
        "SELECT * FROM main.events ASOF JOIN main.players USING (player_key, game) WHERE false",
        "SELECT day, count(*) FROM events GROUP BY day HAVING count(*) > 0 QUALIFY row_number() OVER (ORDER BY day) = 1 ORDER BY ALL LIMIT 1",
        "SELECT 'a.parquet', \"name\" FROM events UNION ALL SELECT ';', 'DROP TABLE x'",
    ];

    [Fact]
    public async Task What_is_not_a_read_of_tables_for_users_is_refused()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(new TestRow());

        var let = new List<string>();
        foreach (var sql in Refused.Select(row => row.Data.Replace("{lake}", fixture.LakeDirectory, StringComparison.Ordinal)))
        {
            try
            {
                var rows = await fixture.RowsAsync(sql);
                let.Add($"{sql} gave {rows.Count} rows");
            }
            catch (QueryException error) when (error.Failure is QueryFailure.Refused)
            {
            }
            catch (QueryException error)
            {
                let.Add($"{sql} got as far as {error.Failure}: {error.Message}");
            }
        }

        Assert.Empty(let);
        Assert.False(File.Exists("/tmp/frontline-stolen.csv"));
        Assert.Equal("1", await fixture.ValueAsync("SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task Reads_of_tables_for_users_run()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(new TestRow { Props = "{\"a\":1}" });

        foreach (var sql in Allowed.Select(row => row.Data))
        {
            var error = await Record.ExceptionAsync(() => fixture.RowsAsync(sql));
            Assert.True(error is null, $"{sql}: {error?.Message}");
        }
    }

    [Fact]
    public async Task The_engine_refuses_on_its_own_what_the_guard_would_have_to_let_through()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(new TestRow());
        var database = Directory.GetFiles(fixture.Options.Directory, "*.duckdb").Single();
        using var connection = new DuckDB.NET.Data.DuckDBConnection($"DataSource={database}");
        connection.Open();
        foreach (var (sql, reason) in new[]
        {
            ("SELECT * FROM read_text('/etc/passwd')", "disabled by configuration"),
            ("COPY (SELECT 1) TO '/tmp/frontline-stolen.csv'", "disabled by configuration"),
            ("SET memory_limit = '100GB'", "locked"),
            ("SET enable_external_access = true", "locked"),
            ("INSTALL httpfs", "disabled by configuration"),
        })
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            var error = Assert.ThrowsAny<Exception>(() => command.ExecuteNonQuery());
            Assert.True(error.Message.Contains(reason, StringComparison.OrdinalIgnoreCase), $"{sql}: {error.Message}");
        }
    }

    [Fact]
    public async Task A_wrong_statement_is_named_with_its_place()
    {
        await using var fixture = new WarehouseFixture();

        var syntax = await Assert.ThrowsAsync<QueryException>(() => fixture.RowsAsync("EXPLAIN SELECT 1 FROMM events"));
        Assert.Equal(QueryFailure.Invalid, syntax.Failure);
        Assert.Contains("\"events\"", syntax.Message, StringComparison.Ordinal);
        Assert.Contains("(character 24)", syntax.Message, StringComparison.Ordinal);

        var unknown = await Assert.ThrowsAsync<QueryException>(() => fixture.RowsAsync("SELECT nam FROM events"));
        Assert.Equal(QueryFailure.Invalid, unknown.Failure);
        Assert.Contains("name", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("LINE 1", unknown.Message, StringComparison.Ordinal);

        var cast = await Assert.ThrowsAsync<QueryException>(() => fixture.RowsAsync("SELECT range::VARCHAR::DATE FROM range(3)"));
        Assert.Equal(QueryFailure.Failed, cast.Failure);
    }

    [Fact]
    public async Task A_result_over_its_bounds_says_which_one()
    {
        await using var fixture = new WarehouseFixture();

        Assert.Contains("more than 10 rows", (await FailAsync(new QueryOptions { RowsMax = 10 }, "FROM range(11)")).Message, StringComparison.Ordinal);
        Assert.Contains("more than 1000 bytes", (await FailAsync(new QueryOptions { BytesMax = 1000 }, "FROM range(2000)")).Message, StringComparison.Ordinal);
        Assert.Null(await Record.ExceptionAsync(() => ReadAllAsync(fixture, "FROM range(10)", new QueryOptions { RowsMax = 10 })));

        async Task<QueryException> FailAsync(QueryOptions options, string sql)
        {
            var error = await Assert.ThrowsAsync<QueryException>(() => ReadAllAsync(fixture, sql, options));
            Assert.Equal(QueryFailure.TooLarge, error.Failure);
            return error;
        }
    }

    [Fact]
    public async Task A_query_over_its_time_is_stopped_in_the_engine()
    {
        await using var fixture = new WarehouseFixture();
        var running = ReadAllAsync(fixture, "SELECT count(*) FROM range(100000000000) a, range(1000) b WHERE a.range % 7 = b.range % 7", new QueryOptions { TimeLimit = TimeSpan.FromSeconds(5) });
        while (!running.IsCompleted)
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(QueryFailure.TimedOut, (await Assert.ThrowsAsync<QueryException>(() => running)).Failure);
    }

    [Fact]
    public async Task What_needs_more_memory_than_the_warehouse_may_use_is_refused_with_a_sentence()
    {
        await using var fixture = new WarehouseFixture();
        fixture.Options = fixture.Options with { MemoryLimitMiB = 64 };

        var refusal = await Assert.ThrowsAsync<QueryException>(() => ReadAllAsync(fixture, "SELECT list(i) FROM range(100000000) AS t(i)", QueryOptions.Default));

        Assert.Equal(QueryFailure.OutOfMemory, refusal.Failure);
        Assert.StartsWith("This needs more than the 64 MiB that the warehouse may use (warehouse.memory_limit_mib)", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Rows are read ahead: here there are no more, there are more than are read ahead, and the engine looks for more when the time is over.</summary>
    [Theory]
    [InlineData("FROM range(100000)")]
    [InlineData("FROM range(100000000)")]
    [InlineData("FROM range(100000000000) WHERE range < 500000")]
    public async Task A_result_that_nobody_reads_is_closed_at_its_time_limit(string sql)
    {
        await using var fixture = new WarehouseFixture();
        fixture.Options = fixture.Options with { QueriesAtOnce = 1 };
        await using var result = await fixture.Warehouse.QueryAsync(sql, QueryOptions.Default, WarehouseFixture.Cancellation);
        (await result.ReadAsync(WarehouseFixture.Cancellation))!.Dispose();

        fixture.Time.Advance(fixture.Options.QueryTimeLimit);

        Assert.Equal(QueryFailure.TimedOut, (await Assert.ThrowsAsync<QueryException>(async () => await result.ReadAsync(WarehouseFixture.Cancellation))).Failure);
        Assert.Equal("1", await fixture.ValueAsync("SELECT 1"));
    }

    [Fact]
    public async Task Rows_that_are_not_kept_have_no_bound()
    {
        await using var fixture = new WarehouseFixture();
        fixture.Options = fixture.Options with { QueryRowsMax = 10, QueryBytesMax = 1 << 16 };
        await using var result = await fixture.Warehouse.QueryAsync("FROM range(1000000)", new QueryOptions { IsStreamed = true }, WarehouseFixture.Cancellation);
        var (rows, sum) = (0L, 0L);
        while (await result.ReadAsync(WarehouseFixture.Cancellation) is { } batch)
        {
            using (batch)
            {
                rows += batch.Length;
                foreach (var value in ((Int64Array)batch.Column(0)).Values)
                {
                    sum += value;
                }
            }
        }

        Assert.Equal((1_000_000L, 499_999_500_000L), (rows, sum));
    }

    [Fact]
    public async Task All_rows_at_once_are_the_same_rows()
    {
        await using var fixture = new WarehouseFixture();
        await using var result = await fixture.Warehouse.QueryAsync("FROM range(1000000)", QueryOptions.Default, WarehouseFixture.Cancellation);
        var (rows, sum) = (0L, 0L);
        await result.ReadAllAsync(
            batch =>
            {
                rows += batch.Length;
                foreach (var value in ((Int64Array)batch.Column(0)).Values)
                {
                    sum += value;
                }
            },
            WarehouseFixture.Cancellation);

        Assert.Equal((1_000_000L, 499_999_500_000L), (rows, sum));
    }

    [Fact]
    public async Task All_rows_at_once_are_bounded()
    {
        await using var fixture = new WarehouseFixture();
        fixture.Options = fixture.Options with { QueryRowsMax = 10_000, QueriesAtOnce = 1 };
        await using (var result = await fixture.Warehouse.QueryAsync("FROM range(100000000)", QueryOptions.Default, WarehouseFixture.Cancellation))
        {
            Assert.Equal(QueryFailure.TooLarge, (await Assert.ThrowsAsync<QueryException>(() => result.ReadAllAsync(_ => { }, WarehouseFixture.Cancellation))).Failure);
        }

        Assert.Equal("1", await fixture.ValueAsync("SELECT 1"));
    }

    [Fact]
    public async Task All_rows_at_once_end_at_the_time_limit()
    {
        await using var fixture = new WarehouseFixture();
        fixture.Options = fixture.Options with { QueriesAtOnce = 1 };
        await using var result = await fixture.Warehouse.QueryAsync("FROM range(100000000000)", new QueryOptions { IsStreamed = true }, WarehouseFixture.Cancellation);
        var isAdvanced = false;

        var refusal = await Assert.ThrowsAsync<QueryException>(() => result.ReadAllAsync(
            _ =>
            {
                if (!isAdvanced)
                {
                    isAdvanced = true;
                    fixture.Time.Advance(fixture.Options.QueryTimeLimit);
                }
            },
            WarehouseFixture.Cancellation));

        Assert.Equal(QueryFailure.TimedOut, refusal.Failure);
        Assert.Equal("1", await fixture.ValueAsync("SELECT 1"));
    }

    [Fact]
    public async Task Rows_are_read_one_by_one_or_all_at_once()
    {
        await using var fixture = new WarehouseFixture();
        await using var result = await fixture.Warehouse.QueryAsync("FROM range(1000000)", QueryOptions.Default, WarehouseFixture.Cancellation);
        (await result.ReadAsync(WarehouseFixture.Cancellation))!.Dispose();

        await Assert.ThrowsAsync<InvalidOperationException>(() => result.ReadAllAsync(_ => { }, WarehouseFixture.Cancellation));
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_the_query()
    {
        await using var fixture = new WarehouseFixture();
        fixture.Options = fixture.Options with { QueriesAtOnce = 1 };
        await using (var result = await fixture.Warehouse.QueryAsync("FROM range(100000000000) WHERE range < 500000", QueryOptions.Default, WarehouseFixture.Cancellation))
        {
            (await result.ReadAsync(WarehouseFixture.Cancellation))!.Dispose();
        }

        Assert.Equal("1", await fixture.ValueAsync("SELECT 1"));
    }

    [Fact]
    public async Task A_cancelled_query_stops()
    {
        await using var fixture = new WarehouseFixture();
        using var cancel = new CancellationTokenSource();
        var running = fixture.Warehouse.QueryAsync("SELECT count(*) FROM range(100000000000) a, range(1000) b WHERE a.range % 7 = b.range % 7", QueryOptions.Default, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await using var result = await running;
            (await result.ReadAsync(cancel.Token))?.Dispose();
        });
    }

    private static async Task ReadAllAsync(WarehouseFixture fixture, string sql, QueryOptions options)
    {
        await using var result = await fixture.Warehouse.QueryAsync(sql, options, WarehouseFixture.Cancellation);
        while (await result.ReadAsync(WarehouseFixture.Cancellation) is { } batch)
        {
            batch.Dispose();
        }
    }
}
