namespace Frontline.Live;

/// <summary>Bounds of the live windows. docs/specs/live.md, "Bounds", says what hitting each looks like and what memory follows from them.</summary>
public sealed record LiveOptions
{
    /// <summary>Values of one dimension that a window keeps apart, 1 to 4,000; later ones are counted under <c>other</c>.</summary>
    public int ValuesPerDimensionMax { get; init; } = 200;

    /// <summary>Players whose sessions are kept in memory between entries, at least 1; others are read from the keyed state when they come back.</summary>
    public int PlayersInMemoryMax { get; init; } = 100_000;

    /// <summary>Windows that the writer keeps in memory between entries, at least 1; others are read from the keyed state when a late event meets them.</summary>
    public int WindowsInMemoryMax { get; init; } = 512;

    /// <summary>Clients that may follow <c>/api/live</c> as server-sent events at once, at least 1; one more is answered 503.</summary>
    public int FollowersMax { get; init; } = 100;

    /// <summary>What is wrong with these options, a sentence each; empty when nothing is.</summary>
    public IEnumerable<string> Validate()
    {
        if (ValuesPerDimensionMax is < 1 or > 4_000)
        {
            yield return $"{nameof(ValuesPerDimensionMax)} must be 1 to 4000, and is {ValuesPerDimensionMax}.";
        }

        if (PlayersInMemoryMax < 1)
        {
            yield return $"{nameof(PlayersInMemoryMax)} must be at least 1, and is {PlayersInMemoryMax}.";
        }

        if (WindowsInMemoryMax < 1)
        {
            yield return $"{nameof(WindowsInMemoryMax)} must be at least 1, and is {WindowsInMemoryMax}.";
        }

        if (FollowersMax < 1)
        {
            yield return $"{nameof(FollowersMax)} must be at least 1, and is {FollowersMax}.";
        }
    }
}
