namespace Frontline.Metrics.Questions;

/// <summary>The periods an answer is cut into.</summary>
public enum Granularity
{
    Day,

    /// <summary>From Monday to Sunday (ISO 8601).</summary>
    Week,
    Month,

    /// <summary>All of the days asked for in one.</summary>
    Total,
}
