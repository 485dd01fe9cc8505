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

    /// <summary>Every error in these options, a sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Between(ValuesPerDimensionMax, 1, 4_000, nameof(ValuesPerDimensionMax));
        Between(PlayersInMemoryMax, 1, int.MaxValue, nameof(PlayersInMemoryMax));
        Between(WindowsInMemoryMax, 1, int.MaxValue, nameof(WindowsInMemoryMax));
        Between(FollowersMax, 1, int.MaxValue, nameof(FollowersMax));
        return errors;

        void Between(int value, int least, int most, string name)
        {
            if (value < least || value > most)
                errors.Add($"{name} is {value} and must be between {least} and {most}.");
        }
    }
}
