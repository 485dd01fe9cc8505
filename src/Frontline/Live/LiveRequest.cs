using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Frontline.Core.Games;
using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>What is asked of <c>/api/live</c>.</summary>
/// <param name="Game">The game's id, configured.</param>
/// <param name="Minutes">How many minutes, the current one included: 1 to 2,880.</param>
/// <param name="By">By what to split, <see cref="LiveDimension.Total"/> for not at all.</param>
/// <param name="Value">The only value to split off, or null for all.</param>
internal sealed record LiveRequest(string Game, int Minutes, LiveDimension By, string? Value)
{
    private const int MinutesByDefault = 60;

    public static string NameOf(LiveDimension dimension) => dimension switch
    {
        LiveDimension.Platform => "platform",
        LiveDimension.Country => "country",
        LiveDimension.AppVersion => "app_version",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    /// <summary>Reads a query; when it is wrong, says how.</summary>
    public static bool TryParse(IQueryCollection query, IGameCatalog games, [MaybeNullWhen(false)] out LiveRequest request, [MaybeNullWhen(true)] out LiveRefusal refusal)
    {
        request = null;
        refusal = null;
        string? game = query["game"];
        if (game is null && games.Games.Count == 1)
        {
            game = games.Games.First().Id;
        }

        if (game is null)
        {
            refusal = new LiveRefusal(400, "missing_game", $"Say which game with ?game=; {Known(games)}.");
            return false;
        }

        if (!games.TryGet(game, out _))
        {
            refusal = new LiveRefusal(404, "unknown_game", $"There is no game of that id; {Known(games)}.");
            return false;
        }

        if (!TryMinutes(query["minutes"], out var minutes))
        {
            refusal = new LiveRefusal(400, "bad_minutes", $"'minutes' is a whole number from 1 to {LiveWindows.MinutesKept}.");
            return false;
        }

        if (!TryDimension(query["by"], out var by))
        {
            refusal = new LiveRefusal(400, "bad_by", "'by' is platform, country or app_version.");
            return false;
        }

        string? value = query["value"];
        if (value is not null && by is LiveDimension.Total)
        {
            refusal = new LiveRefusal(400, "value_without_by", "'value' needs 'by', which says what it is a value of.");
            return false;
        }

        request = new LiveRequest(game, minutes, by, value);
        return true;
    }

    private static string Known(IGameCatalog games) => games.Games.Count == 0
        ? "none is configured yet"
        : $"configured are {string.Join(", ", games.Games.Select(game => game.Id).Order(StringComparer.Ordinal).Take(20))}";

    private static bool TryMinutes(string? text, out int minutes)
    {
        minutes = MinutesByDefault;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out minutes) && minutes is >= 1 and <= LiveWindows.MinutesKept);
    }

    private static bool TryDimension(string? text, out LiveDimension dimension)
    {
        dimension = text switch
        {
            "platform" => LiveDimension.Platform,
            "country" => LiveDimension.Country,
            "app_version" => LiveDimension.AppVersion,
            _ => LiveDimension.Total,
        };
        return text is null || dimension is not LiveDimension.Total;
    }
}
