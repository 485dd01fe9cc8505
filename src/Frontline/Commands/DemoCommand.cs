using System.CommandLine;
using Frontline.Hosting;

namespace Frontline.Commands;

internal sealed class DemoCommand : HostCommand
{
    public DemoCommand(CommandServices services)
        : base(
            services, "demo", "Runs everything with a small game that plays itself: some history first, then live players. A second start goes on where the first ended.",
            "./demo-data", "frontline demo", "frontline demo --data /tmp/demo --port 9090") => AddHostOptions();

    protected override HostSettings Adapt(HostSettings settings, ParseResult parse) => settings with { Demo = true };

    protected override IEnumerable<string> Greeting(Uri url) =>
    [
        "  Look at it while it plays:",
        $"    {url}api/live",
        $"    {url}status",
        "    frontline sql \"select name, count(*) as events from events group by 1 order by 2 desc\" --data demo-data",
        "  Ctrl-C stops it.",
    ];
}
