namespace Frontline.Core.Live;

/// <summary>How long a live window is. The values are part of the keyed state's layout.</summary>
public enum LiveWindowKind
{
    /// <summary>A minute of UTC, kept for 48 hours.</summary>
    Minute = 0,

    /// <summary>A calendar day in the game's time zone; today and yesterday are kept.</summary>
    Day = 1,
}
