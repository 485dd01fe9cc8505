using Frontline.Core.Games;

namespace Frontline.Games;

/// <param name="Game">The game as it is now.</param>
/// <param name="Created">False when it was there before; then the keys are null, since only their hashes are kept.</param>
/// <param name="WriteKey">The new production key.</param>
/// <param name="DevKey">The new dev key.</param>
public sealed record CreatedGame(Game Game, bool Created, string? WriteKey, string? DevKey);
