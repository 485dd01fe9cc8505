using System.Text.Json;
using Frontline.Tests.Configuration;
using Frontline.Tests.Importing;
using Xunit;

namespace Frontline.Tests.Commands;

public sealed class SchemaCommandTests : IDisposable
{
    private const string Server = "http://frontline.example";

    private static readonly string Sample = Path.Combine(RepositoryFolder.Root, "samples", "tracking-plan");

    private readonly CommandRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task The_sample_plan_tells_of_each_sample_event_what_becomes_of_it()
    {
        var events = Path.Combine(Sample, "events.ndjson");

        Assert.Equal(1, await run.RunAsync("schema", "check", "mygame", events, "--plan", Path.Combine(Sample, "plan")));

        Assert.Equal(
            [
                $"{events}:1: accepted house_visited",
                $"{events}:2: rejected house_visited",
                "  plan_type /props/steps: props.steps must be an integer; it is the text \"many\".",
                "  plan_enum /props/mood: props.mood must be one of \"sunny\", \"rain\", \"snow\"; it is the text \"foggy\".",
                "  plan_pattern /props/gift/id: props.gift.id must match the pattern ^[a-z_]+$; it is the text \"Apple\".",
                "  plan_additional_property /props/gift/colour: props.gift.colour must not be there, since the plan does not name it; it is the text \"red\".",
                $"{events}:3: accepted purchase (respelled)",
                $"{events}:4: rejected purchase",
                "  plan_required /props/offer: props.offer is required and was not sent.",
                "  plan_maximum /props/amount: props.amount must be at most 500; it is the number 4999.",
                "  plan_pattern /props/product: props.product must match the pattern ^(gems|coins|pass)_[0-9]+$; it is the text \"a castle\".",
                $"{events}:5: accepted level_start (unplanned_property)",
                $"{events}:6: accepted house_left (unplanned_event)",
            ],
            run.Output.Split('\n').TakeWhile(line => line.Length > 0));
        Assert.Matches(@"events\.ndjson +6 +4 +2 +2\n$", run.Output);
    }

