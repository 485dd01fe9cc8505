using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Frontline.Client.Contracts;

namespace Frontline.Commands;

/// <summary>How many players take steps in their order.</summary>
internal sealed class MetricsFunnelCommand : AnswerCommand<FunnelAnswer>
{
    private const int BarWidth = 30;

    private readonly Argument<string[]> steps = new("STEP") { Description = "Events in their order, each with a condition if need be: \"level_complete where level = 3\".", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> within = new("--within") { Description = "The last step is at most so long after the first: 30m, 24h, 7d (default).", HelpName = "TIME" };
    private readonly Option<string?> start = new("--start") { Description = "first (default): what became of a player's first start; any: whether the steps were ever taken.", HelpName = "WHICH" };

    public MetricsFunnelCommand(CommandServices services)
        : base(
            services, "funnel", "Counts the players who take steps in their order, and how long each step takes.",
            [
                "frontline metrics funnel session_start \"level_complete where level = 1\" \"level_complete where level = 5\" purchase",
                "frontline metrics funnel tutorial_step purchase --within 24h --start any --by platform",
            ],
            "day of first steps", "first steps", "table", "csv", "json")
    {
        Add(steps);
        Add(within);
        Add(start);
        AddQuestionOptions(money: false);
    }

    protected override string Path(ParseResult parse) =>
        "api/funnel" + Query(parse, [.. parse.GetRequiredValue(steps).Select(step => ("step", (string?)step)), ("within", parse.GetValue(within)), ("start", parse.GetValue(start))]);

    protected override IReadOnlyList<string> Warnings(FunnelAnswer answer) => answer.Warnings;

    protected override void WriteTable(FunnelAnswer answer)
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

    protected override IEnumerable<IEnumerable<string>> CsvLines(FunnelAnswer answer) =>
    [
        ["step", "event", .. answer.By, "players", "share_of_first", "share_of_previous", "median_seconds"],
        .. answer.Rows.Select(row => (string[])
        [
            row.Step.ToString(CultureInfo.InvariantCulture), answer.Steps[row.Step - 1], .. answer.By.Select(name => MetricTable.Plain(row.Dimensions[name])), row.Players.ToString(CultureInfo.InvariantCulture),
            MetricTable.Plain(row.ShareOfFirst), MetricTable.Plain(row.ShareOfPrevious), MetricTable.Plain(row.MedianSeconds),
        ]),
    ];

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? "(unknown)" : value.ToString();

    private static string Share(double? share) => share is { } value ? (100 * value).ToString("N1", CultureInfo.InvariantCulture) + " %" : "";

    private static string Duration(TimeSpan time) =>
        time < TimeSpan.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s")
        : time < TimeSpan.FromHours(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min")
        : time < TimeSpan.FromDays(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.#} d");
}
