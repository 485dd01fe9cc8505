using Apache.Arrow;
using Frontline.Metrics.Funnels;

namespace Frontline.MetricAnswers;

/// <summary>The rows of a statement of <see cref="FunnelCompiler"/> as the warehouse gives them.</summary>
internal static class FunnelRows
{
    public static void AddTo(FunnelEvents events, RecordBatch rows)
    {
        // By place, as finding a column by its name takes longer than to read a batch's.
        var players = Column<Int64Array>(0).Values;
        var micros = Column<Int64Array>(1).Values;
        var places = Column<Int64Array>(2).Values;
        var steps = Column<Int32Array>(3).Values;
        var dimensions = rows.ColumnCount == 4 ? null : Column<StringArray>(4);
        for (var row = 0; row < rows.Length; row++)
        {
            events.Add(players[row], micros[row], places[row], steps[row], dimensions?.GetString(row));
        }

        T Column<T>(int place) => rows.Column(place) is T column ? column : throw new InvalidOperationException($"Column {place} of a funnel's rows is a {rows.Column(place).GetType().Name}.");
    }
}
