using Frontline.Core;
using Frontline.Core.Events;

namespace Frontline.Pipeline.Recovery;

/// <summary>An entry with rows as replayed from the lake.</summary>
/// <param name="Number">The entry.</param>
/// <param name="Sha256">Its SHA-256, or empty when the entry has been folded away.</param>
/// <param name="RecordedAt">Its <c>recorded_at</c>; where the entry has been folded away and its rows are from before they had it, the latest time within its recorded hour that they prove.</param>
/// <param name="Rows">Its rows in processing order: by receipt and index.</param>
internal sealed record ReplayedEntry(long Number, string Sha256, Timestamp RecordedAt, IReadOnlyList<RecordedRow> Rows);
