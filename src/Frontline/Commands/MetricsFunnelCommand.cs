using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Warehouse.Output;

namespace Frontline.Commands;

/// <summary>How many players take steps in their order.</summary>
internal sealed class MetricsFunnelCommand : ServerCommand
{
    private const int BarWidth = 30;

    private readonly Argument<string[]> steps = new("STEP") { Description = "Events in their order, each with a condition if need be: \"level_complete where level = 3\".", Arity = new ArgumentArity(2, 12) };
    private readonly Option<string?> game = GameOption.Create();
    private readonly Option<string?> from = new("--from") { Description = "First day of first steps; 30 days up to the last when left out.", HelpName = "DAY" };
    private readonly Option<string?> to = new("--to") { Description = "Last day of first steps, inclusive; the last one with data when left out.", HelpName = "DAY" };
    private readonly Option<string?> within = new("--within") { Description = "The last step is at most so long after the first: 30m, 24h, 7d (default).", HelpName = "TIME" };
    private readonly Option<string?> start = new("--start") { Description = "first (default): what became of a player's first start; any: whether the steps were ever taken.", HelpName = "WHICH" };
    private readonly Option<string[]> by = new("--by") { Description = "A dimension, or several; a player counts under the values at the first step.", HelpName = "DIMENSION" };
    private readonly Option<string?> where = new("--where") { Description = "A condition over first steps.", HelpName = "CONDITION" };

    public MetricsFunnelCommand(CommandServices services)
        : base(
            services, "funnel", "Counts the players who take steps in their order, and how long each step takes.",
            [
                "frontline metrics funnel session_start \"level_complete where level = 1\" \"level_complete where level = 5\" purchase",
                "frontline metrics funnel tutorial_step purchase --within 24h --start any --by platform",
            ],
            "table", "csv", "json")
    {
        Add(steps);
        Add(game);
        Add(from);
        Add(to);
        Add(within);
        Add(start);
        Add(by);
        Add(where);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var answer = await connection.SendAsync<FunnelAnswer>(HttpMethod.Get, Path(parse), body: null, cancellation).ConfigureAwait(false);
        switch (Format(parse))
        {
            case "json":
                PrintJson(answer);
                break;
            case "csv":
                WriteCsv(answer);
                break;
            default:
                WriteTable(answer);
                break;
        }

        foreach (var warning in answer.Warnings)
        {
            Terminal.Say(warning);
        }

        return ExitCode.Done;
    }

    private string Path(ParseResult parse)
    {
        var query = GameOption.Query(
            parse.GetValue(game),
            [
                .. parse.GetRequiredValue(steps).Select(step => ("step", (string?)step)), ("from", parse.GetValue(from)), ("to", parse.GetValue(to)), ("within", parse.GetValue(within)), ("start", parse.GetValue(start)),
                ("where", parse.GetValue(where)), .. (parse.GetValue(by) ?? []).Select(one => ("by", (string?)one)),
            ]);
        return "api/funnel" + query;
    }

    private void WriteTable(FunnelAnswer answer)
    {
        string[] columns = [.. answer.By, "step", "players", "of first", "of previous", "median time", ""];
        TextTable.Write(
            Terminal.Output, columns,
            answer.Rows.Select(row => (string[])
            [
                .. answer.By.Select(name => Text(row.Dimensions[name])), string.Create(CultureInfo.InvariantCulture, $"{row.Step} {answer.Steps[row.Step - 1]}"), row.Players.ToString("N0", CultureInfo.InvariantCulture),
                Share(row.ShareOfFirst), Share(row.ShareOfPrevious), row.MedianSeconds is { } seconds ? Duration(TimeSpan.FromSeconds(seconds)) : "", new string('█', (int)Math.Round(BarWidth * (row.ShareOfFirst ?? 0))),
            ]),
            Enumerable.Range(answer.By.Count + 1, 4).ToHashSet());
        Terminal.Say(answer.Rows.Count == 0 ? "Nobody took the first step." : answer.Start == "first" ? "From each player's first start in these days." : "From any start in these days.");
        if (!answer.Finished && answer.Rows.Count > 0)
        {
            Terminal.Say($"Not finished: steps can be taken until {Duration(TimeSpan.FromSeconds(answer.WithinSeconds))} after the last start. Data is in until {answer.DataUntil:yyyy-MM-dd HH:mm:ss} UTC.");
        }
    }

    private void WriteCsv(FunnelAnswer answer)
    {
        Write(["step", "event", .. answer.By, "players", "share_of_first", "share_of_previous", "median_seconds"]);
        foreach (var row in answer.Rows)
        {
            Write(
            [
                row.Step.ToString(CultureInfo.InvariantCulture), answer.Steps[row.Step - 1], .. answer.By.Select(name => row.Dimensions[name].ToString()), row.Players.ToString(CultureInfo.InvariantCulture),
                Exact(row.ShareOfFirst), Exact(row.ShareOfPrevious), Exact(row.MedianSeconds),
            ]);
        }

        void Write(IEnumerable<string> fields) => Terminal.Output.Write(CsvText.Line(fields) + CsvText.LineEnd);
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? "(unknown)" : value.ToString();

    private static string Share(double? share) => share is { } value ? (100 * value).ToString("N1", CultureInfo.InvariantCulture) + " %" : "";

    private static string Exact(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Duration(TimeSpan time) =>
        time < TimeSpan.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s")
        : time < TimeSpan.FromHours(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min")
        : time < TimeSpan.FromDays(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.#} d");
}
