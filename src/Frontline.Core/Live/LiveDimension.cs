namespace Frontline.Core.Live;

/// <summary>By what a window's numbers are split: one dimension at a time. The values are part of the keyed state's layout.</summary>
public enum LiveDimension
{
    /// <summary>Not split: the game's total, whose value is the empty string.</summary>
    Total = 0,
    Platform = 1,
    Country = 2,
    AppVersion = 3,
}
