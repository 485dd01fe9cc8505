using Frontline.Configuration;
using Frontline.Embedded.State;
using Frontline.Pipeline;
using Frontline.Warehouse;
using Frontline.Warehouse.Loading;
using Xunit;

namespace Frontline.Tests.Configuration;

/// <summary>What the sections of the program refuse, so that nonsense ends before anything starts.</summary>
public sealed class ConfigurationSectionsTests
{
    [Fact]
    public void Nonsense_in_several_sections_is_told_at_once_by_the_options_names()
    {
        var settings = new Dictionary<string, string>
        {
            ["FRONTLINE__STATE__MEMTABLES_MAX"] = "1",
            ["FRONTLINE__WAREHOUSE__THREADS"] = "0",
            ["FRONTLINE__WAREHOUSE__MEMORY_LIMIT_MIB"] = "2000000000",
            ["FRONTLINE__LOADER__LOOK_INTERVAL"] = "-1s",
            ["FRONTLINE__RECORDER__DEDUPE_WINDOW"] = "10d",
            ["FRONTLINE__LIVE__FOLLOWERS_MAX"] = "0",
        };

        var error = Assert.Throws<ConfigurationException>(() => EffectiveConfiguration.Load(new ConfigurationInputs { Environment = settings }));

        Assert.Equal(6, error.Errors.Count);
        Assert.All(
            [
                "state.memtables_max is 1 ", "warehouse.threads is 0 ", "warehouse.memory_limit_mib is 2000000000, and this machine has", "loader.look_interval is -00:00:01 ",
                "recorder.dedupe_window is 10.00:00:00 and must be at least recorder.late_limit (30.00:00:00)", "live.followers_max is 0 ",
            ],
            expected => Assert.Contains(error.Errors, found => found.Contains(expected, StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_option_of_the_keyed_state_has_a_least_and_a_greatest_value()
    {
        Assert.Empty(new RocksDbStateOptions().Validate());
        Assert.Equal(
            [
                "BlockCacheBytes is 1048575 and must be between 1048576 and 2147483647.",
                "MemtableBytes is 1073741825 and must be between 65536 and 1073741824.",
                "MemtablesMax is 65 and must be between 2 and 64.",
                "FilterBitsPerKey is 0 and must be between 1 and 64.",
                "OpenFilesMax is -1 and must be between 16 and 1000000.",
            ],
            new RocksDbStateOptions { BlockCacheBytes = (1 << 20) - 1, MemtableBytes = (1 << 30) + 1, MemtablesMax = 65, FilterBitsPerKey = 0, OpenFilesMax = -1 }.Validate());
    }

    [Fact]
    public void Each_option_of_the_Recorder_has_a_bound()
    {
        Assert.Empty(new RecorderOptions { StateDirectory = "state" }.Validate());
        Assert.Equal(
            [
                "StateDirectory is empty and must be a folder.",
                "Partition is 4194304 and must be between 0 and 4194303.",
                "CommitInterval is 00:00:00.1000000 and must be at least 250 ms: the lake takes at most four entries a second.",
                "EntryRowsMax is 0 and must be at least 1.",
                "ReadEventsMax is 0 and must be at least 1.",
                "NetworkDelayMax is -00:00:01 and must not be negative.",
                "LateLimit is 3651.00:00:00 and must be above zero and at most 3650 days.",
                "FutureLimit is -00:00:01 and must not be negative.",
                "LiveHorizon is -00:00:01 and must not be negative.",
                "SessionIdle is -00:00:01 and must not be negative.",
                "SessionsPerPlayerMax is 256 and must be between 1 and 255.",
                "DedupeWindow is 30.00:00:00 and must be at least LateLimit (3651.00:00:00) and at most 3650 days.",
                "DedupeBytesMax is 1048575 and must be at least 1048576.",
                "DedupeHoursPerDayMax is 0 and must be at least 1.",
                "DedupeFilterBytesMax is -1 and must be at least 0.",
                "SealAfter is 00:00:00 and must be above zero.",
                "SealFilesMax is 0 and must be at least 1.",
                "SealRowsMax is 0 and must be at least 1.",
                "CheckpointEntries is 0 and must be at least 1.",
                "ReplayRowsMax is 0 and must be at least 1.",
            ],
            new RecorderOptions
            {
                StateDirectory = " ",
                Partition = 1 << 22,
                CommitInterval = TimeSpan.FromMilliseconds(100),
                EntryRowsMax = 0,
                ReadEventsMax = 0,
                NetworkDelayMax = TimeSpan.FromSeconds(-1),
                LateLimit = TimeSpan.FromDays(3651),
                FutureLimit = TimeSpan.FromSeconds(-1),
                LiveHorizon = TimeSpan.FromSeconds(-1),
                SessionIdle = TimeSpan.FromSeconds(-1),
                SessionsPerPlayerMax = 256,
                DedupeBytesMax = (1 << 20) - 1,
                DedupeHoursPerDayMax = 0,
                DedupeFilterBytesMax = -1,
                SealAfter = TimeSpan.Zero,
                SealFilesMax = 0,
                SealRowsMax = 0,
                CheckpointEntries = 0,
                ReplayRowsMax = 0,
            }.Validate());
    }

    [Fact]
    public void Each_option_of_the_Loader_has_a_bound()
    {
        Assert.Empty(new LoaderOptions { LoadInterval = TimeSpan.Zero, DrainLimit = TimeSpan.Zero }.Validate());
        Assert.Equal(
            [
                "LoadInterval is -00:00:01 and must be above zero and at most a day.",
                "LookInterval is 00:00:00 and must be above zero and at most a day.",
                "SessionsInterval is 1.00:00:01 and must be above zero and at most a day.",
                "MergeInterval is -00:00:01 and must be above zero and at most a day.",
                "DrainLimit is -00:00:05 and must be above zero and at most a day.",
                "RowsPerLoadMax is 0 and must be at least 1.",
            ],
            new LoaderOptions
            {
                LoadInterval = TimeSpan.FromSeconds(-1),
                LookInterval = TimeSpan.Zero,
                SessionsInterval = TimeSpan.FromSeconds(86_401),
                MergeInterval = TimeSpan.FromSeconds(-1),
                DrainLimit = TimeSpan.FromSeconds(-5),
                RowsPerLoadMax = 0,
            }.Validate());
    }

    [Fact]
    public void Each_option_of_the_warehouse_has_a_bound()
    {
        var options = new WarehouseOptions { Directory = "warehouse" };
        Assert.Empty(options.Validate());
        Assert.Equal(
            [
                "Threads is 1025 and must be between 1 and 1024.",
                "MemoryLimitMiB is 63 and must be at least 64.",
                "CheckpointAfterMiB is 0 and must be between 1 and 1048576.",
                "QueryTimeLimit is 00:00:00 and must be above zero and at most a day.",
                "QueryRowsMax is 0 and must be at least 1.",
                "QueryBytesMax is 65535 and must be at least 65536.",
                "QueriesAtOnce is 0 and must be between 1 and 1000.",
                "StatementCharactersMax is 0 and must be between 1 and 67108864.",
            ],
            (options with
            {
                Threads = 1025,
                MemoryLimitMiB = 63,
                CheckpointAfterMiB = 0,
                QueryTimeLimit = TimeSpan.Zero,
                QueryRowsMax = 0,
                QueryBytesMax = 65_535,
                QueriesAtOnce = 0,
                StatementCharactersMax = 0,
            }).Validate());
    }

    [Theory]
    [InlineData(384, 256, true)]
    [InlineData(513, 256, false)]
    [InlineData(1024, 1024, true)]
    [InlineData(1025, 1024, false)]
    public void The_warehouse_may_have_the_machines_memory_and_always_its_default(int limitMiB, long machineMiB, bool isValid) =>
        Assert.Equal(isValid, new WarehouseOptions { Directory = "warehouse", MemoryLimitMiB = limitMiB }.Validate(machineMiB << 20).Count == 0);
}
