using System.CommandLine;

namespace Frontline.Commands;

/// <summary><c>--game</c> of commands that are about one game, which need not be named when it is the only one.</summary>
internal static class GameOption
{
    public static Option<string?> Create() => new("--game") { Description = "The game; it may be left out where there is only one.", HelpName = "GAME" };

    /// <summary>The beginning of a query string.</summary>
    public static string Query(string? game) => game is null ? "?" : $"?game={Uri.EscapeDataString(game)}";
}
