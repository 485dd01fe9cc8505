namespace Frontline.Importing;

/// <summary>One event that a row may become, none or several times.</summary>
internal sealed record EventMapping
{
    /// <summary>All must hold; none means always.</summary>
    public required IReadOnlyList<RowCondition> Conditions { get; init; }

    /// <summary>How many times; null for once.</summary>
    public CountExpression? Repeat { get; init; }

    public TextTemplate? EventId { get; init; }

    /// <summary>The event's fields in the order they are written: name, player_id, time … each where the mapping has it.</summary>
    public required IReadOnlyList<FieldMapping> Fields { get; init; }

    public required IReadOnlyList<FieldMapping> Context { get; init; }

    public required IReadOnlyList<FieldMapping> Props { get; init; }

    /// <summary>Every place that reads a column.</summary>
    public IEnumerable<ColumnUse> Uses => Conditions.Select(condition => new ColumnUse(condition.Column, condition.AsksForNumber ? ValueType.Number : ValueType.Text))
        .Concat((Repeat?.Columns ?? []).Select(column => new ColumnUse(column, ValueType.Integer)))
        .Concat((EventId?.Columns ?? []).Select(column => new ColumnUse(column, ValueType.Text)))
        .Concat(Fields.Concat(Context).Concat(Props).Where(written => written.Value.Column is not null).Select(written => new ColumnUse(written.Value.Column!.Value, written.Value.Type, written.Value.Time)));
}
