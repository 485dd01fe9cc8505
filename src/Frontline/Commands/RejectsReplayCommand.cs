using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Core.Events;
using Frontline.Rejects.Replaying;

namespace Frontline.Commands;

/// <summary>Sends rejected events through the road again: all of those that were meant, or none.</summary>
internal sealed class RejectsReplayCommand : ServerCommand
{
    private const int FaultsShown = 10;

    private readonly Argument<string[]> ids = new("ID") { Description = "Ids of rejects, as `frontline rejects list` prints them.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> game = new("--game") { Description = "This game's rejects only.", HelpName = "GAME" };
    private readonly Option<string?> code = new("--code") { Description = "Those with this violation only.", HelpName = "CODE" };
    private readonly Option<string?> eventName = new("--name") { Description = "Those of this event name only.", HelpName = "NAME" };
    private readonly Option<string?> since = MomentOption.Since();
    private readonly Option<bool> all = new("--all") { Description = "Every reject of every game; needed where neither an id nor a filter is given." };
    private readonly Option<FileInfo?> patch = new("--patch") { Description = "A JSON patch (RFC 6902) that is applied to each event as sent.", HelpName = "FILE.json" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Only says what would become of them, under the rules and plans as they are now." };

    public RejectsReplayCommand(CommandServices services)
        : base(
            services, "replay",
            "Sends rejected events again, with the times they had. The originals stay rejected; each is replayed once, however often it is asked for. Ids and filters narrow each other.",
            [
                "frontline rejects replay --game mygame --code unplanned_event --dry-run", "frontline rejects replay --game mygame --code unplanned_event --since 7d",
                "frontline rejects replay 4f6f0a1b2c3d-17-0 --patch fix.json", "frontline rejects replay --all --format json",
            ])
    {
        Add(ids);
        Add(game);
        Add(code);
        Add(eventName);
        Add(since);
        Add(all);
        Add(patch);
        Add(dryRun);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var wanted = parse.GetValue(ids) is { } texts ? texts.Select(ReadId).Distinct().ToList() : [];
        var where = Conditions(parse, wanted);
        var patchJson = parse.GetValue(patch) is { } file ? await ReadPatchAsync(file, cancellation).ConfigureAwait(false) : (JsonElement?)null;
        await SettleAsync(connection, "Replaying waits for what was sent before.", cancellation).ConfigureAwait(false);
        var chosen = await ChooseAsync(connection, where, parse.GetValue(game), cancellation).ConfigureAwait(false);
        if (wanted.Select(id => id.ToString()).Except(chosen).ToList() is { Count: > 0 } missing)
        {
            Terminal.Say($"There is no reject {string.Join(", ", missing.Take(FaultsShown))}{(wanted.Count > 0 && where.Count > 1 ? " that the options name" : "")}. Nothing was replayed.");
            return ExitCode.CouldNotBeDone;
        }

        var check = await SendAsync(connection, chosen, patchJson, check: true, cancellation).ConfigureAwait(false);
        if (check.Missing.Count + check.Faults.Count > 0)
        {
            Tell(check, "None was.");
            return ExitCode.CouldNotBeDone;
        }

        if (parse.GetValue(dryRun))
        {
            Print(parse, new ReplayResult(DryRun: true, chosen.Count, check.Already.Count, check.Replayed, check.Replayed - check.RejectedAgain, check.RejectedAgain, Duplicate: 0));
            return ExitCode.Done;
        }

        var sent = await SendAsync(connection, chosen, patchJson, check: false, cancellation).ConfigureAwait(false);
        if (sent.Missing.Count + sent.Faults.Count > 0)
        {
            Tell(sent, $"{Of(sent.Replayed)} were; the same command goes on with the rest.");
            return ExitCode.CouldNotBeDone;
        }

        await SettleAsync(connection, "All replays are sent and durable.", cancellation).ConfigureAwait(false);
        var (recorded, rejected) = await CountAsync(connection, [.. chosen.Except(check.Already)], cancellation).ConfigureAwait(false);
        var replayed = chosen.Count - check.Already.Count;
        Print(parse, new ReplayResult(DryRun: false, chosen.Count, check.Already.Count, replayed, recorded, rejected, replayed - recorded - rejected));
        return ExitCode.Done;
    }

    private static RejectId ReadId(string text) =>
        RejectId.TryParse(text, out var id) ? id : throw new UsageException($"'{text}' is no id of a reject; one such as 4f6f0a1b2c3d-17-0 is expected.");

    private List<string> Conditions(ParseResult parse, List<RejectId> wanted)
    {
        var conditions = new List<string>();
        if (wanted.Count > 0) conditions.Add($"({string.Join(" OR ", wanted.GroupBy(id => id.Log).Select(log => $"(log = {ServerQueries.Literal(log.Key)} AND (receipt, receipt_index) IN ({string.Join(", ", log.Select(id => string.Create(CultureInfo.InvariantCulture, $"({id.Position}, {id.Index})")))}))"))})");
        if (parse.GetValue(game) is { } gameId) conditions.Add($"game = {ServerQueries.Literal(gameId)}");
        if (parse.GetValue(code) is { } wantedCode) conditions.Add($"list_contains(codes, {ServerQueries.Literal(wantedCode)})");
        if (parse.GetValue(eventName) is { } name) conditions.Add($"name = {ServerQueries.Literal(name)}");
        if (MomentOption.Read("--since", parse.GetValue(since), Services.Time.GetUtcNow()) is { } moment) conditions.Add($"received_at >= make_timestamptz({moment.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}000)");
        if (parse.GetValue(all) == conditions.Count > 0)
        {
            throw new UsageException(conditions.Count > 0
                ? "--all means every reject; leave it out, or the ids and filters."
                : "Which rejects? Give ids, or a filter (--game, --code, --name, --since), or --all for every one.");
        }

        return conditions;
    }

    private static async Task<JsonElement> ReadPatchAsync(FileInfo file, CancellationToken cancellation)
    {
        try
        {
            var text = await File.ReadAllTextAsync(file.FullName, cancellation).ConfigureAwait(false);
            JsonPatch.Parse(text);
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonPatchException exception)
        {
            throw new UsageException($"{file} is no JSON patch. {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The patch cannot be read: {exception.Message}");
        }
    }

    /// <summary>In the order they were received, so that rejects of one batch travel together.</summary>
    private static async Task<List<string>> ChooseAsync(ServerConnection connection, List<string> conditions, string? game, CancellationToken cancellation)
    {
        var where = conditions.Count > 0 ? $"WHERE {string.Join(" AND ", conditions)}" : "";
        var rows = await connection.QueryAsync($"SELECT reject_id FROM all_data.rejects {where} ORDER BY log, receipt, receipt_index", game, cancellation).ConfigureAwait(false);
        return rows.ConvertAll(row => row.GetProperty("reject_id").GetString()!);
    }

    private Task<ReplayResponse> SendAsync(ServerConnection connection, List<string> chosen, JsonElement? patchJson, bool check, CancellationToken cancellation) =>
        Terminal.WithProgressAsync(check ? "checking" : "replaying", async report =>
        {
            var (replayed, rejectedAgain, done) = (0, 0, 0);
            List<string> already = [], missing = [];
            var faults = new List<ReplayFault>();
            foreach (var chunk in chosen.Chunk(ReplayRequest.IdsMax))
            {
                var answer = await connection.SendAsync<ReplayResponse>(HttpMethod.Post, ReplayEndpoint.Path, new ReplayRequest(chunk, patchJson, check), cancellation).ConfigureAwait(false);
                (replayed, rejectedAgain, done) = (replayed + answer.Replayed, rejectedAgain + answer.RejectedAgain, done + chunk.Length);
                already.AddRange(answer.Already);
                missing.AddRange(answer.Missing);
                faults.AddRange(answer.Faults);
                report(new ProgressReport((double)done / chosen.Count, $"{done:N0} of {chosen.Count:N0}"));
            }

            return new ReplayResponse(replayed, rejectedAgain, already, missing, faults);
        });

    private async Task SettleAsync(ServerConnection connection, string said, CancellationToken cancellation)
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
                Terminal.Say($"{said} {exception.Message}");
            }
        }
    }

    private static async Task<(long Recorded, long Rejected)> CountAsync(ServerConnection connection, List<string> sent, CancellationToken cancellation)
    {
        var (recorded, rejected) = (0L, 0L);
        foreach (var chunk in sent.Chunk(ReplayRequest.IdsMax))
        {
            var list = string.Join(", ", chunk.Select(ServerQueries.Literal));
            var rows = await connection.QueryAsync(
                $"SELECT (SELECT count(*) FROM all_data.events WHERE replay_of IN ({list})) AS recorded, (SELECT count(*) FROM all_data.rejects WHERE replay_of IN ({list})) AS rejected",
                game: null, cancellation).ConfigureAwait(false);
            recorded += rows[0].GetProperty("recorded").GetInt64();
            rejected += rows[0].GetProperty("rejected").GetInt64();
        }

        return (recorded, rejected);
    }

    private void Tell(ReplayResponse answer, string sent)
    {
        foreach (var id in answer.Missing.Take(FaultsShown))
        {
            Terminal.Say($"{id}: there is no such reject any more.");
        }

        foreach (var fault in answer.Faults.Take(FaultsShown))
        {
            Terminal.Say($"{fault.Id}: {fault.Message}");
        }

        var count = answer.Missing.Count + answer.Faults.Count;
        Terminal.Say($"{Of(count)} cannot be replayed. {sent} Leave out those, or mend the patch.");
    }

    private void Print(ParseResult parse, ReplayResult result)
    {
        if (Format(parse) == "json")
        {
            PrintJson(result);
            return;
        }

        if (result.Chosen == 0)
        {
            Terminal.Output.WriteLine("No reject matches.");
            return;
        }

        if (result.Already > 0)
        {
            Terminal.Output.WriteLine($"{Of(result.Already)} already replayed before, and not sent again.");
        }

        Terminal.Output.WriteLine(result.DryRun
            ? $"{Of(result.Replayed)} would be replayed: {result.Recorded:N0} would pass, {result.Rejected:N0} would be rejected again. Nothing was sent."
            : $"{Of(result.Replayed)} replayed: {result.Recorded:N0} recorded, {result.Rejected:N0} rejected again, {result.Duplicate:N0} duplicates of events that came otherwise.");
    }

    private static string Of(long count) => count == 1 ? "1 reject" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} rejects";
}
