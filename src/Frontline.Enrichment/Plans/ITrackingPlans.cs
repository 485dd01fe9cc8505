namespace Frontline.Enrichment.Plans;

/// <summary>The tracking plans in force. Thread-safe and cheap: asked once per batch.</summary>
public interface ITrackingPlans
{
    /// <summary>The game's plan, or null where it has none. The same instance until the plan changes, then another.</summary>
    TrackingPlan? Find(string game);
}
