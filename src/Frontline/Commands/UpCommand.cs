using System.CommandLine;
using Frontline.Hosting;

namespace Frontline.Commands;

internal sealed class UpCommand : HostCommand
{
    public UpCommand(CommandServices services)
        : base(services, "up", "Runs every role in this process, until Ctrl-C.", CommandOptions.DefaultData, "frontline up", "frontline up --data /var/lib/frontline --listen 0.0.0.0 --port 8080") => AddHostOptions();

    protected override HostSettings Adapt(HostSettings settings, ParseResult parse) => settings;

    protected override IEnumerable<string> Greeting(Uri url) =>
    [
        $"  events    POST {url}v1/events",
        $"  live      {url}api/live",
        $"  status    {url}status",
    ];
}
