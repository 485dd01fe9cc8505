namespace Frontline.SampleGame.Players;

/// <summary>One event as it truly happened; how it is written, and with which clock, is for the sender.</summary>
public struct GameEvent
{
    /// <summary>When, by a true clock, in milliseconds since 1970.</summary>
    public long Millis { get; init; }

    /// <summary>Millionths of a currency, of money.</summary>
    public long Amount { get; init; }

    /// <summary>Of purchases and refunds.</summary>
    public ulong Transaction { get; init; }

    /// <summary>The number of the draw in the player's life; the event id follows from it.</summary>
    public int Ordinal { get; init; }

    /// <summary>Index of the session; −1 for events of servers.</summary>
    public int Session { get; init; }

    public int Level { get; init; }

    /// <summary>Attempt, seconds, step, product, variant …, by kind.</summary>
    public int Number { get; init; }

    public int Second { get; init; }

    public EventKind Kind { get; init; }

    /// <summary>The same event a second time, with the same id.</summary>
    public bool IsCopy { get; init; }
}
