using Frontline.Core.Events;

namespace Frontline.Lake.Rows;

/// <summary>The outcomes for which a column is filled; bits are 1 &lt;&lt; <see cref="Outcome"/>.</summary>
[Flags]
internal enum RowKinds
{
    Events = 1 << Outcome.Event,
    Rejects = 1 << Outcome.Reject,
    Duplicates = 1 << Outcome.Duplicate,
    All = Events | Rejects | Duplicates,
}
