using System.CommandLine;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Importing;

namespace Frontline.Commands;

/// <summary>Files of events, through the same road as events that are sent.</summary>
internal sealed class ImportCommand : ServerCommand
{
    private readonly Argument<string> game = CommandOptions.Game();
    private readonly Argument<string[]> files = new("FILE") { Description = "Files of events: NDJSON, or CSV with a mapping; gzip is told by its first bytes.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> map = new("--map") { Description = "The mapping that makes events of CSV rows.", HelpName = "MAPPING.yaml" };
    private readonly Option<bool> strict = new("--strict") { Description = "Exit with 1 when a row was rejected." };

    public ImportCommand(CommandServices services)
        : base(
            services, "import", "Imports files of events. The same content a second time adds nothing, and an import that was broken off goes on where it ended.",
            ["frontline import mygame events.ndjson.gz", "frontline import candy levels.csv --map samples/candy-crush/mapping.yaml --strict"])
    {
        Add(game);
        Add(files);
        Add(map);
        Add(strict);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var mapping = parse.GetValue(map) is { } path ? MappingReader.Read(await ReadAsync(path, cancellation).ConfigureAwait(false), path) : null;
        var sender = new ImportSender(connection, parse.GetRequiredValue(game), Services.Time, Terminal.Say);
        var results = new List<ImportResult>();
        foreach (var file in parse.GetRequiredValue(files))
        {
            if (mapping is null && LooksLikeCsv(file))
            {
                throw new UsageException($"{file} looks like CSV. A mapping says what its rows mean: --map MAPPING.yaml; docs/guides/import.md shows one.");
            }

            results.Add(await ImportAsync(file, mapping, sender, connection, parse.GetRequiredValue(game), cancellation).ConfigureAwait(false));
        }

        if (Format(parse) == "json")
        {
            PrintJson(new { game = parse.GetRequiredValue(game), files = results });
        }
        else
        {
            TextTable.Write(
                Terminal.Output, ["file", "rows", "events", "already", "rejected"],
                results.Select(result => (string[])[result.File, Text(result.Rows), Text(result.Events), Text(result.Already), Text(result.Rejected)]), new HashSet<int> { 1, 2, 3, 4 });
        }

        return parse.GetValue(strict) && results.Exists(result => result.Rejected > 0) ? ExitCode.DoneWithFindings : ExitCode.Done;
    }

    private async Task<ImportResult> ImportAsync(
        string file, ImportMapping? mapping, ImportSender sender, ServerConnection connection, string gameId, CancellationToken cancellation)
    {
        var content = await Terminal.WithProgressAsync($"{file}: reading", report => ImportContent.InspectAsync(
            file, mapping?.Encoding == System.Text.Encoding.UTF8, share => report(new ProgressReport(share)), cancellation)).ConfigureAwait(false);
        var counts = await Terminal.WithProgressAsync($"{file}: importing", report => SendAsync(content, mapping, sender, report, cancellation)).ConfigureAwait(false);
        var rejected = await Terminal.WithProgressAsync($"{file}: settling", async _ =>
        {
            await SettleAsync(connection, cancellation).ConfigureAwait(false);
            return await CountRejectsAsync(connection, gameId, content.Hash, cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return new ImportResult(file, counts.Rows, counts.Events, counts.Already, rejected);
    }

    private static async Task<(long Rows, long Events, long Already)> SendAsync(
        ImportContent content, ImportMapping? mapping, ImportSender sender, Action<ProgressReport> report, CancellationToken cancellation)
    {
        var (stream, below) = content.Open();
        using IImportRows rows = mapping is null ? new NdjsonRows(stream) : new CsvRows(stream, content.Path, mapping);
        var fingerprint = mapping?.Fingerprint ?? Convert.ToHexStringLower(SHA256.HashData([]));
        var rowsSeen = 0L;
        return await new FileImport(sender, content, rows, fingerprint).RunAsync(
            () =>
            {
                if (++rowsSeen % 1000 == 0)
                {
                    report(new ProgressReport((double)below.Position / Math.Max(1, below.Length), $"{rowsSeen:N0} rows"));
                }
            },
            cancellation).ConfigureAwait(false);
    }

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

    private static async Task<long> CountRejectsAsync(ServerConnection connection, string gameId, string hash, CancellationToken cancellation)
    {
        var request = new SqlRequest($"select count(*) as rejected from rejects where import_hash = '{hash}'", gameId, "json");
        using var response = await connection.SendAsync(HttpMethod.Post, "api/sql", () => JsonContent.Create(request, options: WireJson.Options), cancellation).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw new RequestFailedException(response.StatusCode, code: null, "The events are imported, but the warehouse cannot say now how many were rejected (503).");
        }

        var rows = await response.Content.ReadFromJsonAsync<JsonElement>(WireJson.Options, cancellation).ConfigureAwait(false);
        return rows[0].GetProperty("rejected").GetInt64();
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

    private static bool LooksLikeCsv(string file)
    {
        var name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase);
    }

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
