using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Frontline.Client;
using Frontline.Enrichment.Plans;
using Frontline.Plans;

namespace Frontline.Commands;

/// <summary>Drafts schemas from events in the warehouse, those of dev keys included: what a person then reads, corrects and puts into the plan's folder.</summary>
internal sealed class SchemaInferCommand : ServerCommand
{
    private const int EventNamesMax = 500;

    private readonly Argument<string> game = CommandOptions.Game();
    private readonly Option<string?> name = new("--event") { Description = "Draft this event's schema only.", HelpName = "NAME" };
    private readonly Option<DirectoryInfo?> directory = new("--out") { Description = "Write a file for each event into this folder, instead of printing the drafts.", HelpName = "DIR" };
    private readonly Option<bool> force = new("--force") { Description = "Overwrite files that are there." };
    private readonly Option<int> sample = new("--sample") { Description = "How many of an event's newest rows are looked at.", HelpName = "N", DefaultValueFactory = _ => 10_000 };

    public SchemaInferCommand(CommandServices services)
        : base(
            services, "infer", "Drafts JSON Schemas from the events that arrived.",
            [
                "frontline schema infer mygame",
                "frontline schema infer mygame --event house_visited --sample 50000",
                "frontline schema infer mygame --out data/plans/mygame",
            ])
    {
        sample.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var rows) && rows is >= 1 and <= 1_000_000))
            {
                result.AddError($"--sample is '{token.Value}'; 1 to 1000000 is expected.");
            }
        });
        Add(game);
        Add(name);
        Add(directory);
        Add(force);
        Add(sample);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var drafts = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        var only = parse.GetValue(name);
        var where = only is null ? "" : $" where name = {ServerQueries.Literal(only)}";
        var counts = await connection.QueryAsync(
            $"select name, count(*) as events from all_data.events{where} group by name order by events desc, name limit {EventNamesMax + 1}", parse.GetRequiredValue(game), cancellation).ConfigureAwait(false);
        foreach (var row in counts.Take(EventNamesMax))
        {
            var eventName = row.GetProperty("name").GetString()!;
            if (await DraftAsync(parse, connection, eventName, row.GetProperty("events").GetInt64(), cancellation).ConfigureAwait(false) is { } draft)
            {
                drafts.Add(eventName, draft);
            }
        }

        if (counts.Count == 0)
        {
            Terminal.Say(only is null ? "No events have arrived yet." : $"No event '{only}' has arrived yet.");
            return ExitCode.DoneWithFindings;
        }

        if (counts.Count > EventNamesMax)
        {
            Terminal.Say($"Only the {EventNamesMax} most frequent events were drafted; name others with --event.");
        }

        if (parse.GetValue(directory) is { } folder)
        {
            Write(parse, folder.FullName, drafts);
        }
        else
        {
            PrintJson(only is null ? (object)drafts : drafts.GetValueOrDefault(only) ?? []);
        }

        return ExitCode.Done;
    }

    /// <summary>Null for a built-in event without props of its own: it needs no schema.</summary>
    private async Task<JsonObject?> DraftAsync(ParseResult parse, ServerConnection connection, string eventName, long events, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync(
            $"select props from all_data.events where name = {ServerQueries.Literal(eventName)} order by received_at desc limit {parse.GetValue(sample)}", parse.GetRequiredValue(game), cancellation).ConfigureAwait(false);
        var shape = new ValueShape();
        var hasProps = false;
        foreach (var row in rows)
        {
            var props = row.GetProperty("props");
            if (props.ValueKind == JsonValueKind.Null)
            {
                shape.AddEmpty();
                continue;
            }

            hasProps = true;
            using var parsed = JsonDocument.Parse(props.ValueKind == JsonValueKind.String ? props.GetString()! : props.GetRawText());
            shape.Add(parsed.RootElement);
        }

        if (PlanCompiler.IsBuiltIn(eventName) && !hasProps)
        {
            return null;
        }

        var about = string.Create(CultureInfo.InvariantCulture, $"Drafted from the newest {rows.Count} of {events} events.")
            + (PlanCompiler.IsBuiltIn(eventName) ? " The fields that docs/specs/event.md gives this built-in event need no schema." : "");
        var draft = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = eventName };
        foreach (var (keyword, value) in shape.Draft(about).ToList())
        {
            draft[keyword] = value?.DeepClone();
        }

        return draft;
    }

    private void Write(ParseResult parse, string folder, SortedDictionary<string, JsonObject> drafts)
    {
        Directory.CreateDirectory(folder);
        var results = new List<(string Event, string File, bool Written)>();
        foreach (var (eventName, draft) in drafts)
        {
            var file = Path.Combine(folder, PlanCompiler.FileNameOf(eventName));
            var isWritten = parse.GetValue(force) || !File.Exists(file);
            if (isWritten)
            {
                File.WriteAllText(file, JsonSerializer.Serialize(draft, WireJson.Printed) + "\n");
            }

            results.Add((eventName, file, isWritten));
        }

        if (Format(parse) == "json")
        {
            PrintJson(results.Select(result => new { result.Event, result.File, result.Written }));
        }
        else
        {
            TextTable.Write(Terminal.Output, ["event", "file", "written"], results.Select(result => (string[])[result.Event, result.File, result.Written ? "yes" : "no: it is there; --force overwrites"]));
        }
    }
}
