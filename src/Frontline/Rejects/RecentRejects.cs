using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Live;
using Frontline.Core.State;

namespace Frontline.Rejects;

/// <summary>
/// The newest rejects in memory, as soon as they are recorded and before they are in the warehouse: what <c>frontline rejects tail</c> follows. Bounded by their number
/// and their bytes; older ones are in the view <c>rejects</c>. Thread-safe.
/// </summary>
internal sealed class RecentRejects(string feed)
{
    public const int CountMax = 1_000;

    private const long BytesMax = 8 << 20;

    private readonly Lock gate = new();
    private readonly Queue<RecentReject> kept = [];
    private long bytes;
    private long next;

    /// <summary>What a Recorder's observer is wrapped in, so that its rejects come here.</summary>
    public IRowObserver Behind(IRowObserver observer) => new Observer(observer, this);

    /// <summary>Rejects after a place in the feed.</summary>
    /// <param name="of">The feed that <paramref name="after"/> belongs to; another one, or null, begins with the oldest that is kept.</param>
    /// <param name="after">The <see cref="RejectsPage.Next"/> of the page before; null for only what comes from now on.</param>
    /// <param name="game">This game's only; null for all.</param>
    public RejectsPage<RecentReject> Read(string? of, long? after, string? game)
    {
        lock (gate)
        {
            var oldest = next - kept.Count;
            var from = of is not null && of != feed ? oldest : Math.Min(after ?? next, next);
            var missed = Math.Max(0, oldest - from);
            return new RejectsPage<RecentReject>(feed, next, missed, [.. kept.Skip((int)Math.Max(0, from - oldest)).Where(reject => game is null || reject.Game == game)]);
        }
    }

    private void Add(RecentReject reject)
    {
        lock (gate)
        {
            kept.Enqueue(reject);
            bytes += Bytes(reject);
            next++;
            while (kept.Count > CountMax || (bytes > BytesMax && kept.Count > 1))
            {
                bytes -= Bytes(kept.Dequeue());
            }
        }
    }

    /// <summary>Counts rejects that are followed by more than are kept.</summary>
    private void Pass(int count)
    {
        if (count == 0)
        {
            return;
        }

        lock (gate)
        {
            kept.Clear();
            (bytes, next) = (0, next + count);
        }
    }

    private static long Bytes(RecentReject reject) => 2L * (reject.Payload.Length + (reject.Context?.Length ?? 0)) + 500;

    private sealed class Observer(IRowObserver observer, RecentRejects feed) : IRowObserver
    {
        public void Apply(long entry, Timestamp recordedAt, IReadOnlyList<RecordedRow> rows, StateBatch changes)
        {
            observer.Apply(entry, recordedAt, rows, changes);

            // Of a flood only those are made that are kept.
            var passed = Math.Max(0, rows.Count(row => row.Outcome == Outcome.Reject) - CountMax);
            feed.Pass(passed);
            foreach (var row in rows.Where(row => row.Outcome == Outcome.Reject).Skip(passed))
            {
                feed.Add(RecentReject.Of(row, row.Reject!));
            }
        }
    }
}
