using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>The cells in which a player's last event of a kind of window was counted: the next one mostly meets the same.</summary>
internal sealed class Spot
{
    private DimensionValues values;
    private Cell platform = null!;
    private Cell country = null!;
    private Cell appVersion = null!;

    public Window? Window { get; private set; }

    /// <summary>What is known of the player's being active in the window, null when not yet looked up.</summary>
    public SeenPlayer? Seen { get; set; }

    /// <summary>Whether the player is counted as active in all of the cells.</summary>
    public bool IsActive { get; set; }

    public bool Is(GameBook game, long start) => Window is { IsForgotten: false } window && window.Start == start && ReferenceEquals(window.Game, game);

    public void MoveTo(Window window)
    {
        Window = window;
        Seen = null;
        Find(window, default);
    }

    /// <summary>Finds the cells of an event's values in the window.</summary>
    public void Place(in DimensionValues eventValues)
    {
        if (values != eventValues)
        {
            Find(Window!, eventValues);
        }
    }

    public Cell this[int index] => index switch
    {
        0 => Window!.Total,
        1 => platform,
        2 => country,
        _ => appVersion,
    };

    private void Find(Window window, in DimensionValues eventValues)
    {
        values = eventValues;
        IsActive = false;
        if (eventValues != default)
        {
            platform = window.Find(LiveDimension.Platform, eventValues.Platform);
            country = window.Find(LiveDimension.Country, eventValues.Country);
            appVersion = window.Find(LiveDimension.AppVersion, eventValues.AppVersion);
        }
    }
}
