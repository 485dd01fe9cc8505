using Xunit;

namespace Frontline.Tests.Importing;

/// <summary>Several files in one command.</summary>
public sealed class FilesImportTests : IDisposable
{
    private readonly ImportRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task A_pattern_is_expanded_in_ordinal_order_and_summed_up()
    {
        Event("events/b.ndjson", "b");
        Event("events/B.ndjson", "B");
        Event("events/10.ndjson", "10");
        Event("events/2.ndjson", "2");

        Assert.Equal(0, await run.ImportAsync(At("events/*.ndjson")));

        Assert.Equal(["10", "2", "B", "b"], Names());
        Assert.Equal([At("events/10.ndjson"), At("events/2.ndjson"), At("events/B.ndjson"), At("events/b.ndjson")], run.Results.Select(result => result.GetProperty("file").GetString()!));
        Assert.Equal("4 rows, 4 events, 0 already, 0 rejected", ImportRun.Words(run.Total));
        Assert.Equal(4, run.Total.GetProperty("files").GetInt32());
    }

    [Fact]
    public async Task A_file_given_twice_is_imported_once_and_equal_contents_count_once()
    {
        var file = Event("a.ndjson", "a");
        Event("copy.ndjson", "a");
        run.Server.Rejected = 1;

        Assert.Equal(0, await run.ImportAsync(file, At("*.ndjson"), Path.Combine(run.Folder.Root, "..", Path.GetFileName(run.Folder.Root), "a.ndjson")));

        Assert.Equal(["a"], Names());
        Assert.Equal(["1 rows, 1 events, 0 already, 1 rejected", "1 rows, 0 events, 1 already, 1 rejected"], run.Results.Select(ImportRun.Words));
        Assert.Equal("2 rows, 1 events, 1 already, 1 rejected", ImportRun.Words(run.Total));
    }

    [Fact]
    public async Task Nothing_is_sent_when_any_file_is_at_fault_and_all_faults_are_told()
    {
        Event("a.ndjson", "a");
        File.WriteAllBytes(At("b.ndjson.gz"), [0x1F, 0x8B, 8, 0, 0]);
        File.WriteAllBytes(At("c.parquet"), [.. "PAR1"u8, 0, 0]);

        Assert.Equal(3, await run.ImportAsync(At("*")));

        Assert.Contains("b.ndjson.gz is a gzip file", run.Error, StringComparison.Ordinal);
        Assert.Contains("c.parquet is a Parquet file that is not written to its end", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Server.Batches);
    }

    [Fact]
    public async Task Nothing_is_sent_when_the_mapping_does_not_fit_one_of_the_files()
    {
        run.Folder.Write("a.csv", "who\np1\n");
        run.Folder.Write("b.csv", "player\np2\n");
        var map = run.Folder.Write("map.yaml", "events: [{ name: a, player_id: who }]");

        Assert.Equal(2, await run.ImportAsync(At("*.csv"), "--map", map));

        Assert.Contains($"{At("b.csv")} has no column 'who'", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Server.Batches);
    }

    [Fact]
    public async Task Nothing_is_sent_when_one_of_the_contents_was_imported_with_another_mapping()
    {
        var old = run.Folder.Write("b.csv", "who\np2\n");
        await run.ImportAsync(old, "--map", run.Folder.Write("old.yaml", "events: [{ name: old, player_id: who }]"));
        run.Folder.Write("a.csv", "who\np1\n");

        Assert.Equal(3, await run.ImportAsync(At("*.csv"), "--map", run.Folder.Write("new.yaml", "events: [{ name: new, player_id: who }]")));

        Assert.Contains($"{old}: This content was imported with another mapping", run.Error, StringComparison.Ordinal);
        Assert.Equal(["old"], Names());
    }

    [Fact]
    public async Task After_a_stop_in_between_the_same_command_goes_on_and_files_that_are_done_are_not_sent_again()
    {
        foreach (var name in (string[])["a", "b", "c"])
        {
            Event($"{name}.ndjson", name);
        }

        run.Server.BreaksAfter = 2;
        Assert.Equal(3, await run.ImportAsync(At("*.ndjson")));
        Assert.Contains($"2 of 3 files are imported; {At("c.ndjson")} is not", run.Error, StringComparison.Ordinal);

        run.Server.BreaksAfter = int.MaxValue;
        Assert.Equal(0, await run.ImportAsync(At("*.ndjson")));

        Assert.Equal(["a", "b", "c"], Names());
        Assert.Equal("3 rows, 1 events, 2 already, 0 rejected", ImportRun.Words(run.Total));
    }

    [Fact]
    public async Task A_pattern_without_a_match_a_folder_and_a_file_that_is_not_there_are_named()
    {
        Event("a.ndjson", "a");
        Directory.CreateDirectory(At("folder"));

        Assert.Equal(3, await run.ImportAsync(At("*.parquet"), At("a.ndjson"), At("folder"), At("none.csv")));

        Assert.Contains($"No file matches {At("*.parquet")}.", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{At("folder")} is a folder.", run.Error, StringComparison.Ordinal);
        Assert.Contains($"There is no file {At("none.csv")}.", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Server.Batches);
    }

    [Fact]
    public async Task Lines_of_objects_become_events_by_a_mapping_too()
    {
        var map = run.Folder.Write("map.yaml", "events: [{ name: seen, player_id: who, time: at, props: { level: { column: level, type: integer }, price: { column: price, type: number }, deep: { column: more, pointer: /x/0 } } }]");
        var file = run.Folder.Write("rows.txt", """
            {"who":"p1","at":"2026-07-01T12:00:00Z","level":4.0,"price":1.10,"more":{"x":["y"]},"other":1}
            {"who":"p2","level":null}
            {"who":"p3","level":"four"}
            [1]
            """);

        Assert.Equal(0, await run.ImportAsync(file, "--map", map));

        var events = run.Server.Events.ToList();
        Assert.Equal("""{"name":"seen","player_id":"p1","time":"2026-07-01T12:00:00Z","props":{"level":4,"price":1.10,"deep":"y"}}""", events[0]);
        Assert.Equal("""{"name":"seen","player_id":"p2","props":{}}""", events[1]);
        Assert.StartsWith("""{"import_error":{"row":2,"line":3,"message":"Column 'level' is 'four'; a whole number is expected.",""", events[2], StringComparison.Ordinal);
        Assert.StartsWith("""{"import_error":{"row":3,"line":4,""", events[3], StringComparison.Ordinal);
    }

    private IEnumerable<string> Names() => run.Server.Events.Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("name").GetString()!);

    private string At(string name) => Path.Combine(run.Folder.Root, name);

    private string Event(string file, string name) => run.Folder.Write(file, $$"""{"name":"{{name}}","player_id":"p"}""" + "\n");
}
