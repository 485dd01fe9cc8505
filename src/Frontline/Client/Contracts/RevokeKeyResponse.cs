namespace Frontline.Client.Contracts;

/// <summary>Answer of <c>DELETE /api/games/{game}/keys?key=NAME</c>.</summary>
public sealed record RevokeKeyResponse(string Game, string Name, string Kind, bool Revoked);
