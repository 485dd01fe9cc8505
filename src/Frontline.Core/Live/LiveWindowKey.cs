namespace Frontline.Core.Live;

/// <summary>Which number series of which window.</summary>
/// <param name="Game">The game's id.</param>
/// <param name="Kind">Minute or day.</param>
/// <param name="Start">A minute: minutes since 1970-01-01T00:00Z. A day: <see cref="DateOnly.DayNumber"/> of the local date.</param>
/// <param name="Dimension">By what it is split.</param>
/// <param name="Value">The dimension's value, <c>(none)</c> where events have none, <c>other</c> for those beyond the bound; empty for the total.</param>
public readonly record struct LiveWindowKey(string Game, LiveWindowKind Kind, long Start, LiveDimension Dimension, string Value);
