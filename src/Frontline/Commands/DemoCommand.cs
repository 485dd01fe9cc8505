using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using Frontline.Demo;
using Frontline.Hosting;
using Frontline.SampleGame.Truths;

namespace Frontline.Commands;

internal sealed class DemoCommand : HostCommand
{
    private readonly WorldCommandOptions world = new();

    public DemoCommand(CommandServices services)
        : base(
            services, "demo", "Runs everything with a sample game that plays itself: its history first, then live players. A second start goes on where the first ended.",
            "./demo-data", "frontline demo", "frontline demo --data /tmp/demo --port 9090", "frontline demo --players 1000 --days 30", "frontline demo files ./world")
    {
        AddHostOptions();
        world.AddTo(this);
        Add(new DemoFilesCommand(services.Terminal));
    }

    /// <exception cref="UsageException">The directory holds another world than the one asked for.</exception>
    protected override HostSettings Adapt(HostSettings settings, ParseResult parse)
    {
        if (world.AreGiven(parse) && DemoState.Load(Services.FileSystem, settings.Data.Root)?.World is { } begun && world.Read(parse) != (begun.Seed, begun.Players, begun.Days))
        {
            throw new UsageException(string.Create(
                CultureInfo.InvariantCulture,
                $"The game in {settings.Data.Root} was begun with --players {begun.Players} --days {begun.Days} --seed {begun.Seed}. Leave these out to go on with it, or begin another with --data DIR."));
        }

        return settings;
    }

    protected override IEnumerable<string> Greeting(Uri url) => [];

    protected override async Task BesidesAsync(IRunningHost host, HostSettings settings, ParseResult parse, CancellationToken cancellation)
    {
        using var server = new HttpClient { BaseAddress = host.Url };
        server.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Token);
        var (seed, players, days) = world.Read(parse);
        var game = new DemoGame(server, Services.FileSystem, settings.Data.Root, Services.Time, DemoGame.WorldUntil(Services.Time.GetUtcNow(), seed, players, days));
        try
        {
            var title = game.Resumes ? "Catching up since the last time" : string.Create(CultureInfo.InvariantCulture, $"Playing {days} days of history");
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

        Services.Terminal.Say($"`frontline demo --data {settings.Data.Root}` goes on from here; to be rid of it, delete {settings.Data.Root}.");
    }

    private static IEnumerable<string> Places(Uri url, string data) =>
    [
        $"  {url}api/live?game={DemoGame.GameId}   live windows (add -H 'Accept: text/event-stream' to follow them)",
        $"  {url}status   every role, its lag, the disk",
        $"  ./frontline sql \"select name, count(*) as events from events group by name order by events desc\" --data {data}",
        $"  ./frontline metrics run dau arpdau --period week --data {data}   what a studio steers by; `./frontline metrics list` names all",
        $"  ./frontline metrics grid retention --period week --ages 0..14 --data {data}",
        $"  ./frontline audit --data {data}",
        $"  {Path.Combine(data, Truth.FileName)}   what is true of the history (docs/guides/sample-game.md)",
        "Ctrl-C stops it.",
    ];

    private sealed class Reports(Action<ProgressReport> report) : IProgress<(double Share, long Events)>
    {
        public void Report((double Share, long Events) value) => report(new ProgressReport(value.Share, string.Create(CultureInfo.InvariantCulture, $"{value.Events:N0} events")));
    }
}
