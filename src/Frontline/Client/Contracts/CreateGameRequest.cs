namespace Frontline.Client.Contracts;

/// <summary><c>POST /api/games</c></summary>
public sealed record CreateGameRequest(string Id, string? TimeZone, string? Currency);
