using Frontline.SampleGame.Players;
using Frontline.SampleGame.Worlds;

namespace Frontline.SampleGame.Sending;

/// <summary>Makes batches of what a player's device has to send: neighbouring parcels travel together, as from a queue that is emptied.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class BatchWriter
{
    /// <summary>Events in a batch at most.</summary>
    public const int EventsMax = 1_000;

    private readonly EventText events;
    private readonly Utf8Text text = new(256 * 1024);
    private readonly List<Parcel> parcels = [];
    private readonly PlayerLife life;
    private int count;
    private int version;

    /// <param name="life">Where to draw lives from; its lists are used.</param>
    public BatchWriter(PlayerLife life)
    {
        ArgumentNullException.ThrowIfNull(life);
        this.life = life;
        events = new EventText(life.World);
    }

    /// <summary>Draws a player's life and writes what it sends within a window.</summary>
    /// <param name="number">The player.</param>
    /// <param name="window">What is to be sent.</param>
    /// <param name="nowMillis">The true time of the sending, in milliseconds since 1970.</param>
    /// <param name="batches">Gets the batches, in the order in which they must be sent.</param>
    public void Write(long number, in SendWindow window, long nowMillis, ICollection<SampleBatch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        life.Draw(number, window.UntilMillis);
        Parcels.Cut(life, window, parcels);
        WriteParcels(nowMillis, batches);
    }

    /// <summary>Draws a player's life and lists the moments within a window at which it sends something.</summary>
    /// <param name="number">The player.</param>
    /// <param name="window">Which moments are wanted.</param>
    /// <param name="due">Gets them, in order, in milliseconds since 1970.</param>
    public void ListDue(long number, in SendWindow window, ICollection<long> due)
    {
        ArgumentNullException.ThrowIfNull(due);
        life.Draw(number, window.UntilMillis);
        Parcels.Cut(life, window, parcels);
        foreach (var parcel in parcels)
        {
            due.Add(parcel.DueMillis);
        }
    }

    private void WriteParcels(long nowMillis, ICollection<SampleBatch> batches)
    {
        events.Begin(life.Player);
        for (var i = 0; i < parcels.Count; i++)
        {
            var parcel = parcels[i];
            if (count > 0 && (!TravelTogether(parcels[i - 1], parcel) || count + parcel.End - parcel.First > EventsMax))
            {
                Close(batches, parcels[i - 1]);
            }

            for (var at = parcel.First; at < parcel.End; at++)
            {
                var one = parcel.IsServer ? life.ServerEvents[at] : life.Events[at];
                if (Parcels.IsSent(one, parcel.Key))
                {
                    Add(one, parcel, nowMillis);
                }
            }
        }

        if (count > 0)
        {
            Close(batches, parcels[^1]);
        }
    }

    /// <summary>A batch that is sent again travels alone, and so does what a server says about a device with a wrong clock: a batch has one sender's time.</summary>
    private bool TravelTogether(in Parcel one, in Parcel next) =>
        one.Key == next.Key && one.Times == 1 && next.Times == 1 && (one.IsServer == next.IsServer || !life.Player.IsSkewed);

    private void Add(in GameEvent one, in Parcel parcel, long nowMillis)
    {
        var skew = SkewOf(parcel);
        var its = one.Session >= 0 ? life.Sessions[one.Session].Version : version;
        if (count == 0)
        {
            version = its;
            Open(parcel, skew, nowMillis);
        }
        else
        {
            text.Add((byte)',');
        }

        count++;
        if (one.Kind == EventKind.Malformed)
        {
            events.WriteMalformed(text, one, skew);
            return;
        }

        events.WriteOpen(text, one, skew, nowMillis);
        if (its != version)
        {
            text.Add(",\"app_version\":\""u8);
            events.WriteVersion(text, its);
            text.Add((byte)'"');
        }

        text.Add((byte)'}');
    }

    private void Open(in Parcel parcel, long skew, long nowMillis)
    {
        text.Clear();
        text.Add((byte)'{');
        if (parcel.Key != SendKey.History)
        {
            text.Add("\"sent_at\":\""u8);
            text.AddTime(nowMillis + skew);
            text.Add("\","u8);
        }

        text.Add("\"context\":{"u8);
        events.WriteContext(text, version, life.InstalledAtMillis);
        text.Add("},\"events\":["u8);
    }

    private void Close(ICollection<SampleBatch> batches, in Parcel last)
    {
        text.Add("]}"u8);
        batches.Add(new SampleBatch(last.Key, text.ToArray(), count, last.Times));
        count = 0;
    }

    /// <summary>History is kept with corrected clocks, and servers have right ones.</summary>
    private long SkewOf(in Parcel parcel) => parcel.IsServer || parcel.Key == SendKey.History ? 0 : life.Player.SkewMillis;
}
