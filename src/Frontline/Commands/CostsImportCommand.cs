using System.CommandLine;
using Frontline.Books;
using Frontline.Client;
using Frontline.Enrichment.Values;
using Frontline.Lake.Books;

namespace Frontline.Commands;

internal sealed class CostsImportCommand : BookImportCommand
{
    private readonly Option<string> game = new("--game") { Description = "The game whose costs they are.", HelpName = "GAME", Required = true };
    private readonly Option<string?> currency = new("--currency") { Description = "The currency of files that have no column for it.", HelpName = "USD" };
    private readonly Option<string?> network = new("--network") { Description = "The network of files that have no column for it.", HelpName = "NAME" };

    public CostsImportCommand(CommandServices services)
        : base(
            services, Book.Costs, "Imports what campaigns cost, by day. The same again adds nothing; a corrected row counts from now on, and the old one is kept.",
            "CSV with date, campaign, cost and currency, and where known network, country, platform, installs, clicks and impressions. Gzip is told by its first bytes.",
            "Where they come from, as it is kept with the costs. [default: the first file's name]",
            CostFiles.Columns,
            [
                "frontline costs import spend.csv --game mygame",
                "frontline costs import report-*.csv --game mygame --network applovin --currency USD --column cost=Spend --column date=Day",
            ])
    {
        Add(game);
        Add(currency);
        Add(network);
        AddServerOptions();
    }

    protected override Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        string? code = null;
        if (parse.GetValue(currency) is { } given && !CurrencyCodes.TryFind(given, out code, out _))
        {
            throw new UsageException($"--currency is '{given}'; a currency such as USD is expected.");
        }

        var id = parse.GetRequiredValue(game);
        var columns = new ColumnNames(ColumnPairs(parse), CostFiles.Columns);
        return ImportAsync(
            parse, connection, $"api/games/{Uri.EscapeDataString(id)}/costs",
            (csv, rows, problems) => CostFiles.Read(csv, id, columns, code, parse.GetValue(network)?.Trim(), rows, problems), cancellation);
    }
}
