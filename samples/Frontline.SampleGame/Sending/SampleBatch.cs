namespace Frontline.SampleGame.Sending;

/// <summary>The body of one <c>POST /v1/events</c>, JSON.</summary>
/// <param name="Key">The kind of key to send it with.</param>
/// <param name="Body">The bytes.</param>
/// <param name="Events">How many events are in it, malformed ones included.</param>
/// <param name="Times">How often it is sent: 2 for a batch whose answer got lost.</param>
public readonly record struct SampleBatch(SendKey Key, ReadOnlyMemory<byte> Body, int Events, int Times);
