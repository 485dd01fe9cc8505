using Frontline.Admin;
using Frontline.Configuration;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Core.Live;
using Frontline.Core.Road;
using Frontline.Core.Roles;
using Frontline.Core.Storage;
using Frontline.DataDirectories;
using Frontline.Embedded.Log;
using Frontline.Embedded.Memory;
using Frontline.Embedded.Objects;
using Frontline.Embedded.State;
using Frontline.Enrichment;
using Frontline.Enrichment.Values;
using Frontline.Games;
using Frontline.Geo;
using Frontline.Lake.Books;
using Frontline.Live;
using Frontline.MetricAnswers;
using Frontline.MetricAnswers.Totals;
using Frontline.Pipeline;
using Frontline.Pipeline.Deciding;
using Frontline.Plans;
using Frontline.Receiver;
using Frontline.Rejects;
using Frontline.Rejects.Replaying;
using Frontline.Status;
using Frontline.Validation;
using Frontline.Warehouse;
using Frontline.Warehouse.DuckDb;
using Frontline.Warehouse.Loading;

namespace Frontline.Hosting;

/// <summary>
/// The composition root: puts the stations of the road together for one data directory. What stands behind a port on one machine is decided here and nowhere else.
/// </summary>
internal sealed class HostStarter(IFileSystem files, TimeProvider time, Random random, TextWriter errorOutput) : IHostStarter
{
    private const int WorkerThreadsMin = 16;
    private static readonly TimeSpan TrimInterval = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CompactInterval = TimeSpan.FromSeconds(20);

