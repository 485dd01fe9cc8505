namespace Frontline.Pipeline.Keyed;

/// <summary>Which event of an import: a row of the content and the event's number within it.</summary>
internal readonly record struct ImportedAt(long Row, int Number) : IComparable<ImportedAt>
{
    public int CompareTo(ImportedAt other) => Row != other.Row ? Row.CompareTo(other.Row) : Number.CompareTo(other.Number);

    /// <summary>Whether this is the next event of the same row. Of the first event of the next row nothing can be said: how many events a row makes is the mapping's affair.</summary>
    public bool Follows(ImportedAt other) => Row == other.Row && Number == other.Number + 1;
}
