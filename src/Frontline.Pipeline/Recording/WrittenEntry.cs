using Frontline.Core.Events;
using Frontline.Lake.Chain;
using Frontline.Pipeline.Keyed;
using Frontline.Pipeline.Sealing;

namespace Frontline.Pipeline.Recording;

/// <summary>What the writing stage hands to the appending one: an entry whose files are durable.</summary>
/// <param name="Number">The number its rows carry, and that the entry must get.</param>
/// <param name="Draft">The entry.</param>
/// <param name="Rows">In processing order; empty for a seal.</param>
/// <param name="Changes">The state changes of a commit; null for a seal.</param>
/// <param name="Events">Events of the range as the Stream delivered them.</param>
/// <param name="Seal">Set for a seal.</param>
internal sealed record WrittenEntry(long Number, EntryDraft Draft, IReadOnlyList<RecordedRow> Rows, EntryChanges? Changes, long Events, FinishedSeal? Seal);
