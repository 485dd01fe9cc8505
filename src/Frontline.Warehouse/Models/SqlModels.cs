using System.Globalization;

namespace Frontline.Warehouse.Models;

/// <summary>The models of this program, in the order in which they are created and in which their deltas run.</summary>
public static class SqlModels
{
    /// <summary>Schemas, settings and expressions that all models lean on.</summary>
    public static SqlModel Base { get; } = Read("_schema");

    /// <summary>Not a table: the recount of kept live windows.</summary>
    public static SqlModel LiveCheck { get; } = Read("live_check");

    public static IReadOnlyList<SqlModel> All { get; } =
    [
        Read("events"),
        Read("rejects"),
        Read("batch_days"),
        Read("players"),
        Read("player_days"),
        Read("player_activity"),
        Read("player_day_revenue"),
        Read("purchases"),
        Read("refunds"),
        Read("level_attempts"),
        Read("experiment_exposures"),
        Read("sessions"),
        Read("coverage"),
        Read("ledger"),
        Read("loads"),
        Read("books"),
        Read("rates"),
        Read("rate_days"),
        Read("costs"),
        Read("cost_versions"),
        Read("metric_totals"),
    ];

    /// <summary>The model of a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static SqlModel Of(string name) => All.Single(model => model.Name == name);

    /// <summary>Names what the rows of a warehouse were made with. A warehouse with another fingerprint is rebuilt.</summary>
    public static string Fingerprint { get; } =
        string.Join(',', All.Prepend(Base).Select(model => string.Create(CultureInfo.InvariantCulture, $"{model.Name}:{model.Version}")));

    private static SqlModel Read(string name)
    {
        var resource = $"{typeof(SqlModels).Namespace}.{name}.sql";
        using var stream = typeof(SqlModels).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return SqlModel.Parse(name, reader.ReadToEnd());
    }
}
