using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Warehouse.Output;

namespace Frontline.Commands;

/// <summary>A cohort metric for all ages: cohorts down, days after the install across.</summary>
internal sealed class MetricsGridCommand : ServerCommand
{
    private readonly Argument<string> metric = new("METRIC") { Description = "A family of cohorts: retention, rolling_retention, ltv, roas, payer_conversion, or one of the game's own with a {n}." };
    private readonly Option<string?> game = GameOption.Create();
    private readonly Option<string?> from = new("--from") { Description = "First install day; 30 days up to the last when left out.", HelpName = "DAY" };
    private readonly Option<string?> to = new("--to") { Description = "Last install day, inclusive; the last one with data when left out.", HelpName = "DAY" };
    private readonly Option<string?> ages = new("--ages") { Description = "Days after the install day: 0..30 (default), 0..90.", HelpName = "N..M" };
    private readonly Option<string?> period = new("--period") { Description = "How install days are put together: day (default), week, month or total.", HelpName = "PERIOD" };
    private readonly Option<string[]> by = new("--by") { Description = "A dimension, or several; of a player's first event.", HelpName = "DIMENSION" };
    private readonly Option<string?> where = new("--where") { Description = "A condition over players.", HelpName = "CONDITION" };
    private readonly Option<string?> currency = new("--currency") { Description = "Report money in another currency than the game's.", HelpName = "CODE" };

    public MetricsGridCommand(CommandServices services)
        : base(
            services, "grid", "Shows a cohort metric for all ages: cohorts down, days after the install across. Cells that are not finished are empty.",
            ["frontline metrics grid retention --ages 0..14", "frontline metrics grid ltv --period week --ages 0..90 --by campaign", "frontline metrics grid roas --by campaign --period total --ages 0..60", "frontline metrics grid retention --format csv"],
            "table", "csv", "json")
    {
        Add(metric);
        Add(game);
        Add(from);
        Add(to);
        Add(ages);
        Add(period);
        Add(by);
        Add(where);
        Add(currency);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var answer = await connection.SendAsync<GridAnswer>(HttpMethod.Get, Path(parse), body: null, cancellation).ConfigureAwait(false);
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
                ("from", parse.GetValue(from)), ("to", parse.GetValue(to)), ("ages", parse.GetValue(ages)), ("period", parse.GetValue(period)), ("where", parse.GetValue(where)),
                ("currency", parse.GetValue(currency)), .. (parse.GetValue(by) ?? []).Select(one => ("by", (string?)one)),
            ]);
        return $"api/metrics/{Uri.EscapeDataString(parse.GetRequiredValue(metric))}/grid{query}";
    }

    private void WriteTable(GridAnswer answer)
    {
        var shown = Enumerable.Range(answer.FirstAge, answer.LastAge - answer.FirstAge + 1).Where(age => answer.Mean.Any(mean => mean.Age == age)).ToList();
        string[] columns = ["installed", .. answer.By, answer.Payback is null ? "players" : "spend", .. shown.Select(age => string.Create(CultureInfo.InvariantCulture, $"d{age}")), .. answer.Payback is null ? Array.Empty<string>() : ["payback"]];
        var lines = answer.Cells.GroupBy(cell => (cell.Period, Values: string.Join('\u001f', answer.By.Select(name => MetricTable.Plain(cell.Dimensions[name])))));
        TextTable.Write(
            Terminal.Output, columns,
            [
                .. lines.Select(line => (string[])
                [
                    MetricTable.Day(line.Key.Period), .. answer.By.Select(name => MetricTable.Plain(line.First().Dimensions[name]) is { Length: > 0 } text ? text : "(unknown)"), line.Max(cell => cell.Denominator).ToString("N0", CultureInfo.InvariantCulture),
                    .. shown.Select(age => line.FirstOrDefault(cell => cell.Age == age) is { Value.ValueKind: JsonValueKind.Number } cell ? MetricTable.Number(cell.Value.GetDouble(), answer.Unit) : ""),
                    .. Payback(answer, line.Key.Period, line.First()),
                ]),
                ["mean", .. answer.By.Select(_ => ""), answer.Mean.Count == 0 ? "" : answer.Mean.Max(mean => mean.Denominator).ToString("N0", CultureInfo.InvariantCulture), .. shown.Select(age => answer.Mean.First(mean => mean.Age == age).Value is { } mean ? MetricTable.Number(mean, answer.Unit) : ""), .. answer.Payback is null ? Array.Empty<string>() : [""]],
            ],
            Enumerable.Range(answer.By.Count + 1, shown.Count + 1).ToHashSet());
        Terminal.Say($"{answer.Title}: {answer.Description}");
    }

    private static IEnumerable<string> Payback(GridAnswer answer, DateOnly period, GridCell line) => answer.Payback is not { } paybacks ? [] :
        [paybacks.First(payback => payback.Period == period && answer.By.All(name => payback.Dimensions[name].GetRawText() == line.Dimensions[name].GetRawText())).Age is { } age ? string.Create(CultureInfo.InvariantCulture, $"day {age}") : "not yet"];

    private void WriteCsv(GridAnswer answer)
    {
        Write(["installed", .. answer.By, "age", "value", "numerator", "denominator"]);
        foreach (var cell in answer.Cells)
        {
            Write(
            [
                MetricTable.Day(cell.Period), .. answer.By.Select(name => MetricTable.Plain(cell.Dimensions[name])), cell.Age.ToString(CultureInfo.InvariantCulture), cell.Value.ToString(), cell.Numerator.ToString(),
                cell.Denominator.ToString("R", CultureInfo.InvariantCulture),
            ]);
        }

        void Write(IEnumerable<string> fields) => Terminal.Output.Write(CsvText.Line(fields) + CsvText.LineEnd);
    }
}
