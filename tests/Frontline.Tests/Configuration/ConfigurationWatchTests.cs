using Frontline.Configuration;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Configuration;

public sealed class ConfigurationWatchTests
{
    [Fact]
    public void A_change_is_told_once_with_its_options_and_so_is_a_mistake()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.yaml", "server:\n  port: 1111\n");
        var time = new FakeTimeProvider();
        var log = new ListLogger();
        using var watch = ConfigurationWatch.Start(EffectiveConfiguration.Load(new ConfigurationInputs { Directories = [folder.Root] }), time, log);

        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(log.Lines);

        folder.Write("a.yaml", "server:\n  port: 2222\n  token: something-else-now\n");
        time.Advance(TimeSpan.FromSeconds(30));
        folder.Write("a.yaml", "server:\n  port: high\n");
        time.Advance(TimeSpan.FromSeconds(30));
        folder.Write("a.yaml", "server:\n  port: 1111\n");
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Collection(
            log.Lines,
            line => Assert.Equal("Warning: The configuration was changed; a restart makes it count: server.port, server.token.", line),
            line => Assert.Matches("^Error: .*a.yaml:2: server.port is 'high'; a whole number is expected.", line));
    }

    private sealed class ListLogger : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
