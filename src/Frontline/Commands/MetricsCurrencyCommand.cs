using System.CommandLine;
using System.Globalization;
using Frontline.Client.Contracts;

namespace Frontline.Commands;

/// <summary>What currencies did to revenue, and what they may do.</summary>
internal sealed class MetricsCurrencyCommand : AnswerCommand<CurrencyAnswer>
{
    private readonly Option<string?> baseFrom = new("--base-from") { Description = "First day of the period compared with; as many days before --from when left out.", HelpName = "DAY" };
    private readonly Option<string?> baseTo = new("--base-to") { Description = "Last day of the period compared with; the day before --from when left out.", HelpName = "DAY" };

    public MetricsCurrencyCommand(CommandServices services)
        : base(
            services, "currency", "Splits the change of revenue between two periods into what rates did and what players did, and tells what each currency puts at risk.",
            ["frontline metrics currency --from 2026-03-01 --to 2026-03-31 --base-from 2025-03-01 --base-to 2025-03-31", "frontline metrics currency --currency EUR --format json"],
            "day", "payments", "table", "csv", "json")
    {
        Add(baseFrom);
        Add(baseTo);
        AddQuestionOptions(dimensions: false);
    }

    protected override string Path(ParseResult parse) => "api/currency" + Query(parse, ("base_from", parse.GetValue(baseFrom)), ("base_to", parse.GetValue(baseTo)));

    protected override IReadOnlyList<string> Warnings(CurrencyAnswer answer) => answer.Warnings;

    protected override void WriteTable(CurrencyAnswer answer)
    {
        string[] columns = ["currency", "base, local", "local", "base rate", "rate", $"{answer.Currency}", "at base rates", "by rates", "by players", "volatility", "1 deviation"];
        TextTable.Write(
            Terminal.Output, columns,
            [
                .. answer.Rows.Select(row => (string[])
                [
                    row.Currency, Money(row.BaseLocal), Money(row.Local), Rate(row.BaseRate), Rate(row.Rate), Money(row.Reported), Money(row.Constant), Money(row.PriceOfMoney), Money(row.Volume), Share(row.Volatility), Money(row.OneDeviation),
                ]),
                ["all", "", "", "", "", All(answer.Reported), All(answer.Constant), All(answer.PriceOfMoney), All(answer.Volume), "", ""],
            ],
            Enumerable.Range(1, columns.Length - 1).ToHashSet());
        string All(double value) => answer.Rows.Count > 0 && answer.Rows.All(row => row.Reported is null) ? "–" : Money(value);

        Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{answer.From:yyyy-MM-dd} to {answer.To:yyyy-MM-dd} against {answer.BaseFrom:yyyy-MM-dd} to {answer.BaseTo:yyyy-MM-dd}: {Signed(answer.ReportedGrowth)} as reported, {Signed(answer.ConstantGrowth)} at constant rates."));
        Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Amounts are converted at each period's mean rate, so their sum differs a little from `metrics run revenue`, which takes each day's. Volatility and what one standard deviation is worth are for {answer.HorizonDays} days, by the last year's rates."));
    }

    protected override IEnumerable<IEnumerable<string>> CsvLines(CurrencyAnswer answer) =>
    [
        ["currency", "base_local", "local", "base_rate", "rate", "reported", "constant", "price_of_money", "volume", "volatility", "one_deviation"],
        .. answer.Rows.Select(row => (string[])
        [
            row.Currency,
            .. new[] { row.BaseLocal, row.Local, row.BaseRate, row.Rate, row.Reported, row.Constant, row.PriceOfMoney, row.Volume, row.Volatility, row.OneDeviation }.Select(MetricTable.Plain),
        ]),
    ];

    private static string Money(double? value) => value is { } amount ? MetricTable.Money(amount) : "–";

    private static string Rate(double? value) => value?.ToString("G6", CultureInfo.InvariantCulture) ?? "–";

    private static string Share(double? value) => value is { } share ? (100 * share).ToString("N2", CultureInfo.InvariantCulture) + " %" : "–";

    private static string Signed(double? value) => value is { } share ? (100 * share).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + " %" : "no change known";
}
