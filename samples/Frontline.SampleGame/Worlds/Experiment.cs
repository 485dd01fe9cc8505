namespace Frontline.SampleGame.Worlds;

/// <summary>An experiment in which every player who installs takes part, half in each variant, exposed in the first session.</summary>
/// <param name="Name">The experiment.</param>
/// <param name="Control">The variant without a change.</param>
/// <param name="Treatment">The other.</param>
/// <param name="PayersMultiplier">What the treatment truly does to the share of players who pay.</param>
public sealed record Experiment(string Name, string Control, string Treatment, double PayersMultiplier)
{
    public static IReadOnlyList<Experiment> All { get; } = [new("starter_offer", "control", "offer", 1.6), new("button_colour", "blue", "green", 1.0)];
}
