using System.CommandLine;
using System.Text.Json;
using Frontline.Client;
using Frontline.Configuration;
using Frontline.DataDirectories;

namespace Frontline.Commands;

/// <summary>Prints the configuration as it stands. Reads the files itself, so that it works on a directory that is damaged or in use.</summary>
internal sealed class ConfigCommand : DocumentedCommand
{
    private readonly CommandServices services;
    private readonly Option<string> data = CommandOptions.Data();
    private readonly Option<string[]> config = CommandOptions.Config();
    private readonly Option<string> format = CommandOptions.Format("text", "json");

    public ConfigCommand(CommandServices services)
        : base(
            "config", "Checks the configuration and prints every option with its value and where that came from; secrets are masked.",
            "frontline config", "frontline config --data /var/lib/frontline --config /etc/frontline", "frontline config --format json")
    {
        this.services = services;
        Add(data);
        Add(config);
        Add(format);
        SetAction(Run);
    }

    private int Run(ParseResult parse)
    {
        var configuration = EffectiveConfiguration.Load(new ConfigurationInputs
        {
            Directories = [new DataLayout(parse.GetRequiredValue(data)).Config, .. parse.GetValue(config) ?? []],
            Environment = services.Environment,
        });
        var output = services.Terminal.Output;
        if (parse.GetRequiredValue(format) == "json")
        {
            output.WriteLine(JsonSerializer.Serialize(
                new { configuration.Fingerprint, options = configuration.Values.Select(value => new { value.Name, value.Value, value.Source, value.IsSecret }) }, WireJson.Printed));
        }
        else
        {
            TextTable.Write(output, ["option", "value", "source"], configuration.Values.Select(value => (string[])[value.Name, value.Value, value.Source]));
            output.WriteLine();
            output.WriteLine($"fingerprint {configuration.Fingerprint}");
        }

        return ExitCode.Done;
    }
}
