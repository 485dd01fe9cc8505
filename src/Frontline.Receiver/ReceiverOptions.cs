using System.Net;

namespace Frontline.Receiver;

/// <summary>What the Receiver may be told: every bound it has, with its default. Fixed at start; <see cref="Validate"/> lists all errors at once.</summary>
public sealed class ReceiverOptions
{
    /// <summary>Largest body as sent, in bytes, inclusive. A larger one is refused whole with 413.</summary>
    public int SentBytesMax { get; set; } = 1 << 20;

    /// <summary>Largest body once inflated, in bytes, inclusive. Inflating stops there, so a decompression bomb costs no more than this.</summary>
    public int InflatedBytesMax { get; set; } = 8 << 20;

    /// <summary>Most events of one batch, inclusive. A larger batch is refused whole with 413.</summary>
    public int EventsPerBatchMax { get; set; } = 2500;

    /// <summary>Most bytes of bodies held in buffers by all requests together. Beyond it requests get an empty 503.</summary>
    public long BufferedBytesMax { get; set; } = 256L << 20;

    /// <summary>Longest time from the end of the headers to the end of the body; a slower body is refused with 408.</summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Slowest rate at which a body may arrive after <see cref="BodyGrace"/>, in bytes per second.</summary>
    public double BodyBytesPerSecondMin { get; set; } = 240;

    /// <summary>How long a body may be slower than <see cref="BodyBytesPerSecondMin"/>. More than one second.</summary>
    public TimeSpan BodyGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time for a request's headers.</summary>
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an idle connection is kept.</summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(130);

    /// <summary>Most connections at a time; further ones are closed at once.</summary>
    public int ConnectionsMax { get; set; } = 4096;

    /// <summary>Events per second a write key may send on average; 0 switches the limit off. Beyond it requests get an empty 503.</summary>
    public double KeyEventsPerSecond { get; set; }

    /// <summary>Events a write key that was silent may send at once. The batch that empties the bucket is still taken, and the debt is waited for.</summary>
    public double KeyEventsBurst { get; set; } = 10_000;

    /// <summary>Origins of web builds that may read the answers: <c>*</c> for all, none for no CORS headers at all.</summary>
    public IList<string> AllowedOrigins { get; set; } = ["*"];

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>) whose <c>X-Forwarded-For</c> is believed.</summary>
    public IList<string> TrustedProxies { get; set; } = [];

    /// <summary>Whether addresses are kept without what tells single connections apart: the first 24 bits of an IPv4 address, the first 48 of an IPv6 one.</summary>
    public bool TruncateAddresses { get; set; } = true;

    /// <summary>Longest user agent kept with a batch, in UTF-16 units; a longer one is cut.</summary>
    public int UserAgentCharsMax { get; set; } = 256;

    /// <summary>Whether a start runs made-up requests through the Receiver before it is ready. Without, it is ready a second earlier, and slow in its first seconds: for machines that start often and carry little.</summary>
    public bool WarmUp { get; set; } = true;

    /// <summary>Every error in these options, a sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Between(SentBytesMax, 1024, 64 << 20, nameof(SentBytesMax));
        Between(InflatedBytesMax, 1024, 256 << 20, nameof(InflatedBytesMax));
        Between(EventsPerBatchMax, 1, 1_000_000, nameof(EventsPerBatchMax));
        Between(ConnectionsMax, 1, 1_000_000, nameof(ConnectionsMax));
        Between(UserAgentCharsMax, 0, 4096, nameof(UserAgentCharsMax));
        Positive(BodyTimeout, nameof(BodyTimeout));
        Positive(HeadersTimeout, nameof(HeadersTimeout));
        Positive(KeepAliveTimeout, nameof(KeepAliveTimeout));

        if (InflatedBytesMax < SentBytesMax)
            errors.Add($"{nameof(InflatedBytesMax)} ({InflatedBytesMax}) must not be smaller than {nameof(SentBytesMax)} ({SentBytesMax}).");
        var atLeast = 4L * (SentBytesMax + (long)InflatedBytesMax);
        if (BufferedBytesMax < atLeast)
            errors.Add($"{nameof(BufferedBytesMax)} is {BufferedBytesMax} and must be at least {atLeast}: four times {nameof(SentBytesMax)} plus {nameof(InflatedBytesMax)}, so that the largest body fits.");
        if (!(BodyBytesPerSecondMin > 0 && double.IsFinite(BodyBytesPerSecondMin)))
            errors.Add($"{nameof(BodyBytesPerSecondMin)} is {BodyBytesPerSecondMin} and must be a number above 0.");
        if (BodyGrace <= TimeSpan.FromSeconds(1))
            errors.Add($"{nameof(BodyGrace)} is {BodyGrace} and must be longer than one second.");
        if (!(KeyEventsPerSecond >= 0 && double.IsFinite(KeyEventsPerSecond)))
            errors.Add($"{nameof(KeyEventsPerSecond)} is {KeyEventsPerSecond} and must be 0 (off) or a number above it.");
        if (!(KeyEventsBurst >= 1 && double.IsFinite(KeyEventsBurst)))
            errors.Add($"{nameof(KeyEventsBurst)} is {KeyEventsBurst} and must be at least 1.");
        foreach (var origin in AllowedOrigins)
        {
            if (origin != "*" && !IsOrigin(origin))
                errors.Add($"{nameof(AllowedOrigins)} has '{origin}', which is neither * nor an origin such as https://game.example.");
        }

        foreach (var proxy in TrustedProxies)
        {
            if (!IPNetwork.TryParse(proxy, out _) && !IPAddress.TryParse(proxy, out _))
                errors.Add($"{nameof(TrustedProxies)} has '{proxy}', which is neither an address nor a network such as 10.0.0.0/8.");
        }

        return errors;

        void Between(int value, int least, int most, string name)
        {
            if (value < least || value > most)
                errors.Add($"{name} is {value} and must be between {least} and {most}.");
        }

        void Positive(TimeSpan value, string name)
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
                errors.Add($"{name} is {value} and must be above zero and at most a day.");
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);
}
