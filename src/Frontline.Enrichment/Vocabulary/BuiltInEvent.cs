namespace Frontline.Enrichment.Vocabulary;

/// <summary>An event that the platform knows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Required">Props without which it says nothing.</param>
/// <param name="Optional">Props that have a column when sent.</param>
internal sealed record BuiltInEvent(string Name, FieldDefinition[] Required, FieldDefinition[] Optional)
{
    /// <summary>Whether its currency is one that people pay in, rather than one of the game's own.</summary>
    public bool IsMoney { get; init; }

    /// <summary>Whether it may make its player active or installed.</summary>
    public bool IsPlayerMade { get; init; } = true;

    /// <summary>Its props: required, optional, and the level, which any event may carry.</summary>
    public FieldTable Props { get; } = new([.. Required.Concat(Optional).Append(Fields.Level).Distinct()]);

    /// <summary>Whether a value that does not fit this prop rejects the event. A level that is none of this event's own fields is free to be anything.</summary>
    public bool IsStrict(FieldDefinition field) => field != Fields.Level || Required.Contains(field);
}
