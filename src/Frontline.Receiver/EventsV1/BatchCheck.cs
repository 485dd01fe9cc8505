namespace Frontline.Receiver.EventsV1;

/// <summary>What one pass over a body found: a number of events, or why it is refused.</summary>
/// <param name="EventCount">Events in the body; 0 when refused.</param>
/// <param name="Start">Where the text begins: after a byte order mark.</param>
/// <param name="UnknownFieldCount">Top-level fields the Receiver does not know. They travel on in the body.</param>
/// <param name="Refusal">Null when the body is well-formed and within its bounds.</param>
public readonly record struct BatchCheck(int EventCount, int Start, int UnknownFieldCount, Refusal? Refusal)
{
    public static BatchCheck Refused(Refusal refusal) => new(0, 0, 0, refusal);
}
