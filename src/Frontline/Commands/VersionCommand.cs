using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json;
using Frontline.Client;
using Frontline.Core;
using Frontline.DataDirectories;

namespace Frontline.Commands;

internal sealed class VersionCommand : DocumentedCommand
{
    public VersionCommand(CommandServices services)
        : base("version", "Prints the version.", "frontline version", "frontline version --format json")
    {
        var format = CommandOptions.Format("text", "json");
        Add(format);
        SetAction(parse =>
        {
            services.Terminal.Output.WriteLine(parse.GetRequiredValue(format) == "json"
                ? JsonSerializer.Serialize(new { version = ProgramVersion.Current, dataFormat = DataFormat.Current, runtime = RuntimeInformation.FrameworkDescription }, WireJson.Printed)
                : $"frontline {ProgramVersion.Current}");
            return ExitCode.Done;
        });
    }
}
