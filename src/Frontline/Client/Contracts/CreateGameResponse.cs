namespace Frontline.Client.Contracts;

/// <summary>Answer of <c>POST /api/games</c>. The keys are null, and nothing was changed, when the game was there before.</summary>
public sealed record CreateGameResponse(string Game, string TimeZone, string Currency, string? WriteKey, string? DevKey, bool Created);
