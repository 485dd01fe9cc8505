namespace Frontline.Pipeline.Keyed;

/// <summary>Which event of an import: a row of the content and the event's number within it.</summary>
internal readonly record struct ImportedAt(long Row, int Number) : IComparable<ImportedAt>
{
    public int CompareTo(ImportedAt other) => Row != other.Row ? Row.CompareTo(other.Row) : Number.CompareTo(other.Number);

    /// <summary>Whether this must be the next event after another whatever the mapping: nothing can lie between them.</summary>
    public bool Follows(ImportedAt other) => (Row == other.Row && Number == other.Number + 1) || (Row == other.Row + 1 && Number == 0);
}
