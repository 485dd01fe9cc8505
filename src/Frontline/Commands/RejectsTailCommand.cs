using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Frontline.Client;
using Frontline.Rejects;

namespace Frontline.Commands;

/// <summary>Rejects as they come, until it is stopped.</summary>
internal sealed class RejectsTailCommand : ServerCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

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
        var printed = new RecentIds();
        try
        {
            // The feed first: what is recorded from then on comes with the next look at it, and what is not in the warehouse yet is in it.
            var page = await ReadAsync(connection, feed: "", after: 0, wanted, cancellation).ConfigureAwait(false);
            Print(Last(parse.GetValue(lines), [.. await StoredAsync(connection, parse.GetValue(lines), wanted, cancellation).ConfigureAwait(false), .. page.Rejects]), printed, isJson);
            foreach (var reject in page.Rejects)
            {
                printed.Add(Id(reject));
            }

            while (true)
            {
                await Task.Delay(Pause, Services.Time, cancellation).ConfigureAwait(false);
                page = await ReadAsync(connection, page.Feed, page.Next, wanted, cancellation).ConfigureAwait(false);
                if (page.Missed > 0)
                {
                    Terminal.Say($"{page.Missed.ToString("N0", CultureInfo.InvariantCulture)} rejects came faster than they can be shown here; `frontline rejects list` counts them all.");
                }

                Print(page.Rejects, printed, isJson);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }

    private static Task<RejectsPage<JsonElement>> ReadAsync(ServerConnection connection, string feed, long after, string? game, CancellationToken cancellation)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{RejectsEndpoint.Path}?feed={Uri.EscapeDataString(feed)}&after={after}");
        return connection.SendAsync<RejectsPage<JsonElement>>(HttpMethod.Get, game is null ? place : $"{place}&game={Uri.EscapeDataString(game)}", body: null, cancellation);
    }

    private static Task<List<JsonElement>> StoredAsync(ServerConnection connection, int count, string? game, CancellationToken cancellation) =>
        RejectText.QueryAsync(connection, string.Create(CultureInfo.InvariantCulture, $"ORDER BY received_at DESC, receipt DESC, receipt_index DESC LIMIT {count}"), game, cancellation);

    /// <summary>The newest ones, each once, oldest first.</summary>
    private static IEnumerable<JsonElement> Last(int count, IEnumerable<JsonElement> rejects) => rejects
        .DistinctBy(Id)
        .OrderBy(reject => reject.GetProperty("received_at").GetDateTimeOffset())
        .ThenBy(reject => reject.GetProperty("receipt").GetInt64())
        .ThenBy(reject => reject.GetProperty("receipt_index").GetInt64())
        .TakeLast(count);

    private static string Id(JsonElement reject) => reject.GetProperty("reject_id").GetString()!;

    /// <summary>After a restart the server may tell again what it told before.</summary>
    private void Print(IEnumerable<JsonElement> rejects, RecentIds printed, bool isJson)
    {
        foreach (var reject in rejects.Where(reject => printed.Add(Id(reject))))
        {
            Terminal.Output.WriteLine(isJson ? RejectText.Json(reject) : RejectText.Line(reject));
        }

        Terminal.Output.Flush();
    }

    /// <summary>The last ids that were added; enough for two whole feeds.</summary>
    private sealed class RecentIds
    {
        private readonly Queue<string> order = [];
        private readonly HashSet<string> ids = new(StringComparer.Ordinal);

        /// <summary>False when it is known.</summary>
        public bool Add(string id)
        {
            if (!ids.Add(id))
            {
                return false;
            }

            order.Enqueue(id);
            if (order.Count > 2 * RecentRejects.CountMax)
            {
                ids.Remove(order.Dequeue());
            }

            return true;
        }
    }
}
