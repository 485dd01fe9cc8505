using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Live;
using Frontline.Core.State;

namespace Frontline.Properties.Pipeline;

/// <summary>Derives state as the live windows do: a row applied twice, or never, shows in its sums.</summary>
internal sealed class RowCounter(IKeyedState state) : IRowObserver
{
    public void Apply(long entry, Timestamp recordedAt, IReadOnlyList<RecordedRow> rows, StateBatch changes)
    {
        foreach (var outcome in rows.GroupBy(row => row.Outcome))
        {
            byte[] key = [(byte)'x', (byte)outcome.Key];
            var before = state.Get(key) is { } value ? BitConverter.ToInt64(value) : 0;
            changes.Put(key, BitConverter.GetBytes(before + outcome.Count()));
        }
    }
}
