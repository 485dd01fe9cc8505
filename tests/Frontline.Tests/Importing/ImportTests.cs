using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Frontline.Importing;
using Frontline.Testing;
using Frontline.Tests.Configuration;
using Xunit;

namespace Frontline.Tests.Importing;

public sealed class ImportTests : IDisposable
{
    private const string Mapping = """
        defaults:
          player_id: who
          time: { column: day, format: yyyy-MM-dd, zone: Europe/Berlin }
        events:
          - name: visit
            props: { level: { column: level, type: integer }, note: note, source: { value: king } }
          - name: level_start
            when: { column: starts, above: 0 }
            repeat: starts
          - name: level_fail
            repeat: starts - wins
        """;

    private readonly ImportRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task Lines_of_events_are_sent_as_they_are_with_their_rows()
    {
        var file = run.Folder.Write("events.ndjson", "\uFEFF{\"name\":\"a\",\"player_id\":\"p\"}\r\n\n  {\"name\":\"b\",\"player_id\":\"ü\"}");

        Assert.Equal(0, await run.ImportAsync(file));

        Assert.Equal(["""{"name":"a","player_id":"p"}""", """{"name":"b","player_id":"ü"}"""], run.Server.Events);
        Assert.Equal([0L, 1L], run.Server.Batches[0].Import!.Rows);
        Assert.Equal("2 rows, 2 events, 0 already, 0 rejected", run.Counts);
        Assert.True(run.Server.IsSettled);
    }

    [Fact]
    public async Task A_row_becomes_several_events_by_its_mapping()
    {
        var map = run.Folder.Write("map.yaml", Mapping);
        var file = run.Folder.Write("rows.csv", "who,day,level,starts,wins,note\np1,2026-07-01,4,2,1,\"says \"\"hi\"\",\nthen goes\"\np2,2026-01-01,5.0,0,3,\n");

        Assert.Equal(0, await run.ImportAsync(file, "--map", map));

        Assert.Equal(
            [
                """{"name":"visit","player_id":"p1","time":"2026-06-30T22:00:00Z","props":{"level":4,"note":"says \"hi\",\nthen goes","source":"king"}}""",
                """{"name":"level_start","player_id":"p1","time":"2026-06-30T22:00:00Z"}""",
                """{"name":"level_start","player_id":"p1","time":"2026-06-30T22:00:00Z"}""",
                """{"name":"level_fail","player_id":"p1","time":"2026-06-30T22:00:00Z"}""",
                """{"name":"visit","player_id":"p2","time":"2025-12-31T23:00:00Z","props":{"level":5,"source":"king"}}""",
            ],
            run.Server.Events);
        Assert.Equal([0, 1, 2, 3, 0], run.Server.Batches[0].Import!.Numbers);
    }

    [Fact]
    public async Task The_same_content_twice_adds_nothing_packed_or_not()
    {
        var text = "{\"name\":\"a\",\"player_id\":\"p\"}\n{\"name\":\"b\",\"player_id\":\"p\"}\n";
        var plain = run.Folder.Write("a.ndjson", text);
        var packed = Path.Combine(run.Folder.Root, "a.bin");
        File.WriteAllBytes(packed, Gzip(text));

        await run.ImportAsync(plain);
        Assert.Equal(0, await run.ImportAsync(packed));

        Assert.Equal("2 rows, 0 events, 2 already, 0 rejected", run.Counts);
        Assert.Single(run.Server.Batches);
    }

