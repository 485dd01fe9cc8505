namespace Frontline.SampleGame.Worlds;

/// <summary>The one moment of the world: a store shows the game on its front page on one day, two thirds through the history, and the days after feel it too.</summary>
public static class StoreFeature
{
    /// <summary>Multiplies the installs of the day of the feature and of the two days after it.</summary>
    public static IReadOnlyList<double> Multipliers { get; } = [3.0, 2.0, 1.5];

    /// <summary>Featured players were curious rather than looking for such a game: their chance to come back.</summary>
    public const double Return = 0.75;

    /// <summary>Index of the day of the feature.</summary>
    public static int DayIndex(int days) => days * 2 / 3;

    /// <summary>By how much the installs of a day were multiplied, its index counted from the first day.</summary>
    public static double MultiplierOn(int index, int days) => index - DayIndex(days) is >= 0 and var since && since < Multipliers.Count ? Multipliers[since] : 1;
}
