using System.CommandLine;
using Frontline.Books;
using Frontline.Client;
using Frontline.Enrichment.Values;
using Frontline.Lake.Books;

namespace Frontline.Commands;

internal sealed class RatesImportCommand : BookImportCommand
{
    private const string EuropeanCentralBank = "ecb";

    private readonly Option<string?> pair = new("--pair") { Description = "The pair of a file that has only dates and rates: the first in units of the second.", HelpName = "BTC/USD" };
    private readonly Option<string?> baseCurrency = new("--base") { Description = "The currency of which one unit is meant, in a table with a column for each currency. [default: EUR]", HelpName = "CURRENCY" };

    public RatesImportCommand(CommandServices services)
        : base(
            services, Book.Rates, "Imports exchange rates. The same again adds nothing; a corrected rate is kept as a new version beside the old one.",
            "CSV: a date a row and a currency a column, as the European Central Bank publishes it, or a rate a row. Gzip is told by its first bytes.",
            "Where they come from, as it is kept with the rates. 'ecb': the files must be the European Central Bank's table. [default: the first file's name]",
            RateFiles.Columns,
            [
                "frontline rates import eurofxref-hist.csv --source ecb",
                "frontline rates import BTC-USD.csv --source exchange --pair BTC/USD --column rate=Close",
                "frontline rates import rates.csv --format json",
            ])
    {
        Add(pair);
        Add(baseCurrency);
        AddServerOptions();
    }

    protected override Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        (string, string)? pairOfFiles = parse.GetValue(pair) is { } text
            ? RateFiles.ParsePair(text) ?? throw new UsageException($"--pair is '{text}'; two different currencies such as BTC/USD are expected.")
            : null;
        var code = "EUR";
        if (parse.GetValue(baseCurrency) is { } given && !CurrencyCodes.TryFind(given, out code, out _))
        {
            throw new UsageException($"--base is '{given}'; a currency such as EUR is expected.");
        }

        var isBank = Source(parse) == EuropeanCentralBank;
        if (isBank && (pairOfFiles is not null || code != "EUR"))
        {
            throw new UsageException("--source ecb says that the files are the European Central Bank's table, whose base is EUR; --pair and another --base do not go with it.");
        }

        var how = new RateFiles(new ColumnNames(ColumnPairs(parse), RateFiles.Columns), pairOfFiles, code, mustBeWide: isBank);
        return ImportAsync(parse, connection, "api/rates", how.Read, cancellation);
    }
}
