using Frontline.Core.Road;
using Frontline.Core.State;

namespace Frontline.Pipeline.Keyed;

/// <summary>The receipts that were recorded, by log: ranges of complete batches, and the batches of which only a part has come. All in memory, since batches come whole and in order but for redeliveries.</summary>
internal sealed class ReceiptSet
{
    private readonly Dictionary<string, LongRanges> complete = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Log, long Position), PartialReceipt> partial = [];

    /// <summary>Partial batches that have a key in the state.</summary>
    private readonly HashSet<(string Log, long Position)> written = [];
    private readonly HashSet<string> changedLogs = new(StringComparer.Ordinal);
    private readonly HashSet<(string Log, long Position)> changedPartials = [];

    public ReceiptSet(IKeyedState state)
    {
        foreach (var (key, value) in state.Scan(StateKeys.Receipts))
        {
            var (log, position) = StateKeys.ReadReceipt(key);
            if (position is null)
            {
                complete[log] = LongRanges.Read(value);
            }
            else
            {
                partial[(log, position.Value)] = PartialReceipt.Read(value);
                written.Add((log, position.Value));
            }
        }
    }

    /// <summary>Gaps and unfinished batches that are remembered apart; 0 or 1 when all came whole and in order.</summary>
    public int Fragments => partial.Count + complete.Values.Sum(ranges => Math.Max(0, ranges.Count - 1));

    /// <summary>Whether any event of a batch was recorded.</summary>
    public bool Knows(string log, long position) => (complete.TryGetValue(log, out var ranges) && ranges.Contains(position)) || partial.ContainsKey((log, position));

    public bool Contains(Receipt receipt) =>
        (complete.TryGetValue(receipt.Log, out var ranges) && ranges.Contains(receipt.Position))
        || (partial.Count > 0 && partial.TryGetValue((receipt.Log, receipt.Position), out var batch) && batch.Contains(receipt.Index));

    /// <summary>Adds a receipt that is not contained.</summary>
    public void Add(Receipt receipt)
    {
        var key = (receipt.Log, receipt.Position);
        if (receipt.Count > 1)
        {
            if (!partial.TryGetValue(key, out var batch))
            {
                partial[key] = batch = new PartialReceipt(receipt.Count);
            }

            batch.Add(receipt.Index);
            changedPartials.Add(key);
            if (!batch.IsComplete)
            {
                return;
            }

            partial.Remove(key);
        }

        if (!complete.TryGetValue(receipt.Log, out var ranges))
        {
            complete[receipt.Log] = ranges = new LongRanges();
        }

        ranges.Add(receipt.Position);
        changedLogs.Add(receipt.Log);
    }

    /// <summary>Writes what has changed since the last call. A batch that came whole within the entry leaves no key of its own.</summary>
    public void WriteChanges(List<StateChange> changes)
    {
        foreach (var log in changedLogs)
        {
            changes.Add(new StateChange(StateChangeKind.Put, StateKeys.ReceiptRanges(log), complete[log].ToBytes()));
        }

        foreach (var key in changedPartials)
        {
            if (partial.TryGetValue(key, out var batch))
            {
                written.Add(key);
                changes.Add(new StateChange(StateChangeKind.Put, StateKeys.PartialReceipt(key.Log, key.Position), batch.ToBytes()));
            }
            else if (written.Remove(key))
            {
                changes.Add(new StateChange(StateChangeKind.Delete, StateKeys.PartialReceipt(key.Log, key.Position), []));
            }
        }

        changedLogs.Clear();
        changedPartials.Clear();
    }
}
