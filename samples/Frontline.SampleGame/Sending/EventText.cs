using System.Globalization;
using System.Text;
using Frontline.SampleGame.Players;
using Frontline.SampleGame.Worlds;

namespace Frontline.SampleGame.Sending;

/// <summary>Writes the events of one player in the wire format of docs/specs/event.md.</summary>
internal sealed class EventText
{
    private const long Ids = -3;
    private const long SessionIds = -4;
    private const long TooLateMillis = 45L * 24 * 60 * 60 * 1000;
    private const long InFutureMillis = 3L * 60 * 60 * 1000;

    private readonly SampleWorld world;
    private readonly List<byte[]> versions = [];
    private Player player;
    private byte[] id = [];

    public EventText(SampleWorld world) => this.world = world;

    /// <summary>The player whose events are written from here on.</summary>
    public void Begin(in Player player)
    {
        this.player = player;
        id = Encoding.UTF8.GetBytes(player.Id);
    }

    /// <summary>The members of a context, without its braces.</summary>
    /// <param name="text">Gets them.</param>
    /// <param name="version">Index of the app's version.</param>
    /// <param name="installedAtMillis">When the app was installed, or null where nobody says so.</param>
    public void WriteContext(Utf8Text text, int version, long? installedAtMillis)
    {
        text.Add(WireWords.DeviceContexts[player.Device]);
        text.Add(WireWords.PlaceContexts[player.Place]);
        text.Add(",\"app_version\":\""u8);
        WriteVersion(text, version);
        text.Add((byte)'"');
        if (installedAtMillis is { } millis)
        {
            text.Add(",\"installed_at\":\""u8);
            text.AddTime(millis);
            text.Add((byte)'"');
        }
    }

    /// <summary>Begins an event, up to and without its closing brace, so that a context can follow.</summary>
    /// <param name="text">Gets it.</param>
    /// <param name="one">The event.</param>
    /// <param name="skewMillis">What the clock that gave it its time was ahead.</param>
    /// <param name="sentAtMillis">The true time of the sending.</param>
    public void WriteOpen(Utf8Text text, in GameEvent one, long skewMillis, long sentAtMillis)
    {
        text.Add(WireWords.Names[(int)one.Kind]);
        text.Add(id);
        text.Add("\",\"event_id\":\""u8);
        AddId(text, one.Ordinal);
        text.Add("\",\"time\":\""u8);
        text.AddTime(one.Kind switch
        {
            EventKind.TooLate => sentAtMillis - TooLateMillis,
            EventKind.InFuture => sentAtMillis + InFutureMillis,
            _ => one.Millis + skewMillis,
        });
        if (one.Session >= 0)
        {
            text.Add("\",\"session_id\":\"s"u8);
            text.AddHex(GameRandom.For(world.Options.Seed, player.Number, SessionIds - ((long)one.Session << 8)).NextBits());
            text.Add("\",\"sequence\":"u8);
            text.Add(one.Ordinal + 1);
        }
        else
        {
            text.Add("\",\"source\":\"server\""u8);
        }

        if (one.Kind is EventKind.SessionStart or EventKind.MailSent)
        {
            return;
        }

        text.Add(",\"props\":{"u8);
        WriteProps(text, one);
        text.Add((byte)'}');
    }

    /// <summary>A malformed event, whole.</summary>
    public void WriteMalformed(Utf8Text text, in GameEvent one, long skewMillis)
    {
        var parts = new Utf8Text(64);
        AddId(parts, one.Ordinal);
        var eventId = Encoding.UTF8.GetString(parts.Written);
        parts.Clear();
        parts.AddTime(one.Millis + skewMillis);
        text.Add(Encoding.UTF8.GetBytes(string.Format(CultureInfo.InvariantCulture, Format(one.Number), player.Id, eventId, Encoding.UTF8.GetString(parts.Written))));
    }

    private static string Format(int flaw) => Flaw.All[flaw].Text;

    private void WriteProps(Utf8Text text, in GameEvent one)
    {
        switch (one.Kind)
        {
            case EventKind.SessionEnd:
                text.Add("\"duration\":"u8);
                text.Add(one.Number);
                break;
            case EventKind.TutorialStep:
                text.Add(WireWords.TutorialSteps[one.Number]);
                break;
            case EventKind.LevelStart or EventKind.TooLate or EventKind.InFuture:
                WriteLevel(text, one);
                break;
            case EventKind.LevelComplete or EventKind.LevelFail:
                WriteLevel(text, one);
                text.Add(",\"score\":"u8);
                text.Add((one.Ordinal * 37 % 900 + 100) * 10L);
                text.Add(",\"duration\":"u8);
                text.Add(one.Second);
                break;
            case EventKind.AdImpression:
                text.Add(WireWords.Ads[(one.Number * WireWords.NetworkCount) + one.Second]);
                text.AddAmount(one.Amount);
                text.Add((byte)'"');
                break;
            case EventKind.Purchase or EventKind.Refund:
                WriteMoney(text, one);
                break;
            case EventKind.ResourceGain:
                text.Add("\"currency\":\"coins\",\"item\":\"level\",\"amount\":"u8);
                text.Add(one.Number);
                break;
            case EventKind.ResourceSpend:
                text.Add("\"currency\":\"coins\",\"item\":\"extra_moves\",\"amount\":"u8);
                text.Add(one.Number);
                break;
            case EventKind.ExperimentExposure:
                text.Add(WireWords.Exposures[(one.Number * 2) + one.Second]);
                break;
            case EventKind.BoosterUsed:
                text.Add(WireWords.BoosterProps[one.Number]);
                text.Add(one.Second);
                text.Add((byte)'}');
                break;
            case EventKind.Attribution:
                text.Add(WireWords.Attributions[player.Campaign]);
                break;
            default:
                throw new InvalidOperationException($"An event {one.Kind} has no props.");
        }
    }

    private static void WriteLevel(Utf8Text text, in GameEvent one)
    {
        text.Add("\"level\":"u8);
        text.Add(one.Level);
        text.Add(",\"attempt\":"u8);
        text.Add(Math.Max(1, one.Number));
        text.Add(WireWords.BoardProps[one.Level % WireWords.BoardProps.Length]);
    }

    private void WriteMoney(Utf8Text text, in GameEvent one)
    {
        if (one.Kind == EventKind.Purchase)
        {
            text.Add(WireWords.Products[one.Number]);
        }
        else
        {
            text.Add("\"amount\":\""u8);
        }

        text.AddAmount(one.Amount);
        text.Add(WireWords.CurrencyProps[Place.All[player.Place].Currency]);
        text.Add(WireWords.Stores[player.Device]);
        text.Add("\",\"transaction_id\":\"T"u8);
        text.AddHex(one.Transaction);
        text.Add((byte)'"');
    }

    private void AddId(Utf8Text text, int ordinal)
    {
        var random = GameRandom.For(world.Options.Seed, player.Number, Ids - ((long)ordinal << 8));
        text.AddUuid(random.NextBits(), random.NextBits());
    }

    /// <summary>An app's version: a new one every fortnight.</summary>
    public void WriteVersion(Utf8Text text, int version)
    {
        while (versions.Count <= version)
        {
            versions.Add(WireWords.Version(versions.Count));
        }

        text.Add(versions[Math.Max(0, version)]);
    }
}
