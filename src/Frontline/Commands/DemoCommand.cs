using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using Frontline.Demo;
using Frontline.Hosting;

namespace Frontline.Commands;

internal sealed class DemoCommand : HostCommand
{
    public DemoCommand(CommandServices services)
        : base(
            services, "demo", "Runs everything with a small game that plays itself: some history first, then live players. A second start goes on where the first ended.",
            "./demo-data", "frontline demo", "frontline demo --data /tmp/demo --port 9090") => AddHostOptions();

    protected override HostSettings Adapt(HostSettings settings, ParseResult parse) => settings;

    protected override IEnumerable<string> Greeting(Uri url) => [];

    protected override async Task BesidesAsync(IRunningHost host, HostSettings settings, CancellationToken cancellation)
    {
        using var server = new HttpClient { BaseAddress = host.Url };
        server.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Token);
        var game = new DemoGame(server, Services.FileSystem, settings.Data.Root, Services.Time);
        try
        {
            var title = game.Resumes ? "Catching up since the last time" : "Playing ten days of history";
            var events = await Services.Terminal.WithProgressAsync(
                title,
                report => game.CatchUpAsync(new Reports(report), cancellation)).ConfigureAwait(false);
            Services.Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{events:N0} events sent; from here on players play live. Look at it:"));
            foreach (var line in Places(host.Url, settings.Data.Root))
            {
                Services.Terminal.Say(line);
            }

            await game.PlayLiveAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }

        Services.Terminal.Say($"`frontline demo` goes on from here; to be rid of it, delete {settings.Data.Root}.");
    }

    private static IEnumerable<string> Places(Uri url, string data) =>
    [
        $"  {url}api/live?game={DemoGame.GameId}   live windows (add -H 'Accept: text/event-stream' to follow them)",
        $"  {url}status   every role, its lag, the disk",
        $"  ./frontline sql \"select name, count(*) as events from events group by name order by events desc\" --data {data}",
        $"  ./frontline sql \"select day, count(*) as players, sum(events) as events from player_days group by day order by day\" --data {data}",
        $"  ./frontline audit --data {data}",
        "Ctrl-C stops it.",
    ];

    private sealed class Reports(Action<ProgressReport> report) : IProgress<(double Share, long Events)>
    {
        public void Report((double Share, long Events) value) => report(new ProgressReport(value.Share, string.Create(CultureInfo.InvariantCulture, $"{value.Events:N0} events")));
    }
}
