using Frontline.Core.State;
using Frontline.Pipeline.Keyed;
using Frontline.Pipeline.Recording;

namespace Frontline.Pipeline.Recovery;

/// <summary>The keyed state at the chain's end, the view to decide by, and the one who commits to it.</summary>
internal sealed record RecoveredState(IKeyedState State, RecordedState View, StateCommitter Committer);
