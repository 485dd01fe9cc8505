namespace Frontline.Core.Road;

/// <summary>Which event of which accepted batch. See docs/specs/lake.md, "Receipts".</summary>
/// <param name="Log">The log's id, 12 hex digits.</param>
/// <param name="Position">The dense record number of the batch in that log.</param>
/// <param name="Index">The event's index in the batch, 0 to <paramref name="Count"/> − 1.</param>
/// <param name="Count">The number of events in the batch.</param>
public readonly record struct Receipt(string Log, long Position, int Index, int Count)
{
    public override string ToString() => $"{Log}-{Position}-{Index}";
}
