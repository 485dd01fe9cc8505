using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Frontline.Client;

namespace Frontline.Commands;

/// <summary>Rejects grouped by reason.</summary>
internal sealed class RejectsListCommand : ServerCommand
{
    private readonly Option<string?> game = new("--game") { Description = "This game's rejects only.", HelpName = "GAME" };
    private readonly Option<string?> since = MomentOption.Since();

    public RejectsListCommand(CommandServices services)
        : base(
            services, "list", "Lists rejects by reason, the most frequent first, with an example of each. Those of dev keys are among them.",
            ["frontline rejects list", "frontline rejects list --game mygame --since 24h", "frontline rejects list --format json"])
    {
        Add(game);
        Add(since);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var from = MomentOption.Read("--since", parse.GetValue(since), Services.Time.GetUtcNow());
        var where = from is { } moment ? $"WHERE received_at >= make_timestamptz({moment.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}000)" : "";
        var rows = await connection.QueryAsync(
            $"""
            SELECT game, array_to_string(codes, ', ') AS codes, array_to_string(paths, ', ') AS paths, name, count(*) AS count, min(received_at) AS first_seen, max(received_at) AS last_seen,
              arg_max(reject_id, received_at) AS example
            FROM all_data.rejects {where} GROUP BY game, codes, paths, name ORDER BY count DESC, last_seen DESC LIMIT 1000
            """,
            parse.GetValue(game), cancellation).ConfigureAwait(false);
        if (Format(parse) == "json")
        {
            PrintJson(rows);
        }
        else if (rows.Count == 0)
        {
            Terminal.Say("No rejects.");
        }
        else
        {
            string[] columns = ["game", "codes", "paths", "name", "count", "first_seen", "last_seen", "example"];
            TextTable.Write(Terminal.Output, columns, rows.Select(row => columns.Select(column => Text(row.GetProperty(column))).ToArray()), new HashSet<int> { 4 });
            Terminal.Say("`frontline rejects show EXAMPLE` tells what is wrong with one.");
        }

        return ExitCode.Done;
    }

    private static string Text(JsonElement cell) => cell.ValueKind == JsonValueKind.Null ? "" : cell.ToString();
}
