using System.IO.Compression;
using System.Text.Json;
using Xunit;

namespace Frontline.Tests.Importing;

public sealed class ParquetImportTests : IDisposable
{
    private const string Visits = """
        defaults:
          player_id: who
          time: { column: day, format: yyyy-MM-dd, zone: Europe/Berlin }
        events:
          - name: visit
            props: { level: { column: level, type: integer }, note: note, source: { value: king } }
          - name: level_start
            when: { column: starts, above: 0 }
            repeat: starts
        """;

    private readonly ImportRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task The_mapping_of_a_csv_file_makes_the_same_events_of_a_parquet_file()
    {
        var map = run.Folder.Write("map.yaml", Visits);
        await run.ImportAsync(run.Folder.Write("rows.csv", "who,day,level,starts,note\np1,2026-07-01,4,2,\"é, \"\"x\"\"\"\np2,2026-01-01,,0,\n"), "--map", map);
        var ofCsv = run.Server.Events.ToList();
        run.Server.Batches.Clear();

        Assert.Equal(0, await run.ImportAsync(Write("rows.parquet", "SELECT * FROM (VALUES ('p1', DATE '2026-07-01', 4::TINYINT, 2::BIGINT, 'é, \"x\"'), ('p2', DATE '2026-01-01', NULL, 0, '')) t(who, day, level, starts, note)"), "--map", map));

        Assert.Equal(4, ofCsv.Count);
        Assert.Equal(ofCsv, run.Server.Events);
        Assert.Equal("2 rows, 4 events, 0 already, 0 rejected", run.Counts);
    }

    [Fact]
    public async Task Every_type_is_kept_as_exactly_as_the_file_has_it()
    {
        var map = run.Folder.Write("map.yaml", """
            events:
              - name: buy
                player_id: who
                event_id: "{id}"
                time: { column: local, format: dd.MM.yyyy, zone: Europe/Berlin }
                context: { installed_at: { column: moment, type: time }, country: { column: extra, pointer: /place/country } }
                props:
                  money: { column: money, type: number }
                  as_text: money
                  wide: { column: wide, type: integer }
                  paid: { column: paid, type: boolean }
                  day: day
                  local: local
                  moment: moment
                  items: items
                  second: { column: items, pointer: /1 }
                  unix: { column: unix, type: time, format: unix_seconds }
                  float: { column: float, type: number }
                  nothing: nothing
            """);
        var file = Write("a.parquet", """
            SELECT 'p' AS who, UUID '0198c1f2-0000-7000-8000-000000000001' AS id, TIMESTAMP '2026-07-01 12:00:00.5' AS local, TIMESTAMPTZ '2026-07-01 12:00:00.123456+02' AS moment,
              1.10::DECIMAL(38, 2) AS money, 9223372036854775807 AS wide, true AS paid, DATE '2026-07-01' AS day, ['a', 'b"'] AS items, 1782907200 AS unix, 1.5::FLOAT AS float, NULL::VARCHAR AS nothing,
              {'place': {'country': 'DE'}, 'price': 2.30::DECIMAL(9, 2)} AS extra
            """);

        Assert.Equal(0, await run.ImportAsync(file, "--map", map));

        Assert.Equal(
            """{"name":"buy","player_id":"p","time":"2026-07-01T10:00:00.5Z","event_id":"0198c1f2-0000-7000-8000-000000000001","installed_at":"2026-07-01T10:00:00.123456Z","country":"DE","props":{"money":1.10,"as_text":"1.10","wide":9223372036854775807,"paid":true,"day":"2026-07-01","local":"2026-07-01T12:00:00.5Z","moment":"2026-07-01T10:00:00.123456Z","items":"[\"a\",\"b\\\"\"]","second":"b\"","unix":"2026-07-01T12:00:00Z","float":1.5}}""",
            Assert.Single(run.Server.Events));
    }

    [Fact]
    public async Task A_decimal_longer_than_a_number_can_be_is_refused_not_rounded_and_stays_exact_as_text()
    {
        const string Select = "SELECT 'p' AS who, 123456789012345678.12345678901234567890::DECIMAL(38, 20) AS money";

        await run.ImportAsync(Write("number.parquet", Select), "--map", run.Folder.Write("number.yaml", "events: [{ name: a, player_id: who, props: { money: { column: money, type: number } } }]"));
        await run.ImportAsync(Write("text.parquet", Select + ", 1 AS other"), "--map", run.Folder.Write("text.yaml", "events: [{ name: a, player_id: who, props: { money: money } }]"));

        Assert.Contains("Column 'money' is '123456789012345678.12345678901234567890'; a number of at most 28 digits is expected.", run.Server.Events.First(), StringComparison.Ordinal);
        Assert.Equal("""{"name":"a","player_id":"p","props":{"money":"123456789012345678.12345678901234567890"}}""", run.Server.Events.Last());
    }

