using Frontline.Configuration;
using Xunit;
using ConfigurationSection = Frontline.Configuration.ConfigurationSection;

namespace Frontline.Tests.Configuration;

public sealed class EffectiveConfigurationTests : IDisposable
{
    private static readonly ConfigurationSection[] Sections =
    [
        ConfigurationSection.Of<ExampleOptions>("Example", options => options.Validate()),
        ConfigurationSection.Of("Placed", () => new PlacedOptions { Directory = "" }, _ => [], setByHost: nameof(PlacedOptions.Directory)),
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sources_win_in_the_order_defaults_files_environment_command_line()
    {
        folder.Write("a.yaml", "example:\n  port: 1\n  name: from a\n  wait: 5s\n");
        folder.Write("b.json", """{"example": {"port": 2, "name": "from b"}}""");

        var configuration = Load(new() { ["FRONTLINE__EXAMPLE__PORT"] = "3" }, new CommandLineSetting("example.port", "4", "--port"));

        var options = configuration.Get<ExampleOptions>();
        Assert.Equal((4, "from b", TimeSpan.FromSeconds(5), 7), (options.Port, options.Name, options.Wait, options.Nested.Depth));
        Assert.Equal("command line --port", Source(configuration, "example.port"));
        Assert.EndsWith("b.json:1", Source(configuration, "example.name"), StringComparison.Ordinal);
        Assert.EndsWith("a.yaml:4", Source(configuration, "example.wait"), StringComparison.Ordinal);
        Assert.Equal("default", Source(configuration, "example.nested.depth"));
    }

    [Theory]
    [InlineData("batch_bytes_max: 64KiB", 65536)]
    [InlineData("batchBytesMax: 65536", 65536)]
    [InlineData("BATCH-BYTES-MAX: 2 MiB", 2 << 20)]
    public void Names_are_compared_without_case_and_separators_and_sizes_take_units(string line, int expected)
    {
        folder.Write("a.yaml", "Example:\n  " + line);

        Assert.Equal(expected, Load().Get<ExampleOptions>().BatchBytesMax);
    }

    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("1.5s", 1500)]
    [InlineData("2m", 120_000)]
    [InlineData("00:00:03", 3000)]
    [InlineData("1d", 86_400_000)]
    public void Durations_are_written_with_their_unit(string text, double milliseconds)
    {
        Assert.Equal(milliseconds, Load(new() { ["FRONTLINE__EXAMPLE__WAIT"] = text }).Get<ExampleOptions>().Wait.TotalMilliseconds);
    }

    [Fact]
    public void A_list_is_taken_whole_from_the_highest_source()
    {
        folder.Write("a.yaml", "example:\n  origins: [a, b, c]\n");

        Assert.Equal(["a", "b", "c"], Load().Get<ExampleOptions>().Origins);
        Assert.Equal(["x", "y"], Load(new() { ["FRONTLINE__EXAMPLE__ORIGINS"] = "x, y" }).Get<ExampleOptions>().Origins);
        Assert.Equal(["z"], Load(new() { ["FRONTLINE__EXAMPLE__ORIGINS__0"] = "z" }).Get<ExampleOptions>().Origins);
    }

    [Fact]
    public void An_empty_list_is_said_on_purpose()
    {
        folder.Write("a.yaml", "example:\n  origins: []\n  steps: {}\n");

        Assert.Empty(Load().Get<ExampleOptions>().Origins);
        Assert.Equal(["*"], new ExampleOptions().Origins);
    }

