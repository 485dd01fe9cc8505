namespace Frontline.MetricAnswers;

/// <summary>From when to when a game's data reaches; nulls where there is none. See the view <c>coverage</c>.</summary>
internal sealed record DataReach(DateOnly? FirstDay, DateOnly? UntilDay, DateTimeOffset? Until);
