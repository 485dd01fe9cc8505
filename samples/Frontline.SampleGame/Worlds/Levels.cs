namespace Frontline.SampleGame.Worlds;

/// <summary>The 120 levels. A level is passed with a probability that sinks slowly along the way; a few are much harder than their neighbours.</summary>
public static class Levels
{
    public const int Count = 120;

    /// <summary>Whoever fails here this often in a row may give the game up for good.</summary>
    public const int FailsToDespair = 9;

    public const double DespairChance = 0.10;

    /// <summary>The hard levels.</summary>
    public static IReadOnlyList<int> Hard { get; } = [15, 28, 47, 65, 83, 104];

    private static readonly double[] Pass = [.. Enumerable.Range(0, Count + 1).Select(level => Hard.Contains(level) ? 0.16 : 0.82 - (0.0025 * level))];

    /// <summary>The chance of a player of mean skill to pass an attempt.</summary>
    public static double PassChance(int level) => Pass[level];
}
