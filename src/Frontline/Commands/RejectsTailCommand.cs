using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Frontline.Client;

namespace Frontline.Commands;

/// <summary>Rejects as they come, until it is stopped.</summary>
internal sealed class RejectsTailCommand : ServerCommand
{
    /// <summary>Rejects of one look; more wait for the next one.</summary>
    private const int RowsMax = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Option<string?> game = new("--game") { Description = "This game's rejects only.", HelpName = "GAME" };
    private readonly Option<int> lines = new("--lines") { Description = "How many earlier ones to begin with.", HelpName = "N", DefaultValueFactory = _ => 10 };

    public RejectsTailCommand(CommandServices services)
        : base(
            services, "tail", "Prints rejects as they come, each with what is wrong with it. Ctrl-C ends it.",
            ["frontline rejects tail", "frontline rejects tail --game mygame --lines 0", "frontline rejects tail --format json | jq .violations"])
    {
        Add(game);
        Add(lines);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var wanted = parse.GetValue(game);
        var isJson = Format(parse) == "json";
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        try
        {
            foreach (var row in await connection.QueryAsync("SELECT log, max(entry) AS entry FROM all_data.rejects GROUP BY log", wanted, cancellation).ConfigureAwait(false))
            {
                seen[row.GetProperty("log").GetString()!] = row.GetProperty("entry").GetInt64();
            }

            var count = parse.GetValue(lines).ToString(CultureInfo.InvariantCulture);
            Print(await connection.QueryAsync(
                $"SELECT * FROM (SELECT {RejectText.Columns} FROM all_data.rejects WHERE NOT ({Newer(seen)}) ORDER BY received_at DESC, receipt DESC, receipt_index DESC LIMIT {count}) ORDER BY received_at, receipt, receipt_index",
                wanted, cancellation).ConfigureAwait(false), isJson);
            while (true)
            {
                // Whole entries at a time: the greatest one seen says where to go on.
                var rows = await connection.QueryAsync(
                    $"""
                    SELECT {RejectText.Columns} FROM all_data.rejects WHERE {Newer(seen)}
                    QUALIFY rank() OVER (PARTITION BY log ORDER BY entry) <= {RowsMax} ORDER BY log, entry, receipt, receipt_index
                    """, wanted, cancellation).ConfigureAwait(false);
                Print(rows, isJson);
                foreach (var row in rows)
                {
                    seen[row.GetProperty("log").GetString()!] = row.GetProperty("entry").GetInt64();
                }

                await Task.Delay(Pause, Services.Time, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }

    private void Print(List<JsonElement> rows, bool isJson)
    {
        foreach (var row in rows)
        {
            Terminal.Output.WriteLine(isJson ? row.GetRawText() : RejectText.Line(row));
        }
    }

    /// <summary>Entries are numbered by chain, and there is one chain a log.</summary>
    private static string Newer(Dictionary<string, long> seen) => seen.Count == 0
        ? "true"
        : string.Join(" AND ", seen.Select(pair => string.Create(CultureInfo.InvariantCulture, $"(log <> {ServerQueries.Literal(pair.Key)} OR entry > {pair.Value})")));
}
