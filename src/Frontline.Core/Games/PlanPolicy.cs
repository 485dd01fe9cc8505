namespace Frontline.Core.Games;

/// <summary>How strict a game's tracking plan is with what it does not know.</summary>
/// <param name="UnplannedEvents">For events whose names have no schema and are none of the built-in ones.</param>
/// <param name="UnplannedProperties">For props that the event's schema does not name.</param>
public sealed record PlanPolicy(UnplannedPolicy UnplannedEvents = UnplannedPolicy.Flag, UnplannedPolicy UnplannedProperties = UnplannedPolicy.Flag);
