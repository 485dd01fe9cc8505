using Frontline.Core.Events;

namespace Frontline.Core.Road;

/// <summary>The rejects that a batch of replays was made of; all are of one received batch, whose received time, kind of key and context the batch has.</summary>
/// <param name="Log">The log of that batch.</param>
/// <param name="Position">Its position.</param>
/// <param name="Indexes">For each event of the batch in order, the index it had in that batch.</param>
/// <param name="Numbers">For each event, what tells it from equal events of that batch where it has no id: docs/specs/lake.md, "Identity". 0 or more.</param>
public sealed record ReplayedRejects(string Log, long Position, IReadOnlyList<int> Indexes, IReadOnlyList<int> Numbers)
{
    /// <summary>The reject that an event of the batch was.</summary>
    public RejectId IdOf(int index) => new(Log, Position, Indexes[index]);
}
