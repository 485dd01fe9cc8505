using System.CommandLine;
using System.Globalization;
using Frontline.SampleGame.Files;
using Frontline.SampleGame.Worlds;

namespace Frontline.Commands;

/// <summary>Writes the sample game's history into files, without a server.</summary>
internal sealed class DemoFilesCommand : DocumentedCommand
{
    private static readonly DateOnly DefaultFirstDay = new(2026, 1, 1);

    private readonly Terminal terminal;
    private readonly Argument<string> directory = new("DIR") { Description = "Where the files go; it is made.", HelpName = "DIR" };
    private readonly WorldCommandOptions world = new();
    private readonly Option<DateOnly> firstDay = new("--first-day") { Description = "The first day of the history, YYYY-MM-DD.", HelpName = "DATE", DefaultValueFactory = _ => DefaultFirstDay };

    public DemoFilesCommand(Terminal terminal)
        : base(
            "files", "Writes the history of the sample game as gzipped NDJSON, for `frontline import`, with truth.json beside it: exact answers to check results by.",
            "frontline demo files ./world --players 1000 --days 30", "frontline import mygame ./world/*.ndjson.gz")
    {
        this.terminal = terminal;
        Add(directory);
        world.AddTo(this);
        Add(firstDay);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var (seed, players, days) = world.Read(parse);
        var options = new WorldOptions(seed, players, parse.GetValue(firstDay), days, WorldOptions.DefaultTimeZone);
        var to = parse.GetRequiredValue(directory);
        var truth = await terminal.WithProgressAsync(
            "Writing the sample game",
            report => Task.Run(() => new WorldFiles(new SampleWorld(options), to).Write(new Reports(report), cancellation), cancellation)).ConfigureAwait(false);
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{truth.Ledger.Received:N0} events of {truth.Totals.Players:N0} players are in {to}. `frontline import GAME {to}/*.ndjson.gz` loads them"));
        terminal.Say($"into a game made with `frontline init GAME --time-zone {options.TimeZone}`; {to}/truth.json says what must come out.");
        return ExitCode.Done;
    }

    private sealed class Reports(Action<ProgressReport> report) : IProgress<(double Share, long Events)>
    {
        public void Report((double Share, long Events) value) => report(new ProgressReport(value.Share, string.Create(CultureInfo.InvariantCulture, $"{value.Events:N0} events")));
    }
}
