using Frontline.SampleGame.Players;
using Frontline.SampleGame.Worlds;

namespace Frontline.SampleGame.Sending;

/// <summary>Cuts a life into what its device sends at once: when it has ten events, when nothing came for a while, or all of a session once it is online again.</summary>
internal static class Parcels
{
    private const int MostEvents = 10;
    private const long LongestWaitMillis = 20_000;
    private const double RetryShare = 0.006;
    private const long Retries = -2;
    private const long ServerRetries = -5;

    /// <param name="life">A life that was drawn at least until the window's end.</param>
    /// <param name="window">What is wanted.</param>
    /// <param name="parcels">Cleared, then gets the parcels in the order in which they are due, those that are sent nowhere left out.</param>
    public static void Cut(PlayerLife life, in SendWindow window, List<Parcel> parcels)
    {
        parcels.Clear();
        var retries = GameRandom.For(life.World.Options.Seed, life.Player.Number, Retries);
        foreach (var session in life.Sessions)
        {
            if (session.OnlineAtMillis != 0)
            {
                Add(life, window, parcels, isServer: false, session.First, session.End, session.OnlineAtMillis, ref retries);
                continue;
            }

            var first = session.First;
            for (var i = first + 1; i <= session.End; i++)
            {
                if (i == session.End || i - first >= MostEvents || life.Events[i].Millis - life.Events[first].Millis > LongestWaitMillis)
                {
                    Add(life, window, parcels, isServer: false, first, i, life.Events[i - 1].Millis, ref retries);
                    first = i;
                }
            }
        }

        // Draws of their own: how many sessions come before them depends on the window.
        retries = GameRandom.For(life.World.Options.Seed, life.Player.Number, ServerRetries);
        for (var i = 0; i < life.ServerEvents.Count; i++)
        {
            Add(life, window, parcels, isServer: true, i, i + 1, life.ServerEvents[i].Millis, ref retries);
        }

        SortByDue(parcels);
    }

    private static void Add(PlayerLife life, in SendWindow window, List<Parcel> parcels, bool isServer, int first, int end, long due, ref GameRandom retries)
    {
        // Drawn for every parcel, in the window or not, so that a parcel is sent as often in whichever window it falls.
        var times = retries.Chance(RetryShare) ? 2 : 1;
        if (due <= window.FromMillis || due > window.UntilMillis)
        {
            return;
        }

        var isHistory = due <= window.HistoryUntilMillis;
        if (life.Player.IsTestDevice && isHistory)
        {
            return; // Whoever exports history leaves the test devices out.
        }

        parcels.Add(new Parcel(isServer, first, end, due, times, life.Player.IsTestDevice ? SendKey.Dev : isHistory ? SendKey.History : SendKey.Production));
    }

    /// <summary>An insertion sort: stable, and nearly everything is in order already.</summary>
    private static void SortByDue(List<Parcel> parcels)
    {
        for (var i = 1; i < parcels.Count; i++)
        {
            var one = parcels[i];
            var at = i;
            while (at > 0 && parcels[at - 1].DueMillis > one.DueMillis)
            {
                parcels[at] = parcels[at - 1];
                at--;
            }

            parcels[at] = one;
        }
    }

    /// <summary>Whether an event of a parcel is sent with its key: what breaks limits is never sent where there are none.</summary>
    public static bool IsSent(in GameEvent one, SendKey key) => key != SendKey.History || one.Kind is not (EventKind.TooLate or EventKind.InFuture);
}
