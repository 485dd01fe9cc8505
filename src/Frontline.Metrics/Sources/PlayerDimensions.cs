namespace Frontline.Metrics.Sources;

/// <summary>What is known of a row's player: dimensions of every source that has players.</summary>
public static class PlayerDimensions
{
    /// <summary>Before the name of an experiment: the variant its players saw.</summary>
    public const string ExperimentPrefix = "experiment.";

    private static readonly Join Players = new("p", "main.players");

    private static readonly Dictionary<string, Column> Known = new()
    {
        ["campaign"] = new("p.campaign", FieldType.Text, Players),
        ["network"] = new("p.network", FieldType.Text, Players),
        ["creative"] = new("p.creative", FieldType.Text, Players),
        ["install_day"] = new("p.install_day", FieldType.Date, Players),
        ["install_week"] = new("date_trunc('week', p.install_day)::DATE", FieldType.Date, Players),
        ["install_month"] = new("date_trunc('month', p.install_day)::DATE", FieldType.Date, Players),
        ["first_platform"] = new("p.first_platform", FieldType.Text, Players),
        ["first_country"] = new("p.first_country", FieldType.Text, Players),
        ["first_app_version"] = new("p.first_app_version", FieldType.Text, Players),
    };

    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <returns>Null when nothing is known of players under this name.</returns>
    public static Column? Find(string name, Source source)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(source);
        return !source.HasPlayers ? null
            : name == "days_since_install" ? new Column($"{source.Day} - p.install_day", FieldType.Number, Players)
            : name.StartsWith(ExperimentPrefix, StringComparison.Ordinal) && name.Length > ExperimentPrefix.Length ? Variant(name[ExperimentPrefix.Length..])
            : Known.GetValueOrDefault(name);
    }

    // A player who saw two variants belongs to neither.
    private static Column Variant(string experiment)
    {
        var alias = "x_" + string.Concat(experiment.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"_{(int)c:x}_"));
        return new Column($"{alias}.variant", FieldType.Text, new Join(
            alias,
            $"(SELECT player_key, CASE WHEN count(DISTINCT variant) = 1 THEN min(variant) ELSE 'several' END AS variant FROM main.experiment_exposures WHERE experiment = {Compiling.SqlText.Literal(experiment)} GROUP BY player_key)"));
    }
}
