using Frontline.Core;

namespace Frontline.Demo;

/// <summary>Some consecutive events of a session, sent together at <paramref name="DueAt"/> as a device would: when it has ten, or when nothing came for a while.</summary>
/// <param name="Session">The session.</param>
/// <param name="First">Index of the first event, inclusive.</param>
/// <param name="End">Index after the last event.</param>
/// <param name="DueAt">When the device sends.</param>
internal readonly record struct DemoDelivery(SmallGameSession Session, int First, int End, Timestamp DueAt)
{
    private const int MostEvents = 10;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>Cuts sessions into deliveries, in the order they are due.</summary>
    public static IReadOnlyList<DemoDelivery> Cut(IEnumerable<SmallGameSession> sessions)
    {
        var deliveries = new List<DemoDelivery>();
        foreach (var session in sessions)
        {
            var first = 0;
            for (var i = 1; i <= session.Events.Count; i++)
            {
                if (i == session.Events.Count || i - first == MostEvents || session.Events[i].Time - session.Events[first].Time > LongestWait)
                {
                    deliveries.Add(new DemoDelivery(session, first, i, session.Events[i - 1].Time));
                    first = i;
                }
            }
        }

        deliveries.Sort((left, right) => left.DueAt.CompareTo(right.DueAt));
        return deliveries;
    }
}
