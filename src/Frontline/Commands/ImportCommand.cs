using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Importing;

namespace Frontline.Commands;

/// <summary>Files of events, through the same road as events that are sent.</summary>
internal sealed class ImportCommand : ServerCommand
{
    /// <summary>Contents of one question about rejects, so that its text stays within the bounds of a statement.</summary>
    private const int ContentsPerQuestion = 500;

    private readonly Argument<string> game = CommandOptions.Game();
    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "Files, or patterns with *, ? and **: NDJSON, Parquet, or CSV with a mapping. Parquet and gzip are told by their first bytes.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> map = new("--map") { Description = "The mapping that makes events of rows: of CSV always, of Parquet and NDJSON where they hold something else than events.", HelpName = "MAPPING.yaml" };
    private readonly Option<bool> strict = new("--strict") { Description = "Exit with 1 when a row was rejected." };

    public ImportCommand(CommandServices services)
        : base(
            services, "import",
            "Imports files of events, and players known before. All files are inspected before the first event is sent. The same content a second time adds nothing, and an import that was broken off goes on where it ended.",
            [
                "frontline import mygame events.ndjson.gz",
                "frontline import mygame \"export/**/*.parquet\"",
                "frontline import candy levels.csv --map samples/candy-crush/mapping.yaml --strict",
                "frontline import mygame players.csv --map samples/known-players/mapping.yaml",
            ])
    {
        Add(game);
        Add(files);
        Add(map);
        Add(strict);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var gameId = parse.GetRequiredValue(game);
        var mapping = parse.GetValue(map) is { } path ? MappingReader.Read(await ReadAsync(path, cancellation).ConfigureAwait(false), path) : null;
        var paths = FilePatterns.Expand(parse.GetRequiredValue(files));
        var sender = new ImportSender(connection, gameId, Services.Time, Terminal.Say);
        var inspected = await Terminal.WithProgressAsync("Inspecting", report => new FilesInspection(mapping, sender).RunAsync(paths, Report(report), cancellation)).ConfigureAwait(false);
        var counts = await Terminal.WithProgressAsync("Importing", report => new FilesImport(mapping, sender, Terminal.Say).RunAsync(inspected, Report(report), cancellation)).ConfigureAwait(false);
        var rejected = await Terminal.WithProgressAsync("Settling", async _ =>
        {
            await SettleAsync(connection, cancellation).ConfigureAwait(false);
            return await CountRejectsAsync(connection, gameId, [.. inspected.Select(file => file.Content.Hash).Distinct()], cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);

        var results = inspected.Zip(counts, (file, count) => new ImportResult(file.Content.Path, count.Rows, count.Events, count.Already, rejected.GetValueOrDefault(file.Content.Hash))).ToList();
        var total = new ImportTotal(results.Count, results.Sum(result => result.Rows), results.Sum(result => result.Events), results.Sum(result => result.Already), rejected.Values.Sum());
        Print(Format(parse), gameId, results, total);
        return parse.GetValue(strict) && total.Rejected > 0 ? ExitCode.DoneWithFindings : ExitCode.Done;
    }

    private void Print(string format, string gameId, List<ImportResult> results, ImportTotal total)
    {
        if (format == "json")
        {
            PrintJson(new { game = gameId, files = results, total });
            return;
        }

        var rows = results.Select(result => Row(result.File, result.Rows, result.Events, result.Already, result.Rejected));
        TextTable.Write(
            Terminal.Output, ["file", "rows", "events", "already", "rejected"],
            results.Count == 1 ? rows : rows.Append(Row($"{total.Files} files", total.Rows, total.Events, total.Already, total.Rejected)), new HashSet<int> { 1, 2, 3, 4 });

        static string[] Row(string name, params ReadOnlySpan<long> numbers) => [name, .. numbers.ToArray().Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    private static Action<double, string> Report(Action<ProgressReport> report) => (share, note) => report(new ProgressReport(share, note));

    // The server answers after a while even when the roles are still behind; what was sent is durable, so there is nothing to do but ask again.
    private async Task SettleAsync(ServerConnection connection, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await connection.SendAsync<JsonElement>(HttpMethod.Post, "api/settle", body: null, cancellation).ConfigureAwait(false);
                return;
            }
            catch (RequestFailedException exception) when (exception.Code == "not_settled")
            {
                Terminal.Say($"All rows are sent and durable. {exception.Message}");
            }
        }
    }

    /// <summary>Rejects by content; those that made none are absent.</summary>
    private static async Task<Dictionary<string, long>> CountRejectsAsync(ServerConnection connection, string gameId, IReadOnlyList<string> hashes, CancellationToken cancellation)
    {
        var rejected = new Dictionary<string, long>();
        foreach (var some in hashes.Chunk(ContentsPerQuestion))
        {
            var sql = $"select import_hash, count(*) as rejected from rejects where import_hash in ({string.Join(", ", some.Select(hash => $"'{hash}'"))}) group by import_hash";
            var request = new SqlRequest(sql, gameId, "json");
            using var response = await connection.SendAsync(HttpMethod.Post, "api/sql", () => JsonContent.Create(request, options: WireJson.Options), cancellation).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new RequestFailedException(response.StatusCode, code: null, "The events are imported, but the warehouse cannot say now how many were rejected (503).");
            }

            foreach (var row in (await response.Content.ReadFromJsonAsync<JsonElement>(WireJson.Options, cancellation).ConfigureAwait(false)).EnumerateArray())
            {
                rejected.Add(row.GetProperty("import_hash").GetString()!, row.GetProperty("rejected").GetInt64());
            }
        }

        return rejected;
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The mapping cannot be read: {exception.Message}");
        }
    }
}
