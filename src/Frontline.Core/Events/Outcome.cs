namespace Frontline.Core.Events;

/// <summary>What became of a received event. The values are those of the lake's <c>outcome</c> column.</summary>
public enum Outcome
{
    Event = 0,
    Reject = 1,
    Duplicate = 2,
}