    public async Task<IRunningHost> StartAsync(HostSettings settings, CancellationToken cancellation)
    {
        // Some stations wait on engines that know no async; with few threads that held up everything else for up to a second.
        ThreadPool.GetMinThreads(out _, out var ports);
        ThreadPool.SetMinThreads(WorkerThreadsMin, ports);
        var opened = new DisposalStack();
        try
        {
            return await ComposeAsync(settings, opened, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<IRunningHost> ComposeAsync(HostSettings settings, DisposalStack opened, CancellationToken cancellation)
    {
        var configuration = settings.Configuration;
        var layout = settings.Data;
        var startedAt = Timestamp.Now(time);
        opened.Add(NativeHeap.TrimEvery(TrimInterval, time));
        opened.Add(ManagedHeap.CompactEvery(CompactInterval, time));
        var directory = opened.Add(DataDirectory.Open(layout, files, settings.Command, temporary: !settings.ListenOutside, progress: errorOutput.WriteLine));
        var logs = opened.Add(RotatingLog.Open(configuration.Get<LoggingOptions>(), layout, settings.ListenOutside ? errorOutput : null));
        opened.Add(ConfigurationWatch.Start(configuration, time, logs.CreateLogger<ConfigurationWatch>()));
        var calendar = new GameCalendar();
        var rules = new GameRules(calendar, CurrencyCodes.IsCurrent) { HasPseudonymSecret = configuration.Get<EnrichmentOptions>().PseudonymSecret.Length > 0 };
        var games = opened.Add(FileGameCatalog.Open(layout.Games, files, rules, logs.CreateLogger<FileGameCatalog>()));
        games.Watch(time);
        var store = opened.Add(new GameStore(layout.Games, files, rules, games));
        var plans = opened.Add(FilePlanCatalog.Open(layout.Games, games, files, logs.CreateLogger<FilePlanCatalog>()));
        plans.Watch(time);
        var geo = GeoDatabaseFile.Open(configuration.Get<EnrichmentOptions>().GeoDatabase, layout.Root, logs.CreateLogger<GeoDatabaseFile>());
        if (geo is not null)
        {
            opened.Add(geo).Watch(time);
        }

        var faults = KillingFaultPoints.FromEnvironment();
        var log = opened.Add(await SegmentLog.OpenAsync(files, layout.Log, configuration.Get<SegmentLogOptions>(), time, random, faults).ConfigureAwait(false));
        var lake = new LocalObjectStore(files, layout.Lake, random);
        var liveStore = new MemoryLiveStore();
        var inbox = new LogInbox(log);
        if (inbox.Recovery is { } cut)
        {
            HostLog.InboxWasCut(logs.CreateLogger<SegmentLog>(), cut);
        }

        var recorded = opened.Add(new Signal());
        var enricher = new Enricher(configuration.Get<EnrichmentOptions>(), plans, games, geo);
        var rejects = new RecentRejects(feed: startedAt.ToString());
        var recorder = MakeRecorder(settings, opened, logs, games, enricher, calendar, log, lake, liveStore, rejects, recorded, faults);
        var (warehouse, loader) = MakeLoader(settings, opened, logs, games, calendar, lake, recorded);

        var token = configuration.Get<ServerOptions>().Token is { Length: > 0 } configured ? configured : AccessToken.Create();
        StatusFacts? facts = null;
        IReadOnlyList<IRole> roles = [];
        var status = new StatusSource(
            () => facts!, () => roles, inbox, files, opened.Add(new DiskTrend(() => files.FreeBytes(layout.Root), time)), opened.Add(new WarehouseFreshness(warehouse, time)),
            () => loader.DamagedBooks, plans, () => [.. games.Problems.Select(problem => problem.ToString()), .. plans.Problems, .. geo?.Problems ?? []], time);
        var web = WebServer.Build(
            settings,
            token,
            logs,
            services =>
            {
                services.AddSingleton(time);
                services.AddSingleton<IGameCatalog>(games);
                services.AddSingleton<IGameCalendar>(calendar);
                services.AddSingleton<IInbox>(inbox);
                services.AddSingleton<ILiveStore>(liveStore);
                services.AddSingleton<IBatchJudge>(new BatchJudge(enricher, new ClockRules(configuration.Get<RecorderOptions>())));
                services.AddReceiver(configuration.Get<ReceiverOptions>());
                services.AddLive(configuration.Get<LiveOptions>());
            },
            application =>
            {
                roles = Select(settings.Roles, application.Services.GetRequiredService<ReceiverRole>(), recorder, loader);
                Map(application, status, roles, games, store, inbox, recorder, rejects, warehouse, loader, new BookStore(lake));
                var data = new GameData(warehouse, games, calendar, time);
                var definitions = new GameMetricFiles(layout.Games, files);
                var names = new DataNames(data, plans);
                var totals = new MetricTotals(data);
                opened.Add(new TotalsKeeper(games, calendar, totals, warehouse, new BookStore(lake), loader.CatchUpAsync, time, logs.CreateLogger<TotalsKeeper>())).Start();
                var metrics = new MetricService(data, definitions, names);
                application.MapMetrics(data, metrics, opened.Add(new FunnelService(data, names)), new GridService(data, definitions, names), new CurrencyService(data, names), new ExplainService(data, metrics, totals),
                    new LiveMetricService(data, definitions, liveStore, calendar, time));
                application.MapReplay(new RejectReplay(warehouse, recorder, inbox, enricher, games, time));
            });
        opened.Add(web);
        var runner = new RoleRunner(roles);
        runner.Start();
        var url = await WebServer.StartAsync(web, configuration.Get<ServerOptions>(), cancellation).ConfigureAwait(false);
        facts = new StatusFacts(configuration.Fingerprint, startedAt, [.. web.Urls], layout.Root);
        await UntilReadyAsync(runner, cancellation).ConfigureAwait(false);
        directory.Publish(url, token, temporary: !settings.ListenOutside);
        return new RunningHost(url, token, web, runner, opened);
    }

    private Recorder MakeRecorder(
        HostSettings settings, DisposalStack opened, ILoggerFactory logs, FileGameCatalog games, Enricher enricher, GameCalendar calendar, SegmentLog log, LocalObjectStore lake,
        MemoryLiveStore liveStore, RecentRejects rejects, Signal recorded, Core.Faults.IFaultPoints faults)
    {
        var configuration = settings.Configuration;
        var stream = opened.Add(new LogStreamSource(log, enricher));
        var live = configuration.Get<LiveOptions>();
        return new Recorder(
            configuration.Get<RecorderOptions>() with { StateDirectory = settings.Data.State },
            stream,
            lake,
            new RocksDbStateEngine(configuration.Get<RocksDbStateOptions>()),
            (state, chain) => rejects.Behind(new LiveWindows(state, games, calendar, live, liveStore, new LiveChain(chain.Log, chain.Partition))),
            recorded,
            time,
            random,
            faults,
            logs.CreateLogger<Recorder>());
    }

    private (DuckDbWarehouse Warehouse, Loader Loader) MakeLoader(
        HostSettings settings, DisposalStack opened, ILoggerFactory logs, FileGameCatalog games, GameCalendar calendar, LocalObjectStore lake, Signal recorded)
    {
        var configuration = settings.Configuration;
        var options = configuration.Get<WarehouseOptions>() with { Directory = settings.Data.Warehouse, ReadableDirectories = [settings.Data.Lake] };
        var warehouse = opened.Add(DuckDbWarehouse.Open(options, files, games, calendar, time));
        var log = logs.CreateLogger<Loader>();
        var loader = opened.Add(new Loader(
            warehouse, warehouse, lake, lake, recorded, configuration.Get<LoaderOptions>(), time, bookDamaged: damage => HostLog.BookIsDamaged(log, damage.Book, damage.Document, damage.Message)));
        return (warehouse, loader);
    }

    private static List<IRole> Select(IReadOnlyList<string> wanted, params IReadOnlyList<IRole> all) =>
        wanted.Count == 0 ? [.. all] : [.. all.Where(role => wanted.Contains(role.Name))];

    private void Map(
        WebApplication application, StatusSource status, IReadOnlyList<IRole> roles, FileGameCatalog games, GameStore store, LogInbox inbox, Recorder recorder, RecentRejects rejects,
        DuckDbWarehouse warehouse, Loader loader, BookStore books)
    {
        application.MapReceiver();
        application.MapLive(() => [.. roles.Select(role => role.Status)]);
        application.MapGames(store, games);
        application.MapImports(games, inbox, recorder, time);
        application.MapBooks(games, books, loader, time);
        application.MapSql(warehouse, games);
        application.MapRebuild(loader);
        application.MapRecentRejects(rejects);
        application.MapStatus(status);
        application.MapSettle(roles, async cancellation =>
        {
            await loader.CatchUpAsync(cancellation).ConfigureAwait(false);
            await warehouse.RefreshSessionsAsync(cancellation).ConfigureAwait(false);
        }, time);
        application.MapGet("/", context =>
        {
            context.Response.Redirect("/status");
            return Task.CompletedTask;
        });
    }

    /// <summary>Waits until every role works, so that a script which waited for this start finds everything there; a role that fails fails the start.</summary>
    private async Task UntilReadyAsync(RoleRunner runner, CancellationToken cancellation)
    {
        while (runner.Roles.Any(role => role.Status.State == "starting"))
        {
            if (runner.Completion.IsCompleted)
            {
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), time, cancellation).ConfigureAwait(false);
        }

        if (runner.Completion.IsCompleted)
        {
            await runner.Completion.ConfigureAwait(false);
        }
    }
}
