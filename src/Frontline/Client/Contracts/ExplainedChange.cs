namespace Frontline.Client.Contracts;

/// <summary>What one cause did to a metric's value.</summary>
/// <param name="Cause">recount (where a total was kept), new_events, late_events, history, replays, rates or costs.</param>
/// <param name="Value">The value with this cause and those before it; null when there is none.</param>
/// <param name="Change">By how much it changed the value; null when there was or is none.</param>
/// <param name="Events">By how much it changed the number of events the value rests on.</param>
public sealed record ExplainedChange(string Cause, decimal? Value, decimal? Change, long Events);
