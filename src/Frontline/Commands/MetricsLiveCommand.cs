using System.CommandLine;
using System.Globalization;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Warehouse.Output;

namespace Frontline.Commands;

/// <summary>Shows metrics of today so far, as of the last recorded event.</summary>
internal sealed class MetricsLiveCommand : ServerCommand
{
    private readonly Argument<string[]> metrics = new("METRIC") { Description = "Metrics that are counted live; the usual ones when left out.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> by = new("--by") { Description = "platform, country or app_version.", HelpName = "DIMENSION" };
    private readonly Option<string?> currency = new("--currency") { Description = "Report money in another currency than the game's.", HelpName = "CODE" };
    private readonly Option<string?> game = GameOption.Create();

    public MetricsLiveCommand(CommandServices services)
        : base(
            services, "live", "Shows metrics of yesterday and of today so far, from the live windows: as of the last recorded event, before the warehouse has it.",
            ["frontline metrics live", "frontline metrics live arpdau dau --by platform", "frontline metrics live --format json"],
            "table", "csv", "json")
    {
        Add(metrics);
        Add(by);
        Add(currency);
        Add(game);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var query = GameOption.Query(parse.GetValue(game), [.. parse.GetRequiredValue(metrics).Select(name => ("metric", (string?)name)), ("by", parse.GetValue(by)), ("currency", parse.GetValue(currency))]);
        var answer = await connection.SendAsync<LiveMetrics>(HttpMethod.Get, $"api/live/metrics{query}", body: null, cancellation).ConfigureAwait(false);
        string[] heading = ["day", .. answer.By is { } dimension ? [dimension] : Array.Empty<string>(), .. answer.Metrics.Select(metric => metric.Metric)];
        switch (Format(parse))
        {
            case "json":
                PrintJson(answer);
                break;
            case "csv":
                CsvText.Write(Terminal.Output, [heading, .. answer.Rows.Select(row => Cells(answer, row, (value, _) => value?.ToString(CultureInfo.InvariantCulture) ?? "", ""))]);
                break;
            default:
                TextTable.Write(
                    Terminal.Output, heading, [.. answer.Rows.Select(row => Cells(answer, row, (value, unit) => value is { } number ? MetricTable.Number((double)number, unit) : "", "(all)"))],
                    Enumerable.Range(heading.Length - answer.Metrics.Count, answer.Metrics.Count).ToHashSet());
                Terminal.Say(answer.AsOf is { } asOf ? string.Create(CultureInfo.InvariantCulture, $"As of {asOf:yyyy-MM-dd HH:mm:ss} UTC; days are of {answer.TimeZone}, the last is not over.") : "Nothing has been recorded yet.");
                break;
        }

        foreach (var warning in answer.Warnings)
        {
            Terminal.Say(warning);
        }

        return ExitCode.Done;
    }

    private static string[] Cells(LiveMetrics answer, LiveMetricRow row, Func<decimal?, string, string> shown, string all) =>
        [MetricTable.Day(row.Day), .. answer.By is null ? Array.Empty<string>() : [row.Value ?? all], .. row.Values.Zip(answer.Metrics, (value, metric) => shown(value, metric.Unit))];
}
