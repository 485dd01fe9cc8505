using System.CommandLine;
using Frontline.Client;
using Frontline.Client.Contracts;

namespace Frontline.Commands;

internal sealed class KeysRevokeCommand : ServerCommand
{
    private readonly Argument<string> game = CommandOptions.Game();
    private readonly Argument<string> key = new("KEY") { Description = "The key's name, as `keys list` shows it, or the key itself." };

    public KeysRevokeCommand(CommandServices services)
        : base(services, "revoke", "Ends a write key: what is sent with it is refused from then on.", ["frontline keys revoke mygame fl_live_Ab12Cd"])
    {
        Add(game);
        Add(key);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var path = $"api/games/{Uri.EscapeDataString(parse.GetRequiredValue(game))}/keys?key={Uri.EscapeDataString(parse.GetRequiredValue(key))}";
        var revoked = await connection.SendAsync<RevokeKeyResponse>(HttpMethod.Delete, path, body: null, cancellation).ConfigureAwait(false);
        if (Format(parse) == "json")
        {
            PrintJson(revoked);
        }
        else
        {
            Terminal.Say($"The {revoked.Kind} key {revoked.Name} of {revoked.Game} is revoked.");
        }

        return ExitCode.Done;
    }
}
