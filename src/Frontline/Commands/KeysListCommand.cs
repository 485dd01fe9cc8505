using System.CommandLine;
using Frontline.Client;
using Frontline.Client.Contracts;

namespace Frontline.Commands;

internal sealed class KeysListCommand : ServerCommand
{
    private readonly Argument<string> game = CommandOptions.Game();

    public KeysListCommand(CommandServices services)
        : base(services, "list", "Lists a game's write keys by their names.", ["frontline keys list mygame", "frontline keys list mygame --format json"])
    {
        Add(game);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var path = $"api/games/{Uri.EscapeDataString(parse.GetRequiredValue(game))}/keys";
        var keys = await connection.SendAsync<KeysResponse>(HttpMethod.Get, path, body: null, cancellation).ConfigureAwait(false);
        if (Format(parse) == "json")
        {
            PrintJson(keys);
        }
        else
        {
            TextTable.Write(Terminal.Output, ["name", "kind", "state"], keys.Keys.Select(key => (string[])[key.Name, key.Kind, key.Revoked ? "revoked" : "active"]));
        }

        return ExitCode.Done;
    }
}
