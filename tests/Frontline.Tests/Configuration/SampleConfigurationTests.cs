using Frontline.Configuration;
using Xunit;

namespace Frontline.Tests.Configuration;

public sealed class SampleConfigurationTests
{
    [Fact]
    public void The_minimal_reference_configuration_is_valid()
    {
        var configuration = Load("minimal.yaml");

        Assert.Equal("0.0.0.0", configuration.Get<ServerOptions>().Listen);
    }

    [Fact]
    public void The_complete_reference_configuration_names_every_option_with_its_default()
    {
        var defaults = EffectiveConfiguration.Load(new ConfigurationInputs());

        var complete = Load("complete.yaml");

        Assert.Equal([], complete.Values.Where(value => value.Source == "default").Select(value => value.Name));
        Assert.Equal(defaults.Values.Select(value => (value.Name, value.Value)), complete.Values.Select(value => (value.Name, value.Value)));
    }

    private static EffectiveConfiguration Load(string file)
    {
        using var folder = new TemporaryFolder();
        folder.Write(file, File.ReadAllText(Path.Combine(RepositoryFolder.Root, "samples", "config", file)));
        return EffectiveConfiguration.Load(new ConfigurationInputs { Directories = [folder.Root] });
    }
}
