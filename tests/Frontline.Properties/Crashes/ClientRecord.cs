using Frontline.Core;
using Frontline.Core.Events;

namespace Frontline.Properties.Crashes;

/// <summary>What the client knows: what it sent, when, and what was acknowledged. Rows are checked against it.</summary>
internal sealed class ClientRecord(Random random)
{
    private readonly List<SentBatch> batches = [];
    private readonly Dictionary<Timestamp, SentBatch> attempts = [];
    private readonly Dictionary<long, Timestamp> receipts = [];
    private Timestamp latest;

    public int Attempts => attempts.Count;

    public bool HasUnacknowledged => batches.Exists(batch => !batch.IsAcknowledged);

    /// <summary>What to send next: what was not acknowledged, now and then something again that was, else something new.</summary>
    public IReadOnlyList<SentBatch> Next(int most, bool mayBeNew, Timestamp now)
    {
        var next = batches.Where(batch => !batch.IsAcknowledged).Take(most).ToList();
        while (mayBeNew && next.Count < most)
        {
            if (batches.Count > 0 && random.Next(6) == 0 && batches[^random.Next(1, Math.Min(20, batches.Count) + 1)] is var again && !next.Contains(again))
            {
                next.Add(again);
                continue;
            }

            var batch = new SentBatch(batches.Count, random, now);
            batches.Add(batch);
            next.Add(batch);
        }

        return next;
    }

    /// <summary>Every attempt has a time of its own, by which its rows are told from those of the others.</summary>
    public Timestamp Attempt(SentBatch batch, Timestamp now)
    {
        latest = now > latest ? now : new Timestamp(latest.UnixMicros + 1);
        attempts.Add(latest, batch);
        return latest;
    }

    /// <summary>Returns what is wrong with a receipt, or null.</summary>
    public string? Acknowledge(long position, Timestamp attempt)
    {
        attempts[attempt].IsAcknowledged = true;
        return receipts.TryAdd(position, attempt) ? null : $"position {position} was given to two batches";
    }

    /// <summary>What is wrong with the rows of a lake that has recorded everything, or null.</summary>
    public string? Wrong(IReadOnlyCollection<RecordedRow> rows)
    {
        var found = new Dictionary<long, (Timestamp Attempt, HashSet<int> Indices)>();
        var recorded = new HashSet<(int Batch, int Index)>();
        foreach (var row in rows)
        {
            if (!attempts.TryGetValue(row.ReceivedAt, out var batch))
            {
                return $"{row.Receipt} was received at {row.ReceivedAt}, when nothing was sent";
            }

            if (!found.TryGetValue(row.Receipt.Position, out var receipt))
            {
                found.Add(row.Receipt.Position, receipt = (row.ReceivedAt, []));
            }

            if (WrongRow(row, batch) is { } wrong)
            {
                return wrong;
            }

            if (receipt.Attempt != row.ReceivedAt || !receipt.Indices.Add(row.Receipt.Index))
            {
                return $"{row.Receipt} is there twice";
            }

            if (row.Outcome == Outcome.Event && !recorded.Add((batch.Number, row.Receipt.Index)))
            {
                return $"event {row.Receipt.Index} of batch {batch.Number} is recorded twice, at last as {row.Receipt}";
            }
        }

        return WrongReceipts(found) ?? Missing(recorded);
    }

    private static string? WrongRow(RecordedRow row, SentBatch batch)
    {
        var index = row.Receipt.Index;
        if (row.Receipt.Count != batch.Count || index >= batch.Count)
        {
            return $"{row.Receipt} is of a batch of {batch.Count} events";
        }

        var isSame = row.Event.EventId == batch.IdOf(index) && batch.EventOf(index).Contains($"\"{row.Event.PlayerId}\"", StringComparison.Ordinal) && (row.Outcome == Outcome.Reject) == batch.IsBad(index);
        return isSame ? null : $"{row.Receipt} is a {row.Outcome} with id {row.Event.EventId}, and was sent as {batch.EventOf(index)}";
    }

    private string? WrongReceipts(Dictionary<long, (Timestamp Attempt, HashSet<int> Indices)> found)
    {
        foreach (var (position, receipt) in found)
        {
            if (receipt.Indices.Count != attempts[receipt.Attempt].Count)
            {
                return $"of position {position} only {receipt.Indices.Count} events of {attempts[receipt.Attempt].Count} are there";
            }
        }

        foreach (var (position, attempt) in receipts)
        {
            if (!found.TryGetValue(position, out var receipt) || receipt.Attempt != attempt)
            {
                return $"batch {attempts[attempt].Number} was acknowledged at position {position}, and is not there";
            }
        }

        return found.Values.GroupBy(receipt => receipt.Attempt).FirstOrDefault(group => group.Count() > 1) is { } twice ? $"what was sent at {twice.Key} has two receipts" : null;
    }

    private string? Missing(HashSet<(int Batch, int Index)> recorded)
    {
        foreach (var batch in batches.Where(batch => batch.IsAcknowledged))
        {
            for (var index = 0; index < batch.Count; index++)
            {
                if (!batch.IsBad(index) && !recorded.Contains((batch.Number, index)))
                {
                    return $"event {index} of batch {batch.Number} was acknowledged and is recorded nowhere";
                }
            }
        }

        return null;
    }
}
