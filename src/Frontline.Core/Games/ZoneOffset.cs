namespace Frontline.Core.Games;

/// <summary>An interval [<paramref name="Start"/>, <paramref name="End"/>) in which local time is UTC plus <paramref name="Offset"/>.</summary>
public readonly record struct ZoneOffset(Timestamp Start, Timestamp End, TimeSpan Offset);