    [Fact]
    public async Task As_json_there_are_counts_and_verdicts_and_with_rejected_only_those()
    {
        Assert.Equal(1, await run.RunAsync("schema", "check", "mygame", Path.Combine(Sample, "events.ndjson"), "--plan", Path.Combine(Sample, "plan"), "--rejected", "--format", "json"));

        var result = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(
            (6, 4, 2, 2),
            (result.GetProperty("files")[0].GetProperty("events").GetInt32(), result.GetProperty("files")[0].GetProperty("accepted").GetInt32(),
                result.GetProperty("files")[0].GetProperty("rejected").GetInt32(), result.GetProperty("files")[0].GetProperty("unplanned").GetInt32()));
        Assert.Equal([2, 4], result.GetProperty("verdicts").EnumerateArray().Select(verdict => verdict.GetProperty("line").GetInt32()));
        Assert.Equal("plan_type", result.GetProperty("verdicts")[0].GetProperty("violations")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_plan_and_the_policy_of_the_data_directory_are_taken_and_no_host_is_started()
    {
        run.Folder.Write("data/games/mygame.yaml", "keys: []\nplan_policy: { unplanned_events: reject }\n");
        run.Folder.Write("data/plans/mygame/opened.json", "{}");
        var events = run.Folder.Write("events.ndjson", "\n{\"name\":\"opened\",\"player_id\":\"p\"}\nnot json\n{\"name\":\"closed\",\"player_id\":\"p\"}\n");

        Assert.Equal(1, await run.RunAsync("schema", "check", "mygame", events, "--data", run.Data));

        Assert.Empty(run.Starter.Started);
        Assert.Contains($"{events}:2: accepted opened\n{events}:3: rejected (no name)\n  unreadable: ", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{events}:4: rejected closed\n  unplanned_event /name: The plan has no event 'closed'.\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schema check mygame events.ndjson", 3, "There is no game 'mygame'")]
    [InlineData("schema check mygame events.ndjson --plan nowhere", 2, "There is no schema in ")]
    [InlineData("schema check mygame missing.ndjson --plan plan", 3, "There is no file ")]
    [InlineData("schema check mygame parquet.ndjson --plan plan", 2, "parquet.ndjson is a Parquet file. Events are tried one a line (NDJSON)")]
    [InlineData("schema check mygame events.ndjson --plan wrong", 78, "a.json:1:1: The schema is no JSON")]
    public async Task What_cannot_be_checked_is_a_sentence(string arguments, int exitCode, string message)
    {
        run.Folder.Write("events.ndjson", "{}");
        TestParquet.Write(Path.Combine(run.Folder.Root, "parquet.ndjson"), "SELECT 'a' AS name, 'p' AS player_id");
        run.Folder.Write("plan/a.json", "{}");
        run.Folder.Write("wrong/a.json", "");
        var located = arguments.Split(' ').Select(argument => argument is "plan" or "wrong" or "nowhere" || argument.EndsWith(".ndjson", StringComparison.Ordinal) ? Path.Combine(run.Folder.Root, argument) : argument);

        Assert.Equal(exitCode, await run.RunAsync([.. located, "--data", run.Data]));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Infer_drafts_types_and_required_and_enumerations_and_keeps_ranges_to_words()
    {
        Serve(Enumerable.Range(1, 40).Select(i => $$"""{"mood":"{{(i % 2 == 0 ? "sunny" : "rain")}}","steps":{{i}},"ratio":{{i}}.5,"note":"{{i}}","list":[1,null]{{(i == 1 ? "" : ",\"gift\":{\"id\":true}")}}}"""));

        Assert.Equal(0, await run.RunAsync("schema", "infer", "mygame", "--event", "visited", "--server", Server));

        Assert.Equal(
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "visited",
              "type": "object",
              "description": "Drafted from the newest 40 of 40 events.",
              "properties": {
                "gift": {
                  "type": "object",
                  "description": "In 39 of 40.",
                  "properties": {
                    "id": {
                      "type": "boolean"
                    }
                  },
                  "required": [
                    "id"
                  ]
                },
                "list": {
                  "type": "array",
                  "items": {
                    "type": [
                      "integer",
                      "null"
                    ],
                    "description": "Seen from 1 to 1."
                  }
                },
                "mood": {
                  "type": "string",
                  "enum": [
                    "rain",
                    "sunny"
                  ]
                },
                "note": {
                  "type": "string",
                  "description": "Seen with up to 2 characters."
                },
                "ratio": {
                  "type": "number",
                  "description": "Seen from 1.5 to 40.5."
                },
                "steps": {
                  "type": "integer",
                  "description": "Seen from 1 to 40."
                }
              },
              "required": [
                "list",
                "mood",
                "note",
                "ratio",
                "steps"
              ]
            }

            """.ReplaceLineEndings("\n"),
            run.Output.ReplaceLineEndings("\n"));
        Assert.Empty(Frontline.Enrichment.Plans.PlanCompiler.Compile([new("visited.json", System.Text.Encoding.UTF8.GetBytes(run.Output))], new()).Problems);
        Assert.Contains("where name = 'visited'", run.Server.Requests[^1].Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Infer_writes_a_file_for_each_event_and_overwrites_none_unless_forced()
    {
        Serve(["""{"a":1}"""]);
        var folder = Path.Combine(run.Folder.Root, "drafts");
        var file = run.Folder.Write("drafts/visited.json", "mine");

        Assert.Equal(0, await run.RunAsync("schema", "infer", "mygame", "--out", folder, "--server", Server));
        Assert.Equal("mine", File.ReadAllText(file));
        Assert.Contains("--force", run.Output, StringComparison.Ordinal);

        Assert.Equal(0, await run.RunAsync("schema", "infer", "mygame", "--out", folder, "--force", "--server", Server, "--format", "json"));
        Assert.Contains("\"title\": \"visited\"", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(run.Output).RootElement[0].GetProperty("written").GetBoolean());
    }

    [Fact]
    public async Task An_event_that_never_arrived_has_no_draft()
    {
        run.Server.On("GET /status", "{}").On("POST /api/sql", "[]");

        Assert.Equal(1, await run.RunAsync("schema", "infer", "mygame", "--event", "it's", "--server", Server));
        Assert.Contains("No event 'it's' has arrived yet.", run.Error, StringComparison.Ordinal);
        Assert.Contains("'it''s'", run.Server.Requests[^1].Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private void Serve(IEnumerable<string> props)
    {
        var rows = props.Select(text => JsonSerializer.Serialize(new { props = text })).ToList();
        run.Server.On("GET /status", "{}").On("POST /api/sql", body => (System.Net.HttpStatusCode.OK, body.Contains("count(*)", StringComparison.Ordinal)
            ? $$"""[{"name":"visited","events":{{rows.Count}}}]"""
            : $"[{string.Join(',', rows)}]"));
    }
}
