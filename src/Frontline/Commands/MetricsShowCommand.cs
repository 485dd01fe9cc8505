using System.CommandLine;
using Frontline.Client;
using Frontline.Client.Contracts;

namespace Frontline.Commands;

/// <summary>What a metric means and how it is computed.</summary>
internal sealed class MetricsShowCommand : ServerCommand
{
    private readonly Argument<string> metric = new("METRIC") { Description = "A name from `metrics list`." };
    private readonly Option<string?> game = GameOption.Create();

    public MetricsShowCommand(CommandServices services)
        : base(services, "show", "Tells what a metric means, what it can be cut by, its definition and its SQL.", ["frontline metrics show arpdau", "frontline metrics show retention_d7 --game mygame"])
    {
        Add(metric);
        Add(game);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var path = $"api/metrics/{Uri.EscapeDataString(parse.GetRequiredValue(metric))}{GameOption.Query(parse.GetValue(game))}";
        var found = await connection.SendAsync<MetricDescription>(HttpMethod.Get, path, body: null, cancellation).ConfigureAwait(false);
        if (Format(parse) == "json")
        {
            PrintJson(found);
            return ExitCode.Done;
        }

        var output = Terminal.Output;
        output.WriteLine($"{found.Title} ({found.Name}), in {found.Unit}");
        output.WriteLine(found.Description);
        output.WriteLine();
        output.WriteLine($"By: {string.Join(", ", found.Dimensions ?? [])}");
        output.WriteLine();
        output.WriteLine("Definition:");
        Indented(found.Definition);
        output.WriteLine();
        output.WriteLine("SQL, for `frontline sql --game`:");
        Indented(found.Sql);
        return ExitCode.Done;

        void Indented(string? text)
        {
            foreach (var line in (text ?? "").Split('\n'))
            {
                output.WriteLine("  " + line);
            }
        }
    }
}
