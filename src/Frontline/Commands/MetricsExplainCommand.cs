using System.CommandLine;
using System.Globalization;
using Frontline.Client;
using Frontline.Client.Contracts;

namespace Frontline.Commands;

/// <summary>Tells what changed a metric's value since a moment.</summary>
internal sealed class MetricsExplainCommand : ServerCommand
{
    private readonly Argument<string> metric = new("METRIC") { Description = "A name from `metrics list`, with numbers in the place of {n}: retention_d7." };
    private readonly Argument<string> day = new("DAY") { Description = "The day whose value is explained, in the game's time zone: 2026-01-31." };
    private readonly Option<string?> since = MomentOption.Create("--since", "The moment whose knowledge is compared with today's");
    private readonly Option<string?> period = new("--period") { Description = "The value of the day (default), or of the week or month it is in.", HelpName = "PERIOD" };
    private readonly Option<string?> where = new("--where") { Description = "A condition over what is counted.", HelpName = "CONDITION" };
    private readonly Option<string?> currency = new("--currency") { Description = "Report money in another currency than the game's.", HelpName = "CODE" };
    private readonly Option<string?> game = GameOption.Create();

    public MetricsExplainCommand(CommandServices services)
        : base(
            services, "explain", "Tells why a metric's value is not what it was: late events, replays, imports, corrected rates and costs, each with what it changed.",
            ["frontline metrics explain dau 2026-01-26 --since 2026-01-27T09:00:00Z", "frontline metrics explain revenue 2026-01-26 --since 7d --format json"],
            "table", "json")
    {
        since.Required = true;
        Add(metric);
        Add(day);
        Add(since);
        Add(period);
        Add(where);
        Add(currency);
        Add(game);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var query = GameOption.Query(
            parse.GetValue(game),
            [
                ("day", parse.GetRequiredValue(day)), ("since", MomentOption.Parameter("--since", parse.GetValue(since), Services.Time.GetUtcNow())), ("period", parse.GetValue(period)),
                ("where", parse.GetValue(where)), ("currency", parse.GetValue(currency)),
            ]);
        var answer = await connection.SendAsync<MetricExplanation>(HttpMethod.Get, $"api/metrics/{Uri.EscapeDataString(parse.GetRequiredValue(metric))}/explain{query}", body: null, cancellation).ConfigureAwait(false);
        if (Format(parse) == "json")
        {
            PrintJson(answer);
        }
        else
        {
            Write(answer);
        }

        foreach (var warning in answer.Warnings)
        {
            Terminal.Say(warning);
        }

        return ExitCode.Done;
    }

    private void Write(MetricExplanation answer)
    {
        var days = answer.From == answer.To ? MetricTable.Day(answer.From) : $"{MetricTable.Day(answer.From)} to {MetricTable.Day(answer.To)}";
        TextTable.Write(
            Terminal.Output, [$"{answer.Metric}, {days}", "value", "change", "events"],
            [
                [string.Create(CultureInfo.InvariantCulture, $"known {answer.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"), Shown(answer.Before), "", ""],
                .. answer.Changes.Select(change => (string[])[Named(change.Cause), change.Change == 0 && change.Events == 0 ? "" : Shown(change.Value), Signed(change.Change), Signed(change.Events, "number")]),
                [string.Create(CultureInfo.InvariantCulture, $"known {answer.Until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"), Shown(answer.Now), Signed(answer.Now - answer.Before), ""],
            ],
            new HashSet<int> { 1, 2, 3 });
        Terminal.Say($"Changes are each on top of those above. Days are of {answer.TimeZone}.");

        string Shown(decimal? value) => value is { } number ? MetricTable.Number((double)number, answer.Unit) : "none";

        string Signed(decimal? value, string? unit = null) => value is not { } number ? "" : (number > 0 ? "+" : "") + MetricTable.Number((double)number, unit ?? answer.Unit);
    }

    private static string Named(string cause) => cause switch
    {
        "recount" => "  erased players, and settings that changed",
        "new_events" => "  what happened since",
        "late_events" => "  events that arrived late",
        "history" => "  imports and history",
        "replays" => "  replayed rejects",
        "rates" => "  rates",
        "costs" => "  costs",
        _ => "  " + cause,
    };
}
