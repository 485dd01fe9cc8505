using System.CommandLine;
using Frontline.Client;
using Frontline.Client.Contracts;

namespace Frontline.Commands;

internal sealed class KeysAddCommand : ServerCommand
{
    private readonly Argument<string> game = CommandOptions.Game();
    private readonly Option<string> kind = new("--kind")
    {
        Description = "production: counts everywhere. dev: recorded, but kept out of the metrics. history: old events with their own times.",
        HelpName = "production|dev|history",
        DefaultValueFactory = _ => "production",
    };

    public KeysAddCommand(CommandServices services)
        : base(services, "add", "Makes a write key and prints it, once.", ["frontline keys add mygame", "frontline keys add mygame --kind history --format json"])
    {
        kind.AcceptOnlyFromAmong("production", "dev", "history");
        Add(game);
        Add(kind);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var path = $"api/games/{Uri.EscapeDataString(parse.GetRequiredValue(game))}/keys";
        var added = await connection.SendAsync<AddKeyResponse>(HttpMethod.Post, path, new AddKeyRequest(parse.GetRequiredValue(kind)), cancellation).ConfigureAwait(false);
        if (Format(parse) == "json")
        {
            PrintJson(added);
        }
        else
        {
            Terminal.Output.WriteLine(added.Key);
            Terminal.Say($"This is the {added.Kind} key {added.Name} of {added.Game}. Only its hash is kept, so write it down now.");
        }

        return ExitCode.Done;
    }
}
