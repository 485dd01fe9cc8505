using Frontline.Embedded.Log;
using Frontline.Embedded.State;
using Frontline.Enrichment;
using Frontline.Live;
using Frontline.Pipeline;
using Frontline.Receiver;
using Frontline.Warehouse;
using Frontline.Warehouse.Loading;

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
        ConfigurationSection.Of("Recorder", () => new RecorderOptions { StateDirectory = "state" }, options => options.Validate(), nameof(RecorderOptions.StateDirectory), nameof(RecorderOptions.Partition)),
        ConfigurationSection.Of<RocksDbStateOptions>("State", options => options.Validate()),
        ConfigurationSection.Of<LiveOptions>("Live", options => options.Validate()),
        ConfigurationSection.Of("Warehouse", () => new WarehouseOptions { Directory = "warehouse" }, options => options.Validate(), nameof(WarehouseOptions.Directory), nameof(WarehouseOptions.ReadableDirectories)),
        ConfigurationSection.Of<LoaderOptions>("Loader", options => options.Validate()),
        ConfigurationSection.Of<LoggingOptions>("Logging", options => options.Validate()),
    ];

    /// <summary>Other names of options, for those who look for them where they would expect them: the receiver answers on the server's port.</summary>
    internal static IReadOnlyDictionary<string, string> Aliases { get; } = new Dictionary<string, string>
    {
        ["receiver:port"] = "server:port",
        ["receiver:listen"] = "server:listen",
    };
}
