namespace Frontline.Core.Events;

/// <summary>Flags of events that are no player's: those of test devices and bots. Live windows and metrics leave them out as they do rows of dev keys; the models' SQL names the same two.</summary>
public static class TestFlags
{
    /// <summary>Whether one of an event's flags is among them.</summary>
    public static bool Any(IReadOnlyList<string> flags)
    {
        ArgumentNullException.ThrowIfNull(flags);
        foreach (var flag in flags)
        {
            if (flag is "bot" or "test_device") return true;
        }

        return false;
    }
}
