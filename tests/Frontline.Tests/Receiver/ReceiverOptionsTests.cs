using Frontline.Receiver;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Frontline.Tests.Receiver;

public sealed class ReceiverOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(new ReceiverOptions().Validate());

    [Fact]
    public void Every_error_is_listed_at_once()
    {
        var options = new ReceiverOptions
        {
            SentBytesMax = 0,
            InflatedBytesMax = -1,
            EventsPerBatchMax = 0,
            BufferedBytesMax = -9_000_000,
            BodyTimeout = TimeSpan.Zero,
            BodyBytesPerSecondMin = double.NaN,
            BodyGrace = TimeSpan.FromMilliseconds(1),
            HeadersTimeout = TimeSpan.FromDays(2),
            KeepAliveTimeout = -TimeSpan.FromSeconds(1),
            ConnectionsMax = 0,
            KeyEventsPerSecond = -1,
            KeyEventsBurst = 0,
            AllowedOrigins = ["game.example", "https://game.example/path"],
            TrustedProxies = ["proxy"],
            UserAgentCharsMax = -1,
        };
        var errors = options.Validate();
        // Both values of a switch are right.
        foreach (var property in typeof(ReceiverOptions).GetProperties().Where(property => property.PropertyType != typeof(bool)))
            Assert.Contains(errors, error => error.StartsWith(property.Name, StringComparison.Ordinal));
        var exception = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddReceiver(options));
        Assert.All(errors, error => Assert.Contains(error, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Origins_and_proxies_in_their_proper_forms_are_taken() =>
        Assert.Empty(new ReceiverOptions { AllowedOrigins = ["https://game.example", "http://localhost:3000"], TrustedProxies = ["10.0.0.0/8", "::1", "fd00::/8"] }.Validate());
}
