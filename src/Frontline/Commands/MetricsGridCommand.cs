using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Frontline.Client.Contracts;

namespace Frontline.Commands;

/// <summary>A cohort metric for all ages: cohorts down, days after the install across.</summary>
internal sealed class MetricsGridCommand : AnswerCommand<GridAnswer>
{
    private readonly Argument<string> metric = new("METRIC") { Description = "A family of cohorts: retention, rolling_retention, bracket_retention, retention_24h, ltv, roas, payer_conversion, or one of the game's own with a {n}." };
    private readonly Option<string?> ages = new("--ages") { Description = "Days after the install day: 0..30 (default), 0..90. Of brackets each column's: 0,1..3,4..7,8..14,15..30 (default).", HelpName = "N..M" };
    private readonly Option<string?> period = new("--period") { Description = "How install days are put together: day (default), week, month or total.", HelpName = "PERIOD" };

    public MetricsGridCommand(CommandServices services)
        : base(
            services, "grid", "Shows a cohort metric for all ages: cohorts down, days after the install across. Cells that are not finished are empty.",
            ["frontline metrics grid retention --ages 0..14", "frontline metrics grid bracket_retention --period week --ages 1..3,4..7,8..30", "frontline metrics grid ltv --period week --ages 0..90 --by campaign", "frontline metrics grid roas --by campaign --period total --ages 0..60", "frontline metrics grid retention --format csv"],
            "install day", "players", "table", "csv", "json")
    {
        Add(metric);
        Add(ages);
        Add(period);
        AddQuestionOptions();
    }

    protected override string Path(ParseResult parse) =>
        $"api/metrics/{Uri.EscapeDataString(parse.GetRequiredValue(metric))}/grid{Query(parse, ("ages", parse.GetValue(ages)), ("period", parse.GetValue(period)))}";

    protected override IReadOnlyList<string> Warnings(GridAnswer answer) => answer.Warnings;

    protected override void WriteTable(GridAnswer answer)
    {
        string[] columns = ["installed", .. answer.By, answer.Payback is null ? "players" : "spend", .. answer.Mean.Select(mean => string.Create(CultureInfo.InvariantCulture, $"d{mean.Age}{(mean.LastAge > mean.Age ? $"-{mean.LastAge}" : "")}")), .. answer.Payback is null ? Array.Empty<string>() : ["payback"]];
        var lines = answer.Cells.GroupBy(cell => (cell.Period, Values: string.Join('\u001f', answer.By.Select(name => MetricTable.Plain(cell.Dimensions[name])))));
        TextTable.Write(
            Terminal.Output, columns,
            [
                .. lines.Select(line => (string[])
                [
                    MetricTable.Day(line.Key.Period), .. answer.By.Select(name => MetricTable.Plain(line.First().Dimensions[name]) is { Length: > 0 } text ? text : "(unknown)"), line.Max(cell => cell.Denominator)?.ToString("N0", CultureInfo.InvariantCulture) ?? "",
                    .. answer.Mean.Select(mean => line.FirstOrDefault(cell => (cell.Age, cell.LastAge) == (mean.Age, mean.LastAge)) is { Value.ValueKind: JsonValueKind.Number } cell ? MetricTable.Number(cell.Value.GetDouble(), answer.Unit) : ""),
                    .. Payback(answer, line.Key.Period, line.First()),
                ]),
                ["mean", .. answer.By.Select(_ => ""), answer.Mean.Count == 0 ? "" : answer.Mean.Max(mean => mean.Denominator).ToString("N0", CultureInfo.InvariantCulture), .. answer.Mean.Select(mean => mean.Value is { } value ? MetricTable.Number(value, answer.Unit) : ""), .. answer.Payback is null ? Array.Empty<string>() : [""]],
            ],
            Enumerable.Range(answer.By.Count + 1, answer.Mean.Count + 1).ToHashSet());
        Terminal.Say($"{answer.Title}: {answer.Description}");
    }

    private static IEnumerable<string> Payback(GridAnswer answer, DateOnly period, GridCell line) => answer.Payback is not { } paybacks ? [] :
        [paybacks.First(payback => payback.Period == period && answer.By.All(name => payback.Dimensions[name].GetRawText() == line.Dimensions[name].GetRawText())).Age is { } age ? string.Create(CultureInfo.InvariantCulture, $"day {age}") : answer.Cells.Any(cell => cell.Period == period && cell.Value.ValueKind == JsonValueKind.Number && answer.By.All(name => cell.Dimensions[name].GetRawText() == line.Dimensions[name].GetRawText())) ? "not yet" : ""];

    protected override IEnumerable<IEnumerable<string>> CsvLines(GridAnswer answer) =>
    [
        ["installed", .. answer.By, "age", "last_age", "value", "numerator", "denominator"],
        .. answer.Cells.Select(cell => (string[])
        [
            MetricTable.Day(cell.Period), .. answer.By.Select(name => MetricTable.Plain(cell.Dimensions[name])), cell.Age.ToString(CultureInfo.InvariantCulture), (cell.LastAge ?? cell.Age).ToString(CultureInfo.InvariantCulture), cell.Value.ToString(), cell.Numerator.ToString(),
            MetricTable.Plain(cell.Denominator),
        ]),
    ];
}
