namespace Frontline.MetricAnswers;

/// <summary>Events whose sessions are not counted yet.</summary>
/// <param name="Since">When the first of them was recorded.</param>
/// <param name="Day">The reporting day of that moment.</param>
/// <param name="AreMany">Whether they are at least one in a hundred of all, as after an import.</param>
internal sealed record MissingSessions(DateTimeOffset Since, DateOnly Day, bool AreMany);
