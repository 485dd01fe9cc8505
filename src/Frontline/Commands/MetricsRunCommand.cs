using System.CommandLine;
using Frontline.Client;
using Frontline.Client.Contracts;

namespace Frontline.Commands;

/// <summary>Computes metrics.</summary>
internal sealed class MetricsRunCommand : QuestionCommand
{
    /// <summary>How many periods that a note is about are named.</summary>
    private const int NotedDaysMax = 3;

    private readonly Argument<string[]> metrics = new("METRIC") { Description = "Names from `metrics list`, with numbers in the place of {n}: retention_d7.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> period = new("--period") { Description = "day (default), week, month or total.", HelpName = "PERIOD" };
    private readonly Option<bool> interval = new("--interval") { Description = "Add the 95 % interval of ratios; players are the independent units." };

    public MetricsRunCommand(CommandServices services)
        : base(
            services, "run", "Computes metrics for a period, by day, week or month, by any dimension.",
            [
                "frontline metrics run dau arpdau --from 2026-01-01 --to 2026-01-31",
                "frontline metrics run retention_d1 retention_d7 --period month --by country",
                "frontline metrics run completion_rate --by level --period total --interval",
                "frontline metrics run revenue --where \"platform = 'ios'\" --currency EUR --format json",
            ],
            "day", "what is counted", "table", "csv", "json")
    {
        Add(metrics);
        Add(period);
        Add(interval);
        AddQuestionOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var answers = new List<MetricAnswer>();
        foreach (var name in parse.GetRequiredValue(metrics).SelectMany(names => names.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            answers.Add(await connection.SendAsync<MetricAnswer>(HttpMethod.Get, Path(parse, name), body: null, cancellation).ConfigureAwait(false));
        }

        switch (Format(parse))
        {
            case "json":
                PrintJson(answers);
                break;
            case "csv":
                MetricTable.WriteCsv(Terminal.Output, answers);
                break;
            default:
                MetricTable.Write(Terminal.Output, answers);
                Tell(answers);
                break;
        }

        foreach (var warning in answers.SelectMany(answer => answer.Warnings.Select(warning => answers.Count == 1 ? warning : $"{answer.Metric}: {warning}")))
        {
            Terminal.Say(warning);
        }

        return ExitCode.Done;
    }

    private string Path(ParseResult parse, string name)
    {
        var query = Query(parse, ("period", parse.GetValue(period)), ("interval", parse.GetValue(interval) ? "true" : null));
        return $"api/metrics/{Uri.EscapeDataString(name)}/values{query}";
    }

    private void Tell(List<MetricAnswer> answers)
    {
        foreach (var answer in answers.Where(answer => answer.Description.Length > 0))
        {
            Terminal.Say($"{answer.Metric}: {answer.Description}");
        }

        if (answers[0].DataUntil is { } until)
        {
            Terminal.Say($"Data is in until {until:yyyy-MM-dd HH:mm:ss} UTC; days are of {answers[0].TimeZone}. * marks what is not finished.");
        }

        foreach (var note in answers.SelectMany(answer => answer.Rows).Where(row => row.Note is not null).GroupBy(row => row.Note!, row => row.Period))
        {
            var days = note.Distinct().Order().Select(MetricTable.Day).ToList();
            Terminal.Say($"{string.Join(", ", days.Take(NotedDaysMax))}{(days.Count > NotedDaysMax ? $" and {days.Count - NotedDaysMax} more" : "")}: {note.Key}");
        }
    }
}
