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
}
