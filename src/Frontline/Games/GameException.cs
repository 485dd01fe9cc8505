namespace Frontline.Games;

/// <summary>Something asked of a game cannot be done.</summary>
/// <param name="code">Stable, lower_snake_case: <c>bad_game</c>, <c>unknown_game</c> or <c>unknown_key</c>.</param>
/// <param name="message">A sentence for the person who asked.</param>
public sealed class GameException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
