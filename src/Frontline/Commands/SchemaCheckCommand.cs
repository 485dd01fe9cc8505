using System.CommandLine;
using System.Text.Json;
using Frontline.Client;
using Frontline.Configuration;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.DataDirectories;
using Frontline.Enrichment;
using Frontline.Enrichment.Plans;
using Frontline.Enrichment.Values;
using Frontline.Games;
using Frontline.Importing;
using Frontline.Live;
using Frontline.Plans;
using Microsoft.Extensions.Logging.Abstractions;

namespace Frontline.Commands;

/// <summary>
/// Tries files of events with the whole Enricher and a plan. Reads plan and configuration itself, like <c>config</c>, so that a plan can be tried before it lies where a server takes it
/// from, and on a machine without a server.
/// </summary>
internal sealed class SchemaCheckCommand : DocumentedCommand
{
    /// <summary>JSON is printed as one document; so many verdicts it holds at most.</summary>
    private const int VerdictsMax = 100_000;

    private readonly CommandServices services;
    private readonly Argument<string> game = CommandOptions.Game();
    private readonly Argument<string[]> files = new("FILE") { Description = "Files of events, one a line (NDJSON); gzip is told by its first bytes.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<DirectoryInfo?> plan = new("--plan") { Description = "The folder of the plan to try, instead of the one in force.", HelpName = "DIR" };
    private readonly Option<bool> rejected = new("--rejected") { Description = "Show rejected events only." };
    private readonly Option<string> data = CommandOptions.Data();
    private readonly Option<string[]> config = CommandOptions.Config();
    private readonly Option<string> format = CommandOptions.Format("text", "json");

    public SchemaCheckCommand(CommandServices services)
        : base(
            "check", "Tries files of events against a game's tracking plan and the rules of events, and records nothing. Exits with 1 when an event would be rejected.",
            "frontline schema check mygame events.ndjson", "frontline schema check mygame events.ndjson.gz --plan drafts/mygame --rejected --format json")
    {
        this.services = services;
        Add(game);
        Add(files);
        Add(plan);
        Add(rejected);
        Add(data);
        Add(config);
        Add(format);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var layout = new DataLayout(parse.GetRequiredValue(data));
        var options = EffectiveConfiguration.Load(new ConfigurationInputs { Directories = [layout.Config, .. parse.GetValue(config) ?? []], Environment = services.Environment }).Get<EnrichmentOptions>();
        var id = parse.GetRequiredValue(game);
        var tracking = ReadPlan(id, layout, parse.GetValue(plan));
        var check = new EventFileCheck(new Enricher(options, new OnePlan(tracking)), id, Timestamp.Now(services.Time));
        var isJson = parse.GetRequiredValue(format) == "json";
        var counts = new List<FileCounts>();
        var kept = new List<EventVerdict>();
        foreach (var file in parse.GetRequiredValue(files))
        {
            var content = await ImportContent.InspectAsync(file, requireUtf8: false, _ => { }, cancellation).ConfigureAwait(false);
            if (content.Form == ContentForm.Parquet)
            {
                throw new UsageException($"{file} is a Parquet file. Events are tried one a line (NDJSON); `frontline import` takes Parquet.");
            }

            using var rows = new NdjsonRows(content.Open().Content);
            var count = new FileCounts(file);
            foreach (var verdict in check.Check(file, rows))
            {
                cancellation.ThrowIfCancellationRequested();
                count.Add(verdict);
                if (verdict.IsAccepted && parse.GetValue(rejected))
                {
                    continue;
                }

                if (!isJson)
                {
                    Print(verdict);
                }
                else if (kept.Count < VerdictsMax)
                {
                    kept.Add(verdict);
                }
            }

            counts.Add(count);
        }

        Summarise(isJson, id, tracking, counts, kept);
        return counts.Exists(count => count.Rejected > 0) ? ExitCode.DoneWithFindings : ExitCode.Done;
    }

    private TrackingPlan ReadPlan(string id, DataLayout layout, DirectoryInfo? folder)
    {
        var rules = new GameRules(new GameCalendar(), CurrencyCodes.IsCurrent)
        {
            // Schemas are checked against values as they are sent, for which no secret is needed.
            HasPseudonymSecret = true,
        };
        using var games = Directory.Exists(layout.Games) ? FileGameCatalog.Open(layout.Games, services.FileSystem, rules, NullLogger<FileGameCatalog>.Instance) : null;
        Game? known = null;
        if (games?.TryGet(id, out known) != true && folder is null)
        {
            throw new GameException("unknown_game", $"{GameRules.UnknownGame(id, games?.Games ?? [])} A plan that belongs to no game yet is tried with --plan DIR.");
        }

        var path = folder?.FullName ?? PlanFolder.Of(layout.Games, known!);
        var found = PlanFolder.Read(path, services.FileSystem);
        if (found.Count == 0)
        {
            throw new UsageException($"There is no schema in {path}. `frontline schema infer {id} --out {path}` drafts some from what arrived.");
        }

        var result = PlanCompiler.Compile(found, known?.PlanPolicy ?? new PlanPolicy());
        return result.Plan ?? throw new ConfigurationException([.. result.Problems.Select(problem => (problem with { File = Path.Combine(path, problem.File) }).ToString())]);
    }

    private void Print(EventVerdict verdict)
    {
        foreach (var line in verdict.Lines())
        {
            services.Terminal.Output.WriteLine(TextTable.Clean(line));
        }
    }

    private void Summarise(bool isJson, string id, TrackingPlan tracking, List<FileCounts> counts, List<EventVerdict> kept)
    {
        if (isJson)
        {
            services.Terminal.Output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    game = id,
                    plan = tracking.Version,
                    files = counts,
                    verdicts = kept.Select(verdict => new { verdict.File, verdict.Line, verdict.Name, accepted = verdict.IsAccepted, verdict.Flags, verdict.Violations }),
                },
                WireJson.Printed));
            return;
        }

        services.Terminal.Output.WriteLine();
        TextTable.Write(
            services.Terminal.Output, ["file", "events", "accepted", "rejected", "unplanned"],
            counts.Select(count => (string[])[count.File, Text(count.Events), Text(count.Accepted), Text(count.Rejected), Text(count.Unplanned)]), new HashSet<int> { 1, 2, 3, 4 });
        services.Terminal.Say($"Plan {tracking.Version}, with schemas of {tracking.Events.Count} events.");
    }

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed class OnePlan(TrackingPlan plan) : ITrackingPlans
    {
        public TrackingPlan Find(string game) => plan;
    }

    /// <summary>What came of one file; <see cref="Unplanned"/> are accepted events that the plan does not know, or not all of.</summary>
    private sealed class FileCounts(string file)
    {
        public string File { get; } = file;

        public long Events => Accepted + Rejected;

        public long Accepted { get; private set; }

        public long Rejected { get; private set; }

        public long Unplanned { get; private set; }

        public void Add(EventVerdict verdict)
        {
            Accepted += verdict.IsAccepted ? 1 : 0;
            Rejected += verdict.IsAccepted ? 0 : 1;
            Unplanned += verdict.Flags.Any(flag => flag.StartsWith("unplanned_", StringComparison.Ordinal)) ? 1 : 0;
        }
    }
}
