using System.CommandLine;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Warehouse.Output;

namespace Frontline.Commands;

/// <summary>The metrics of a game.</summary>
internal sealed class MetricsListCommand : ServerCommand
{
    private readonly Option<string?> game = GameOption.Create();

    public MetricsListCommand(CommandServices services)
        : base(services, "list", "Lists the metrics of a game: those that Frontline brings, and those of its metrics.yaml.", ["frontline metrics list", "frontline metrics list --game mygame --format json"], "table", "csv", "json")
    {
        Add(game);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var list = await connection.SendAsync<MetricList>(HttpMethod.Get, $"api/metrics{GameOption.Query(parse.GetValue(game))}", body: null, cancellation).ConfigureAwait(false);
        if (Format(parse) == "json")
        {
            PrintJson(list);
        }
        else if (Format(parse) == "csv")
        {
            CsvText.Write(Terminal.Output, [["name", "unit", "title", "own"], .. list.Metrics.Select(metric => (string[])[metric.Name, metric.Unit, metric.Title, metric.BuiltIn ? "false" : "true"])]);
        }
        else
        {
            TextTable.Write(Terminal.Output, ["name", "unit", "title", "own"], list.Metrics.Select(metric => (string[])[metric.Name, metric.Unit, metric.Title, metric.BuiltIn ? "" : "own"]));
            Terminal.Say("`frontline metrics show NAME` tells what one means. {n} stands for a number of days: retention_d7.");
        }

        foreach (var problem in list.Problems)
        {
            Terminal.Say(problem);
        }

        return list.Problems.Count == 0 ? ExitCode.Done : ExitCode.DoneWithFindings;
    }
}