    [Fact]
    public async Task Without_a_mapping_the_columns_are_the_members_of_an_event()
    {
        var file = Write("events.parquet", """
            SELECT 'level_start' AS name, 'p' AS player_id, TIMESTAMPTZ '2026-07-01 12:00:00+00' AS time, 7 AS sequence, NULL::VARCHAR AS session_id, 'ios' AS platform,
              {'level': 4, 'price': 1.10::DECIMAL(30, 2), 'at': TIMESTAMP '2026-07-01 12:00:00', 'odd': 'nan'::DOUBLE, 'none': NULL::INTEGER, 'a "b"': [[1], NULL], 'map': MAP {'k': 1e30::DOUBLE}} AS props
            UNION ALL SELECT 'b', 'p', NULL, NULL, '', NULL, NULL
            """);

        Assert.Equal(0, await run.ImportAsync(file));

        Assert.Equal(
            [
                """{"name":"level_start","player_id":"p","time":"2026-07-01T12:00:00Z","sequence":7,"platform":"ios","props":{"level":4,"price":1.10,"at":"2026-07-01T12:00:00Z","odd":"nan","a \"b\"":[[1],null],"map":{"k":1e+30}}}""",
                """{"name":"b","player_id":"p","session_id":""}""",
            ],
            run.Server.Events);
    }

