using System.CommandLine;

namespace Frontline.Commands;

/// <summary><c>--game</c> of commands that are about one game, which need not be named when it is the only one.</summary>
internal static class GameOption
{
    public static Option<string?> Create() => new("--game") { Description = "The game; it may be left out where there is only one.", HelpName = "GAME" };

    /// <summary>A query string with the game and whatever else was said.</summary>
    public static string Query(string? game, params IEnumerable<(string Key, string? Value)> more) =>
        "?" + string.Join('&', more.Prepend((Key: "game", Value: game)).Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!)}"));
}
