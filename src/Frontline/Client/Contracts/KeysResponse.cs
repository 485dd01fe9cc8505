namespace Frontline.Client.Contracts;

/// <summary>Answer of <c>GET /api/games/{game}/keys</c>.</summary>
public sealed record KeysResponse(string Game, IReadOnlyList<KeyDescription> Keys);
