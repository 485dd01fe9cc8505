using System.Net;
using Frontline.Configuration;
using Frontline.Enrichment.Geo;
using Frontline.Geo;
using Frontline.Testing;
using Frontline.Tests.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Geo;

public sealed class GeoDatabaseFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new();
    private readonly ListLogger log = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("81.2.69.160", "GB", "GB-ENG")]
    [InlineData("2001:218::", "JP", null)]
    [InlineData("2.125.160.216", "GB", "GB-ENG")]
    [InlineData("175.16.199.0", "CN", "CN-22")]
    [InlineData("127.0.0.1", null, null)]
    public void A_city_database_gives_country_and_region(string address, string? country, string? region)
    {
        using var geo = Open(Shared("GeoIP2-City-Test.mmdb"))!;

        Assert.Equal(country is null ? null : new GeoPlace(country, region), geo.Current.Find(IPAddress.Parse(address)));
    }

    [Fact]
    public void A_country_database_gives_the_country_alone()
    {
        using var geo = Open(Shared("GeoIP2-Country-Test.mmdb"))!;

        Assert.Equal(new GeoPlace("GB", null), geo.Current.Find(IPAddress.Parse("81.2.69.160")));
        Assert.StartsWith("GeoIP2-Country 20", geo.Current.Version, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_setting_there_is_none() => Assert.Null(Open(""));

    [Fact]
    public void A_file_that_is_missing_ends_the_start()
    {
        var error = Assert.Single(Assert.Throws<ConfigurationException>(() => Open("geo.mmdb")).Errors);

        Assert.Equal($"enrichment.geo_database: {Path.Combine(folder.Root, "geo.mmdb")}: There is no such file.", error);
    }

    [Theory]
    [InlineData("GeoIP2-City-Test-Invalid-Node-Count.mmdb")]
    [InlineData("MaxMind-DB-test-broken-pointers-24.mmdb")]
    [InlineData("GeoIP2-ISP-Test.mmdb")]
    public void A_file_that_is_damaged_or_knows_no_countries_ends_the_start(string file) =>
        Assert.StartsWith("enrichment.geo_database: ", Assert.Single(Assert.Throws<ConfigurationException>(() => Open(Shared(file))).Errors), StringComparison.Ordinal);

    [Fact]
    public void A_file_cut_off_anywhere_ends_the_start()
    {
        var whole = File.ReadAllBytes(Shared("GeoIP2-City-Test.mmdb"));
        for (var length = 0; length < whole.Length; length += 1777)
        {
            File.WriteAllBytes(Path.Combine(folder.Root, "geo.mmdb"), whole[..length]);
            Assert.Throws<ConfigurationException>(() => Open("geo.mmdb"));
        }
    }

    [Fact]
    public void Hostile_files_are_refused_or_answer()
    {
        var files = Directory.GetFiles(Path.GetDirectoryName(Shared("../bad-data/README.md"))!, "*.mmdb", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            try
            {
                using var geo = Open(file)!;
                geo.Current.Find(IPAddress.Parse("1.2.3.4"));
            }
            catch (ConfigurationException)
            {
            }
        }
    }

    [Fact]
    public void A_changed_file_counts_within_seconds_and_a_damaged_one_leaves_the_one_before()
    {
        var file = Path.Combine(folder.Root, "geo.mmdb");
        File.Copy(Shared("GeoIP2-Country-Test.mmdb"), file);
        File.SetAttributes(file, FileAttributes.Normal);
        using var geo = Open("geo.mmdb")!;
        geo.Watch(time);
        var first = geo.Current;
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Same(first, geo.Current);

        File.WriteAllText(file, "no database");
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Same(first, geo.Current);
        Assert.StartsWith($"{file}: It is no MaxMind database, or damaged: ", Assert.Single(geo.Problems), StringComparison.Ordinal);

        File.Delete(file);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([$"{file}: There is no such file."], geo.Problems);

        File.WriteAllBytes(file, File.ReadAllBytes(Shared("GeoIP2-City-Test.mmdb")));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("GB-ENG", geo.Current.Find(IPAddress.Parse("81.2.69.160"))!.Region);
        Assert.Empty(geo.Problems);
        Assert.Equal(["Information", "Error", "Error", "Information"], log.Lines.Select(line => line.Split(':')[0]));
    }

    private static string Shared(string file) => TestEnvironment.RequireShared(Path.Combine("data/maxmind/test-data", file));

    private GeoDatabaseFile? Open(string setting) => GeoDatabaseFile.Open(setting, folder.Root, log);

    private sealed class ListLogger : ILogger<GeoDatabaseFile>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