    [Fact]
    public async Task Props_may_stand_in_a_file_as_text_and_one_that_is_no_object_is_a_reject()
    {
        var file = Write("events.parquet", "SELECT 'a' AS name, 'p' AS player_id, unnest(['{\"x\":\n 1.10}', '[1]', '', NULL, '{']) AS props, '[1,\n2]'::JSON AS list");

        Assert.Equal(0, await run.ImportAsync(file));

        var events = run.Server.Events.ToList();
        Assert.Equal("""{"name":"a","player_id":"p","props":{"x":1.10},"list":[1,2]}""", events[0]);
        Assert.StartsWith("""{"import_error":{"row":1,"message":"Column 'props' is '[1]'; a JSON object is expected.",""", events[1], StringComparison.Ordinal);
        Assert.Equal(["""{"name":"a","player_id":"p","list":[1,2]}""", """{"name":"a","player_id":"p","list":[1,2]}"""], events[2..4]);
        Assert.Contains("Column 'props' is '{'; a JSON object is expected.", events[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_cannot_be_converted_makes_a_reject_of_its_row_which_is_named()
    {
        var file = Write("rows.parquet", "SELECT 'p' || i AS who, '2026-07-01' AS day, CASE i WHEN 1 THEN 'four' ELSE '4' END AS level, 0 AS starts, 'n' AS note FROM range(3) r(i)");

        Assert.Equal(0, await run.ImportAsync(file, "--map", run.Folder.Write("map.yaml", Visits)));

        var error = JsonDocument.Parse(run.Server.Events.ElementAt(1)).RootElement.GetProperty("import_error");
        Assert.Equal((1, "Column 'level' is 'four'; a whole number is expected."), (error.GetProperty("row").GetInt32(), error.GetProperty("message").GetString()));
        Assert.Equal("""{"who":"p1","day":"2026-07-01","level":"four","starts":"0","note":"n"}""", error.GetProperty("text").GetString());
        Assert.False(error.TryGetProperty("line", out _));
        Assert.Equal(3, run.Server.Events.Count());
    }

    [Fact]
    public async Task The_first_bytes_tell_and_the_same_content_twice_adds_nothing()
    {
        var file = Write("events.ndjson", "SELECT 'a' AS name, 'p' AS player_id FROM range(3)");
        await run.ImportAsync(file);
        var copy = Path.Combine(run.Folder.Root, "date=2026-01-01", "a[1]*?.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(file, copy);

        Assert.Equal(0, await run.ImportAsync(copy));

        Assert.Equal("3 rows, 0 events, 3 already, 0 rejected", run.Counts);
        Assert.Equal(Enumerable.Repeat("""{"name":"a","player_id":"p"}""", 3), run.Server.Events);
    }

    [Fact]
    public async Task A_folder_that_tells_a_value_adds_no_column_and_a_name_with_wildcards_is_one_file()
    {
        var file = Write(Path.Combine("date=2026-01-01", "a[1]*?.parquet"), "SELECT 'a' AS name, 'p' AS player_id");
        Write(Path.Combine("date=2026-01-01", "a1xy.parquet"), "SELECT 'other' AS name, 'p' AS player_id");

        Assert.Equal(0, await run.ImportAsync(file));

        Assert.Equal("""{"name":"a","player_id":"p"}""", Assert.Single(run.Server.Events));
    }

    [Fact]
    public async Task An_import_that_was_broken_off_goes_on_at_a_row_in_the_files_order()
    {
        var file = Write("events.parquet", "SELECT 'a' AS name, 'p' || i AS player_id FROM range(9000) r(i)", ", ROW_GROUP_SIZE 2048");
        run.Server.BreaksAfter = 2;

        Assert.Equal(3, await run.ImportAsync(file));
        run.Server.BreaksAfter = int.MaxValue;
        Assert.Equal(0, await run.ImportAsync(file));

        Assert.Equal("9000 rows, 5000 events, 4000 already, 0 rejected", run.Counts);
        Assert.Equal(Enumerable.Range(0, 9000).Select(i => $$"""{"name":"a","player_id":"p{{i}}"}"""), run.Server.Events);
        Assert.Equal(Enumerable.Range(0, 9000).Select(i => (long)i), run.Server.Batches.SelectMany(batch => batch.Import!.Rows));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(5000)]
    [InlineData(-1)]
    [InlineData(-9)]
    public async Task A_file_that_is_cut_is_refused_and_nothing_is_sent(int cut)
    {
        var file = Write("events.parquet", "SELECT 'a' AS name, 'p' || i AS player_id FROM range(9000) r(i)");
        var whole = File.ReadAllBytes(file);
        File.WriteAllBytes(file, cut > 0 ? whole[..cut] : whole[..^-cut]);

        Assert.Equal(3, await run.ImportAsync(file));

        Assert.Contains($"{file} is a Parquet file that is not written to its end.", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Server.Batches);
    }

    [Fact]
    public async Task Damage_in_the_middle_is_found_before_anything_is_sent_with_its_column()
    {
        var file = Write("events.parquet", "SELECT 'a' AS name, 'p' || (i * 7919 % 1000003) AS player_id FROM range(300000) r(i)", ", ROW_GROUP_SIZE 100000");
        var bytes = File.ReadAllBytes(file);
        for (var i = bytes.Length / 2; i < (bytes.Length / 2) + 3000; i++)
        {
            bytes[i] ^= 0x55;
        }

        File.WriteAllBytes(file, bytes);

        Assert.Equal(3, await run.ImportAsync(file));

        Assert.Contains($"{file}: Column 'player_id' cannot be read behind row ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Server.Batches);
    }

    [Fact]
    public async Task Bytes_are_text_where_they_are_and_refused_with_their_column_where_they_are_not()
    {
        Assert.Equal(0, await run.ImportAsync(Write("text.parquet", "SELECT 'a' AS name, 'p'::BLOB AS player_id")));
        Assert.Equal("""{"name":"a","player_id":"p"}""", Assert.Single(run.Server.Events));

        Assert.Equal(3, await run.ImportAsync(Write("bytes.parquet", @"SELECT 'a' AS name, 'p' AS player_id, '\xFF\xFE'::BLOB AS picture")));
        Assert.Contains("Column 'picture' cannot be read behind row 0: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Server.Batches);
    }

    [Fact]
    public async Task Columns_that_cannot_be_told_apart_are_refused()
    {
        var file = Path.Combine(run.Folder.Root, "events.parquet");
        using (var writer = new ParquetSharp.ParquetFileWriter(file, [new ParquetSharp.Column<string>("name"), new ParquetSharp.Column<string>("player_id"), new ParquetSharp.Column<string>("Name")]))
        {
            using var group = writer.AppendRowGroup();
            foreach (var cell in (string[])["a", "p", "b"])
            {
                using var column = group.NextColumn().LogicalWriter<string>();
                column.WriteBatch([cell]);
            }

            writer.Close();
        }

        Assert.Equal(3, await run.ImportAsync(file));
        Assert.Contains("Two columns have the same name, or names that differ in case only, such as 'Name'. Rename one.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_footer_a_packed_and_an_encrypted_file_are_refused_with_a_sentence()
    {
        var footer = Path.Combine(run.Folder.Root, "footer.parquet");
        File.WriteAllBytes(footer, [.. "PAR1"u8, 1, 2, 3, 4, 5, 6, 7, 8, 9, .. "PAR1"u8]);
        Assert.Equal(3, await run.ImportAsync(footer));
        Assert.Contains("is a Parquet file that cannot be read: ", run.Error, StringComparison.Ordinal);

        var packed = Path.Combine(run.Folder.Root, "events.parquet.gz");
        using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
        {
            gzip.Write(File.ReadAllBytes(Write("events.parquet", "SELECT 'a' AS name, 'p' AS player_id")));
        }

        Assert.Equal(3, await run.ImportAsync(packed));
        Assert.Contains("is a Parquet file inside gzip. Unpack it first", run.Error, StringComparison.Ordinal);

        var encrypted = Path.Combine(run.Folder.Root, "secret.parquet");
        File.WriteAllBytes(encrypted, [.. "PARE"u8, .. new byte[20], .. "PARE"u8]);
        Assert.Equal(3, await run.ImportAsync(encrypted));
        Assert.Contains("is an encrypted Parquet file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_that_the_columns_cannot_follow_is_refused_whole_with_lines_and_types()
    {
        var map = run.Folder.Write("map.yaml", """
            events:
              - name: a
                player_id: whom
                time: number
                when: { column: flag, above: 1 }
                repeat: day
                props:
                  x: { column: day, type: number }
                  y: { column: struct, type: integer }
                  z: { column: struct, pointer: /a, type: integer }
                  u: { column: number, type: time, format: unix_seconds }
                  v: { column: number, pointer: /a }
                  b: { column: float, type: boolean }
            """);
        var file = Write("rows.parquet", "SELECT 'p' AS who, 1 AS number, true AS flag, DATE '2026-01-01' AS day, {'a': 1} AS struct, 1.5::DOUBLE AS float");

        Assert.Equal(2, await run.ImportAsync(file, "--map", map));

        Assert.Equal(
            [
                $"{map}:5: {file}: column 'flag' is of type BOOLEAN; numbers, or text that holds them is expected.",
                $"{map}:6: {file}: column 'day' is of type DATE; numbers, or text that holds them is expected.",
                $"{map}:3: {file} has no column 'whom'. Did you mean 'who'?",
                $"{map}:4: {file}: column 'number' is of type INTEGER; timestamps, dates, or what the format iso reads is expected.",
                $"{map}:8: {file}: column 'day' is of type DATE; numbers, or text that holds them is expected.",
                $"{map}:9: {file}: column 'struct' is of type STRUCT(a INTEGER); numbers, or text that holds them is expected.",
                $"{map}:12: {file}: column 'number' is of type INTEGER; JSON, in which a pointer can look is expected.",
                $"{map}:13: {file}: column 'float' is of type DOUBLE; true and false, 1 and 0, or text that says so is expected.",
            ],
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Empty(run.Server.Batches);
    }

    [Theory]
    [InlineData("SELECT 'p' AS player_id, 1 AS x", "has no column 'name', so its rows are no events.")]
    [InlineData("SELECT 'a' AS name, 17 AS player_id", "column 'player_id' is of type INTEGER; text is expected.")]
    [InlineData("SELECT 'a' AS name, 'p' AS player_id, DATE '2026-01-01' AS time", "column 'time' is of type DATE; a timestamp is expected.")]
    [InlineData("SELECT 'a' AS name, 'p' AS player_id, [1] AS props", "column 'props' is of type INTEGER[]; a struct, a map or JSON is expected.")]
    public async Task Columns_that_are_not_an_events_are_refused_before_anything_is_sent(string select, string sentence)
    {
        Assert.Equal(3, await run.ImportAsync(Write("events.parquet", select)));

        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Server.Batches);
    }

    [Fact]
    public async Task A_struct_without_members_is_read_and_refused_where_it_is_no_value()
    {
        var file = Write("events.parquet", "SELECT 'a' AS name, 'p' AS player_id WHERE false");
        var bytes = File.ReadAllBytes(file);

        // The column's field of a type is gone, so to a reader it is a group of nothing.
        bytes[bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x15, 0x0C, 0x25, 0x02, 0x18, 0x04, .. "name"u8])] = 0x14;
        File.WriteAllBytes(file, bytes);

        Assert.Equal(3, await run.ImportAsync(file));
        Assert.Contains("column 'name' is of type STRUCT(); text is expected.", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, await run.ImportAsync(file, "--map", run.Folder.Write("map.yaml", "events: [{ name: a, player_id: player_id, props: { x: name } }]")));
        Assert.Equal("0 rows, 0 events, 0 already, 0 rejected", run.Counts);
    }

    [Fact]
    public async Task A_file_without_rows_is_imported_whole()
    {
        Assert.Equal(0, await run.ImportAsync(Write("events.parquet", "SELECT 'a' AS name, 'p' AS player_id WHERE false")));
        Assert.Equal("0 rows, 0 events, 0 already, 0 rejected", run.Counts);
    }

    private string Write(string name, string select, string options = "") => TestParquet.Write(Path.Combine(run.Folder.Root, name), select, options);
}
