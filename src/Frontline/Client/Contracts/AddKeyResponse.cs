namespace Frontline.Client.Contracts;

/// <summary>Answer of <c>POST /api/games/{game}/keys</c>: the only time the key itself is seen.</summary>
public sealed record AddKeyResponse(string Game, string Name, string Kind, string Key);
