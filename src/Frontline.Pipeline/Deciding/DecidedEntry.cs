using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Pipeline.Keyed;

namespace Frontline.Pipeline.Deciding;

/// <summary>What the deciding stage hands to the committing ones: the rows and counts of one entry, and the state changes that go with it.</summary>
internal sealed class DecidedEntry
{
    /// <summary>End of the Stream range.</summary>
    public required long End { get; init; }

    /// <summary>In processing order; empty when everything was redelivered.</summary>
    public required IReadOnlyList<RecordedRow> Rows { get; init; }

    /// <summary>Events of the range as the Stream delivered them, redelivered ones included.</summary>
    public required long Events { get; init; }

    public required IReadOnlyList<LedgerCount> Counts { get; init; }

    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    public required EntryChanges Changes { get; init; }

    public required Timestamp? OldestReceived { get; init; }
}
