namespace Frontline.Metrics.Questions;

/// <summary>What metrics need to know of a game.</summary>
/// <param name="Game">Its id.</param>
/// <param name="Currency">The currency to report money in.</param>
/// <param name="StoreShare">The part of purchases that stores keep, 0 to 1.</param>
/// <param name="AttemptsByStarts">Whether attempts at levels are counted by their starts instead of their ends.</param>
public sealed record GameTerms(string Game, string Currency, decimal StoreShare, bool AttemptsByStarts)
{
    /// <summary>Names that formulas may use beside metrics, with their values for this game.</summary>
    public IReadOnlyDictionary<string, decimal> Constants { get; } = new Dictionary<string, decimal>
    {
        ["store_share"] = StoreShare,
        ["attempts_by_starts"] = AttemptsByStarts ? 1 : 0,
    };

    /// <summary>The names of <see cref="Constants"/>, which no metric may have.</summary>
    public static IReadOnlyCollection<string> ConstantNames { get; } = [.. new GameTerms("", "", 0, false).Constants.Keys];
}
