namespace Frontline.Core.Events;

/// <summary>The built-in events, docs/specs/event.md.</summary>
public static class EventNames
{
    public const string SessionStart = "session_start";
    public const string SessionEnd = "session_end";
    public const string Purchase = "purchase";
    public const string Refund = "refund";
    public const string AdImpression = "ad_impression";
    public const string LevelStart = "level_start";
    public const string LevelComplete = "level_complete";
    public const string LevelFail = "level_fail";
    public const string ResourceGain = "resource_gain";
    public const string ResourceSpend = "resource_spend";
    public const string TutorialStep = "tutorial_step";
    public const string ExperimentExposure = "experiment_exposure";
    public const string Attribution = "attribution";
    public const string Error = "error";
}
