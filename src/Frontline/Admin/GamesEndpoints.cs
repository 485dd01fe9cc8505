using Frontline.Client.Contracts;
using Frontline.Core.Games;
using Frontline.Games;

namespace Frontline.Admin;

/// <summary>Games and their write keys, docs/specs/configuration.md.</summary>
internal static class GamesEndpoints
{
    public static void MapGames(this IEndpointRouteBuilder endpoints, GameStore store, FileGameCatalog catalog)
    {
        endpoints.MapPost("/api/games", context => AdminAnswer.WriteAsync(context, async cancellation =>
        {
            var request = await AdminAnswer.ReadAsync<CreateGameRequest>(context, cancellation).ConfigureAwait(false);
            var created = await store.CreateAsync(request.Id, request.TimeZone, request.Currency, cancellation).ConfigureAwait(false);
            return new CreateGameResponse(created.Game.Id, created.Game.TimeZone, created.Game.Currency, created.WriteKey, created.DevKey, created.Created);
        }));
        endpoints.MapGet("/api/games/{game}/keys", context => AdminAnswer.WriteAsync(context, async _ =>
        {
            await Task.CompletedTask.ConfigureAwait(false);
            var game = Find(catalog, context);
            return new KeysResponse(game.Id, [.. game.Keys.Select(key => new KeyDescription(key.Name, GameFile.NameOf(key.Kind), key.Revoked))]);
        }));
        endpoints.MapPost("/api/games/{game}/keys", context => AdminAnswer.WriteAsync(context, async cancellation =>
        {
            var game = Find(catalog, context);
            var request = await AdminAnswer.ReadAsync<AddKeyRequest>(context, cancellation).ConfigureAwait(false);
            var kind = GameFile.KindOf(request.Kind) ?? throw new GameException("unknown_kind", $"'{request.Kind}' is not a kind of key; production, dev and history are.");
            var added = await store.AddKeyAsync(game.Id, kind, cancellation).ConfigureAwait(false);
            return new AddKeyResponse(game.Id, added.Key.Name, GameFile.NameOf(added.Key.Kind), added.Secret);
        }));
        endpoints.MapDelete("/api/games/{game}/keys", context => AdminAnswer.WriteAsync(context, async cancellation =>
        {
            var game = Find(catalog, context);
            var revoked = await store.RevokeKeyAsync(game.Id, context.Request.Query["key"].ToString(), cancellation).ConfigureAwait(false);
            return new RevokeKeyResponse(game.Id, revoked.Name, GameFile.NameOf(revoked.Kind), revoked.Revoked);
        }));
    }

    /// <summary>The game named in the path.</summary>
    /// <exception cref="GameException">There is none; the message names the nearest.</exception>
    public static Game Find(IGameCatalog catalog, HttpContext context)
    {
        var id = (string)context.Request.RouteValues["game"]!;
        return catalog.TryGet(id, out var game) ? game : throw new GameException("unknown_game", GameRules.UnknownGame(id, catalog.Games));
    }
}
