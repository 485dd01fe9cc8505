using Apache.Arrow;
using Frontline.Metrics.Funnels;

namespace Frontline.MetricAnswers;

/// <summary>The rows of a statement of <see cref="FunnelCompiler"/> as the warehouse gives them.</summary>
internal static class FunnelRows
{
    public static void AddTo(FunnelEvents events, RecordBatch rows)
    {
        var players = Column<Int64Array>("player").Values;
        var micros = Column<Int64Array>("us").Values;
        var places = Column<Int64Array>("place").Values;
        var steps = Column<Int32Array>("steps").Values;
        var dimensions = rows.Schema.GetFieldIndex("dimension_values") < 0 ? null : Column<StringArray>("dimension_values");
        for (var row = 0; row < rows.Length; row++)
        {
            events.Add(players[row], micros[row], places[row], steps[row], dimensions?.GetString(row));
        }

        T Column<T>(string name) => rows.Column(name) is T column ? column : throw new InvalidOperationException($"{name} of a funnel's rows is a {rows.Column(name).GetType().Name}.");
    }
}
