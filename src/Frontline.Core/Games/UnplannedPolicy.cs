namespace Frontline.Core.Games;

/// <summary>What becomes of what a tracking plan does not know.</summary>
public enum UnplannedPolicy
{
    /// <summary>It is accepted, and the event has a flag.</summary>
    Flag,

    /// <summary>The event is rejected.</summary>
    Reject,
}
