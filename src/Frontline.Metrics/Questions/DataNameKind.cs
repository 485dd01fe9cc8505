namespace Frontline.Metrics.Questions;

/// <summary>What a name that stands in a game's data is the name of.</summary>
public enum DataNameKind
{
    Event,

    /// <summary>A free prop; points in the name lead into objects.</summary>
    Prop,
    Experiment,
}
