using Frontline.Core;

namespace Frontline.Lake.Auditing;

/// <summary>A batch that is still in the Inbox, as the Receiver accepted it.</summary>
/// <param name="Log">The log's id.</param>
/// <param name="Position">Its record number in that log.</param>
/// <param name="Game">The game's id.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
/// <param name="EventCount">Its number of events.</param>
public readonly record struct InboxBatch(string Log, long Position, string Game, Timestamp ReceivedAt, int EventCount);
