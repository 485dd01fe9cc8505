namespace Frontline.SampleGame.Players;

internal static class EventKinds
{
    /// <summary>Whether an event of this kind is refused wherever limits hold.</summary>
    public static bool IsRefused(this EventKind kind) => kind >= EventKind.Malformed;

    /// <summary>Whether it makes its player active.</summary>
    public static bool IsPlayerMade(this EventKind kind) => kind < EventKind.Attribution;

    /// <summary>The reject's code, of a kind that is refused.</summary>
    public static string RejectCode(this in GameEvent one) => one.Kind switch
    {
        EventKind.TooLate => "too_late",
        EventKind.InFuture => "in_future",
        _ => Flaw.All[one.Number].Code,
    };
}
