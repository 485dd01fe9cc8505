using Frontline.Client.Contracts;
using Frontline.SampleGame.Sending;

namespace Frontline.Demo;

/// <summary>The write keys the demo sends with. Servers keep only their hashes, so the demo remembers its own.</summary>
internal sealed record DemoKeys(string Production, string Dev, string History)
{
    public string Of(SendKey key) => key switch
    {
        SendKey.History => History,
        SendKey.Dev => Dev,
        _ => Production,
    };

    /// <summary>Makes the demo's game if it is not there, and keys of its own.</summary>
    /// <param name="server">Carries the server's token.</param>
    /// <param name="timeZone">The game's reporting time zone.</param>
    /// <param name="cancellation">Cancels it.</param>
    public static async Task<DemoKeys> MakeAsync(HttpClient server, string timeZone, CancellationToken cancellation)
    {
        var game = await server.PostAsync<CreateGameResponse>("api/games", new CreateGameRequest(DemoGame.GameId, timeZone, Currency: null), cancellation).ConfigureAwait(false);
        var production = game.WriteKey ?? await AddAsync(server, "production", cancellation).ConfigureAwait(false);
        var dev = game.DevKey ?? await AddAsync(server, "dev", cancellation).ConfigureAwait(false);
        return new DemoKeys(production, dev, await AddAsync(server, "history", cancellation).ConfigureAwait(false));
    }

    private static async Task<string> AddAsync(HttpClient server, string kind, CancellationToken cancellation) =>
        (await server.PostAsync<AddKeyResponse>($"api/games/{DemoGame.GameId}/keys", new AddKeyRequest(kind), cancellation).ConfigureAwait(false)).Key;
}
