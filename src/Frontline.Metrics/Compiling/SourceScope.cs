using Frontline.Core;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Compiling;

/// <summary>A source and the names that mean something on its rows: its fields, free props, and what is known of the rows' players. Collects the joins that were needed.</summary>
internal sealed class SourceScope
{
    private readonly List<Join> joins = [];

    private SourceScope(Source source) => Source = source;

    public Source Source { get; }

    /// <summary>The joins that were needed so far, as they stand behind FROM.</summary>
    public string Joins => string.Concat(joins.Select(join => $"\n  LEFT JOIN {join.Relation} AS {join.Alias} ON {join.Alias}.player_key = s.player_key"));

    /// <summary>Takes the aggregated source where it has all names, else its detailed one.</summary>
    public static SourceScope For(Source source, IEnumerable<string> names) =>
        new(source.Detailed is { } detailed && names.Any(name => Find(source, name) is null) ? detailed : source);

    /// <exception cref="ExpressionException">The name means nothing on the source's rows; says which one is near.</exception>
    public Column Resolve(string name, int position)
    {
        var column = Find(Source, name) ?? throw new ExpressionException($"{Source.Name} has no '{name}'.{NearestName.Hint(name, Known(Source))}", position);
        if (column.Join is { } join && !joins.Contains(join))
        {
            joins.Add(join);
        }

        return column;
    }

    /// <summary>All names but free props and experiments.</summary>
    public static IReadOnlyCollection<string> Known(Source source) =>
        [.. source.Fields.Keys.Concat((source.Detailed ?? source).Fields.Keys).Concat(source.HasPlayers ? PlayerDimensions.Names.Append("days_since_install") : []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static Column? Find(Source source, string name) =>
        source.Fields.TryGetValue(name, out var field) ? field
        : source.HasProps && name.StartsWith(MetricSources.PropsPrefix, StringComparison.Ordinal) && name[MetricSources.PropsPrefix.Length..].Split('.') is var path && path.All(key => key.Length > 0) ? new Column(PropOf(path), FieldType.Json)
        : PlayerDimensions.Find(name, source);

    /// <summary>A free prop of the row <c>s</c>. It may have points in its name, or be an object that has the rest.</summary>
    public static string PropOf(string[] path)
    {
        var whole = $"s.props->>{SqlText.Literal(string.Join('.', path))}";
        return path.Length == 1 ? whole : $"coalesce({whole}, s.props->>{SqlText.Literal("$" + string.Concat(path.Select(key => $".\"{key}\"")))})";
    }
}
