using Frontline.Core;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Questions;

/// <summary>A name that only a game's data knows: whether it is one cannot be told from definitions.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Name">The name, of props without <c>props.</c> before it.</param>
/// <param name="Position">The character at which it stands in its expression, from 1; 0 where there is none.</param>
public sealed record DataName(DataNameKind Kind, string Name, int Position = 0)
{
    /// <summary>Those in an expression: free props and experiments by name, and what an event's or an experiment's name is compared with.</summary>
    public static IEnumerable<DataName> In(Expression? expression) => expression is null ? [] : expression.SelfAndParts().SelectMany(part => part switch
    {
        NameExpression name => Of(name.Name, name.Position) is { } found ? [found] : [],
        BinaryExpression { Operator: BinaryOperator.Equal, Left: NameExpression { Name: var field }, Right: LiteralExpression value } => Compared(field, [value]),
        BinaryExpression { Operator: BinaryOperator.Equal, Left: LiteralExpression value, Right: NameExpression { Name: var field } } => Compared(field, [value]),
        InExpression { Operand: NameExpression { Name: var field }, Values: var values } => Compared(field, values),
        _ => [],
    });

    /// <summary>Those in what a definition counts; not those of metrics that it leans on.</summary>
    public static IEnumerable<DataName> In(MetricFormula formula) => formula switch
    {
        AggregateFormula aggregate => In(aggregate.Where).Concat(In(aggregate.Measure.Value)),
        CohortFormula cohort => In(cohort.Where).Concat(In(cohort.Measure.Value)),
        _ => [],
    };

    /// <summary>The one that a dimension or a field is about; null where it is about none.</summary>
    public static DataName? Of(string name, int position = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith(MetricSources.PropsPrefix, StringComparison.Ordinal) ? new DataName(DataNameKind.Prop, name[MetricSources.PropsPrefix.Length..], position)
            : name.StartsWith(PlayerDimensions.ExperimentPrefix, StringComparison.Ordinal) ? new DataName(DataNameKind.Experiment, name[PlayerDimensions.ExperimentPrefix.Length..], position)
            : null;
    }

    /// <summary>A sentence for whom it is unknown to, with the nearest of the names that are known.</summary>
    public string Unknown(IReadOnlyCollection<string> known)
    {
        var sentence = Kind switch
        {
            DataNameKind.Event => $"No event '{Name}' has come in yet.",
            DataNameKind.Prop => $"No event has come in yet with a prop '{Name}'.",
            _ => $"Nobody has seen a variant of an experiment '{Name}' yet.",
        };
        return $"{sentence}{NearestName.Hint(Name, known)}{(Position > 0 ? $" (character {Position})" : "")}";
    }

    private static IEnumerable<DataName> Compared(string field, IEnumerable<LiteralExpression> values)
    {
        DataNameKind? kind = field switch { "name" => DataNameKind.Event, "experiment" => DataNameKind.Experiment, _ => null };
        return kind is null ? [] : values.Where(value => value.Value is string).Select(value => new DataName(kind.Value, (string)value.Value!, value.Position));
    }
}