    [Fact]
    public async Task The_same_content_with_another_mapping_is_refused_with_a_sentence()
    {
        var file = run.Folder.Write("rows.csv", "who,day,level,starts,wins,note\np1,2026-07-01,4,2,1,x\n");
        await run.ImportAsync(file, "--map", run.Folder.Write("map.yaml", Mapping));

        Assert.Equal(0, await run.ImportAsync(file, "--map", run.Folder.Write("same.yaml", "# a comment changes nothing\n" + Mapping)));
        Assert.Equal(3, await run.ImportAsync(file, "--map", run.Folder.Write("other.yaml", Mapping.Replace("king", "queen", StringComparison.Ordinal))));
        Assert.Contains("another mapping", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_was_broken_off_goes_on_at_a_row_and_no_row_is_split_or_sent_twice()
    {
        var map = run.Folder.Write("map.yaml", "events:\n  - { name: a, player_id: who, repeat: times }\n");
        var file = run.Folder.Write("rows.csv", "who,times\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"p{i},300\n")));
        run.Server.BreaksAfter = 3;

        Assert.Equal(3, await run.ImportAsync(file, "--map", map));
        Assert.Equal(3, run.Server.Batches.Count);

        run.Server.BreaksAfter = int.MaxValue;
        Assert.Equal(0, await run.ImportAsync(file, "--map", map));

        Assert.Equal("50 rows, 9600 events, 18 already, 0 rejected", run.Counts);
        Assert.All(run.Server.Batches, batch => Assert.InRange(batch.EventCount, 1, ImportWire.EventsMax));
        var sent = run.Server.Batches.SelectMany(batch => batch.Import!.Rows.Zip(batch.Import.Numbers)).ToList();
        Assert.Equal(Enumerable.Range(0, 50).SelectMany(row => Enumerable.Range(0, 300).Select(number => ((long)row, number))), sent);
        var ranges = run.Server.Batches.Select(batch => (batch.Import!.FirstRow, batch.Import.EndRow)).ToList();
        Assert.Equal(ranges.Skip(1).Select(range => range.FirstRow), ranges.SkipLast(1).Select(range => range.EndRow));
        Assert.Equal((0, 50), (ranges[0].FirstRow, ranges[^1].EndRow));
    }

    [Fact]
    public async Task A_server_that_cannot_take_more_is_asked_again_until_it_can()
    {
        run.Server.Refusals = 7;
        var file = run.Folder.Write("a.ndjson", "{\"name\":\"a\",\"player_id\":\"p\"}\n");

        Assert.Equal(0, await run.ImportAsync(file));

        Assert.Single(run.Server.Batches);
        Assert.Equal(1, run.Error.Split("(503)").Length - 1);
    }

    [Fact]
    public async Task Rows_that_cannot_be_converted_travel_on_as_what_they_are()
    {
        var map = run.Folder.Write("map.yaml", Mapping);
        var file = run.Folder.Write(
            "rows.csv", "who,day,level,starts,wins,note\np1,2026-07-01,four,0,0,\np1,July 1st,4,0,0,\np1,2026-07-01,4\np1,2026-07-01,4,99999,0,\np1,2026-07-01,4,0,0,a\"b\np2,2026-07-01,4,0,0,\n");
        run.Server.Rejected = 5;

        Assert.Equal(0, await run.ImportAsync(file, "--map", map));

        var events = run.Server.Events.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(
            [
                "2: Column 'level' is 'four'; a whole number is expected.", "3: Column 'day' is 'July 1st'; a time in the format yyyy-MM-dd is expected.",
                "4: The row has 3 fields; 6 are expected.", "5: Column 'repeat' is '99999'; at most 2000 events of one row is expected.",
                "6: The quoting is wrong: there is a quote inside a field that is not quoted.",
            ],
            events.SkipLast(1).Select(json => json.GetProperty("import_error")).Select(error => $"{error.GetProperty("line")}: {error.GetProperty("message").GetString()}"));
        Assert.Equal("p1,2026-07-01,four,0,0,", events[0].GetProperty("import_error").GetProperty("text").GetString());
        Assert.Equal("p2", events[^1].GetProperty("player_id").GetString());

        Assert.Equal(1, await run.ImportAsync(file, "--map", map, "--strict"));
    }

    [Fact]
    public async Task Lines_that_are_no_events_travel_on_and_their_neighbours_are_events()
    {
        var file = Path.Combine(run.Folder.Root, "a.ndjson");
        File.WriteAllBytes(file, [.. "{\"name\":\n[1]\n{\"a\":\""u8, 0xFF, .. "\"}\n"u8, .. new byte[3 << 20].Select(_ => (byte)'x'), .. "\n{\"name\":\"good\",\"player_id\":\"p\"}\n"u8]);

        Assert.Equal(0, await run.ImportAsync(file));

        var events = run.Server.Events.ToList();
        Assert.Equal(5, events.Count);
        Assert.All(events.SkipLast(1), line => Assert.Contains("import_error", line, StringComparison.Ordinal));
        Assert.Contains("\"base64\":", events[2], StringComparison.Ordinal);
        Assert.Contains("longer than", events[3], StringComparison.Ordinal);
        Assert.All(events, line => Assert.InRange(line.Length, 1, 32 << 10));
        Assert.Equal("""{"name":"good","player_id":"p"}""", events[^1]);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(-9)]
    [InlineData(-1)]
    public async Task A_half_written_archive_is_refused_and_nothing_of_it_is_sent(int cut)
    {
        var whole = Gzip(string.Concat(Enumerable.Range(0, 3000).Select(i => $"{{\"name\":\"a{i}\",\"player_id\":\"p\"}}\n")));
        var file = Path.Combine(run.Folder.Root, "a.ndjson.gz");
        File.WriteAllBytes(file, cut > 0 ? whole[..cut] : whole[..^-cut]);

        Assert.Equal(3, await run.ImportAsync(file));

        Assert.Contains("not written to its end", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Server.Batches);
    }

    [Fact]
    public async Task A_file_in_another_encoding_is_refused_with_what_to_say_or_read_as_said()
    {
        var file = Path.Combine(run.Folder.Root, "rows.csv");
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes("who\nJosé\n"));
        var map = run.Folder.Write("map.yaml", "events: [{ name: a, player_id: who }]");

        Assert.Equal(3, await run.ImportAsync(file, "--map", map));
        Assert.Contains("is not UTF-8 at byte 7", run.Error, StringComparison.Ordinal);

        Assert.Equal(0, await run.ImportAsync(file, "--map", run.Folder.Write("latin.yaml", "encoding: latin1\nevents: [{ name: a, player_id: who }]")));
        Assert.Equal("José", JsonDocument.Parse(run.Server.Events.Single()).RootElement.GetProperty("player_id").GetString());
    }

    [Fact]
    public async Task An_unknown_column_is_named_with_its_line_and_the_nearest_column()
    {
        var map = run.Folder.Write("map.yaml", "events:\n  - name: a\n    player_id: playerid\n    props:\n      x: nowhere\n");
        var file = run.Folder.Write("rows.csv", "player_id,level\np,1\n");

        Assert.Equal(2, await run.ImportAsync(file, "--map", map));

        Assert.Contains($"{map}:3: {file} has no column 'playerid'. Did you mean 'player_id'?", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{map}:5: {file} has no column 'nowhere'.", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Server.Batches);
    }

    [Fact]
    public async Task Every_error_in_a_mapping_is_named_with_its_line()
    {
        var map = run.Folder.Write(
            "map.yaml",
            "delimiter: ab\nencoding: ebcdic\nevent: []\nevents:\n  - nam: a\n    time: { column: t, format: '', zone: Mars/Base }\n    repeat: a *\n    event_id: '{x'\n    when: { column: c }\n    props: { p: { type: colour } }\n");

        Assert.Equal(2, await run.ImportAsync(run.Folder.Write("rows.csv", "a\n1\n"), "--map", map));

        foreach (var line in (int[])[1, 2, 3, 5, 6, 7, 8, 9, 10])
        {
            Assert.Contains($"{map}:{line}: ", run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("who;level\np;1\n", "")]
    [InlineData("who\tlevel\np\t1\n", "delimiter: tab\n")]
    [InlineData("\uFEFFwho,level\r\np,1\r\n", "")]
    [InlineData("p|1\n", "delimiter: '|'\ncolumns: [who, level]\n")]
    public async Task Delimiters_byte_order_marks_and_files_without_header_are_read(string content, string options)
    {
        var map = run.Folder.Write("map.yaml", options + "events: [{ name: a, player_id: who, event_id: '{who}-{row}-{number}-{{}}', props: { level: { column: level, type: integer } } }]");

        Assert.Equal(0, await run.ImportAsync(run.Folder.Write("rows.csv", content), "--map", map));

        Assert.Equal("""{"name":"a","player_id":"p","event_id":"p-0-0-{}","props":{"level":1}}""", run.Server.Events.Single());
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_does_not_take_the_memory_of_the_machine()
    {
        var map = run.Folder.Write("map.yaml", "events: [{ name: a, player_id: who }]");
        var file = run.Folder.Write("rows.csv", "who\np\n\"" + new string('x', 8 << 20));

        Assert.Equal(3, await run.ImportAsync(file, "--map", map));
        Assert.Contains("line 3", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_inside_the_json_of_a_cell_is_found_by_its_pointer_and_a_cell_that_is_no_json_is_a_reject()
    {
        var map = run.Folder.Write("map.yaml", """
            events:
              - name: tick
                player_id: { column: session, pointer: /0/user }
                when: { column: session, pointer: /0/kind, not: skip }
                props:
                  deep: { column: session, pointer: "/0/a~1b/1" }
                  count: { column: session, pointer: /0/n, type: integer }
                  absent: { column: session, pointer: /0/nothing }
            """);
        var csv = run.Folder.Write("rows.csv", """"
            id,session
            1,"[{""user"":""p1"",""a/b"":[1,""x""],""n"":4}]"
            2,"[{""user"":""p2"",""kind"":""skip""}]"
            3,"[{""user"":"
            """");

        Assert.Equal(0, await run.ImportAsync(csv, "--map", map));

        var events = run.Server.Events.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("""{"name":"tick","player_id":"p1","props":{"deep":"x","count":4}}""", events[0].GetRawText());
        Assert.Equal(2, events.Count);
        Assert.Contains("JSON, in which /0/", events[1].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_without_a_mapping_is_wrong_usage()
    {
        Assert.Equal(2, await run.ImportAsync(run.Folder.Write("rows.csv.gz", "a\n1\n")));
        Assert.Contains("--map", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_3()
    {
        Assert.Equal(3, await run.ImportAsync("/no/such/file.ndjson"));
        Assert.Contains("There is no file /no/such/file.ndjson.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_candy_crush_sample_gives_a_visit_a_row_and_as_many_starts_and_wins_as_it_says()
    {
        var samples = Path.Combine(RepositoryFolder.Root, "samples", "candy-crush");
        await AssertCountsAsync(Path.Combine(samples, "candy_crush_sample.csv"), Path.Combine(samples, "mapping.yaml"));
    }

    [Fact]
    public async Task The_candy_crush_log_gives_the_published_attempts_wins_and_players()
    {
        var file = TestEnvironment.RequireShared(Path.Combine("data", "candy_crush", "candy_crush.csv"));

        var events = await AssertCountsAsync(file, Path.Combine(RepositoryFolder.Root, "samples", "candy-crush", "mapping.yaml"));

        Assert.Equal((93_355, 10_577), (events.Count(json => Name(json) == "level_start"), events.Count(json => Name(json) == "level_complete")));
        Assert.Equal(6_814, events.Select(json => json.GetProperty("player_id").GetString()).Distinct().Count());
    }

    private async Task<List<JsonElement>> AssertCountsAsync(string file, string map)
    {
        Assert.Equal(0, await run.ImportAsync(file, "--map", map, "--strict"));

        var rows = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Skip(1).Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(',')).ToList();
        var events = run.Server.Events.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(rows.Count, events.Count(json => Name(json) == "level_visit"));
        foreach (var (name, column) in (IEnumerable<(string, int)>)[("level_start", 3), ("level_complete", 4)])
        {
            Assert.Equal(
                rows.GroupBy(row => int.Parse(row[2])).OrderBy(level => level.Key).Select(level => (level.Key, level.Sum(row => int.Parse(row[column])))).Where(pair => pair.Item2 > 0),
                events.Where(json => Name(json) == name).GroupBy(json => json.GetProperty("props").GetProperty("level").GetInt32()).OrderBy(level => level.Key).Select(level => (level.Key, level.Count())));
        }

        return events;
    }

    private static string? Name(JsonElement json) => json.GetProperty("name").GetString();

    private static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