    [Fact]
    public void The_entries_of_a_map_come_each_from_the_highest_source_that_has_it()
    {
        folder.Write("a.yaml", "example:\n  steps:\n    trim_text: false\n    app_version: false\n");

        var steps = Load(new() { ["FRONTLINE__EXAMPLE__STEPS__TRIM_TEXT"] = "true" }).Get<ExampleOptions>().Steps;

        Assert.Equal([("app_version", false), ("trim_text", true)], steps.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void All_errors_come_at_once_each_with_its_place_and_what_was_probably_meant()
    {
        folder.Write("a.yaml", "example:\n  prot: 1\n  wait: soon\n  level: loud\nexampel:\n  port: 2\n");
        folder.Write("b.yaml", "example: [\n");
        folder.Write("c.yaml", "placed:\n  directory: /elsewhere\n");

        var errors = Assert.Throws<ConfigurationException>(() => Load(new() { ["FRONTLINE__EXAMPLE__PORT"] = "eighty" })).Errors;

        Assert.Collection(
            errors,
            error => Assert.Matches(@"b\.yaml:\d+: ", error),
            error => Assert.EndsWith("a.yaml:2: Unknown key 'example.prot'. Did you mean 'example.port'?", error, StringComparison.Ordinal),
            error => Assert.EndsWith("a.yaml:6: Unknown section 'exampel'. Did you mean 'example'?", error, StringComparison.Ordinal),
            error => Assert.Matches(@"c\.yaml:2: Unknown key 'placed.directory'\.", error),
            error => Assert.Equal("environment FRONTLINE__EXAMPLE__PORT: example.port is 'eighty'; a whole number is expected.", error),
            error => Assert.EndsWith("a.yaml:3: example.wait is 'soon'; a duration such as 250ms, 30s, 5m, 12h or 30d is expected.", error, StringComparison.Ordinal),
            error => Assert.EndsWith("a.yaml:4: example.level is 'loud'; one of quiet, very_loud is expected.", error, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_section_finds_wrong_is_said_with_the_options_names()
    {
        folder.Write("a.yaml", "example:\n  port: -1\n");

        var error = Assert.Single(Assert.Throws<ConfigurationException>(() => Load()).Errors);

        Assert.Equal("example.port is -1 and must not be above example.batch_bytes_max nor negative.", error);
    }

    [Fact]
    public void Secrets_are_masked_and_are_not_in_the_fingerprint()
    {
        var one = Load(new() { ["FRONTLINE__EXAMPLE__ADMIN_TOKEN"] = "hunter2" });
        var other = Load(new() { ["FRONTLINE__EXAMPLE__ADMIN_TOKEN"] = "hunter3" });

        Assert.Equal("***", one.Values.Single(value => value.Name == "example.admin_token").Value);
        Assert.Equal("hunter2", one.Get<ExampleOptions>().AdminToken);
        Assert.Equal(one.Fingerprint, other.Fingerprint);
        Assert.NotEqual(one.Fingerprint, Load(new() { ["FRONTLINE__EXAMPLE__PORT"] = "9" }).Fingerprint);
    }

    [Fact]
    public void A_secret_of_the_wrong_type_is_not_shown_in_the_error()
    {
        var sections = new[] { ConfigurationSection.Of<SecretNumber>("Example", _ => []) };

        var exception = Assert.Throws<ConfigurationException>(() => EffectiveConfiguration.Load(
            new ConfigurationInputs { Environment = new Dictionary<string, string> { ["FRONTLINE__EXAMPLE__PIN_SECRET"] = "hunter2" } }, sections));

        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_section_of_the_program_can_be_printed_and_read_back_as_its_defaults()
    {
        var defaults = EffectiveConfiguration.Load(new ConfigurationInputs());
        folder.Write("all.json", System.Text.Json.JsonSerializer.Serialize(defaults.Values
            .Where(value => value.Value.Length > 0)
            .GroupBy(value => value.Name.Split('.')[0])
            .ToDictionary(section => section.Key, section => section.ToDictionary(value => value.Name[(section.Key.Length + 1)..], value => value.Value))));

        var again = EffectiveConfiguration.Load(new ConfigurationInputs { Directories = [folder.Root] });

        Assert.Equal(defaults.Fingerprint, again.Fingerprint);
    }

    [Fact]
    public void The_receivers_port_is_the_servers_port()
    {
        var configuration = EffectiveConfiguration.Load(new ConfigurationInputs { Environment = new Dictionary<string, string> { ["FRONTLINE__RECEIVER__PORT"] = "9999" } });

        Assert.Equal(9999, configuration.Get<ServerOptions>().Port);
    }

    private EffectiveConfiguration Load(Dictionary<string, string>? environment = null, params CommandLineSetting[] commandLine) =>
        EffectiveConfiguration.Load(new ConfigurationInputs { Directories = [folder.Root], Environment = environment ?? [], CommandLine = commandLine }, Sections);

    private static string Source(EffectiveConfiguration configuration, string name) => configuration.Values.Single(value => value.Name == name).Source;

    private enum Level
    {
        Quiet,
        VeryLoud,
    }

    private sealed record ExampleOptions
    {
        public int Port { get; init; } = 80;

        public string Name { get; init; } = "default";

        public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(1);

        public int BatchBytesMax { get; init; } = 1 << 20;

        public IList<string> Origins { get; init; } = ["*"];

        public IReadOnlyDictionary<string, bool> Steps { get; init; } = new Dictionary<string, bool>();

        public Level Level { get; init; }

        public string? AdminToken { get; init; }

        public NestedOptions Nested { get; init; } = new();

        public IReadOnlyList<string> Validate() => Port < 0 ? [$"Port is {Port} and must not be above BatchBytesMax nor negative."] : [];
    }

    private sealed class NestedOptions
    {
        public int Depth { get; set; } = 7;
    }

    private sealed class SecretNumber
    {
        public int PinSecret { get; set; }
    }

    private sealed record PlacedOptions
    {
        public required string Directory { get; init; }

        public int Size { get; init; }
    }
}
