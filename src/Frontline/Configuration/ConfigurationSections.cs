using Frontline.Embedded.Log;
using Frontline.Enrichment;
using Frontline.Live;
using Frontline.Receiver;

namespace Frontline.Configuration;

/// <summary>Every section there is. A module adds its line here and nothing else.</summary>
public static class ConfigurationSections
{
    public static IReadOnlyList<ConfigurationSection> All { get; } =
    [
        ConfigurationSection.Of<ServerOptions>("Server", options => options.Validate()),
        ConfigurationSection.Of<ReceiverOptions>("Receiver", options => options.Validate()),
        ConfigurationSection.Of<SegmentLogOptions>("Inbox", options => options.Validate()),
        ConfigurationSection.Of<EnrichmentOptions>("Enrichment", options => options.Validate()),
        ConfigurationSection.Of<LiveOptions>("Live", options => options.Validate()),
        ConfigurationSection.Of<LoggingOptions>("Logging", options => options.Validate()),
    ];

    /// <summary>Other names of options, for those who look for them where they would expect them: the receiver answers on the server's port.</summary>
    internal static IReadOnlyDictionary<string, string> Aliases { get; } = new Dictionary<string, string>
    {
        ["receiver:port"] = "server:port",
        ["receiver:listen"] = "server:listen",
    };
}
