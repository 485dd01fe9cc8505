using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Lake.Books;
using Frontline.Warehouse;
using Frontline.Warehouse.Queries;

namespace Frontline.MetricAnswers.Totals;

/// <summary>Keeps the totals of each game once a day, when it is four in the morning there: in the lake, as a book, so that they outlive the warehouse and what is erased.</summary>
/// <param name="games">The games.</param>
/// <param name="calendar">Tells when it is four in the morning.</param>
/// <param name="totals">What is worth keeping.</param>
/// <param name="upkeep">Brings sessions up to date, which have metrics too.</param>
/// <param name="books">The lake's books.</param>
/// <param name="loadBooks">Brings new documents into the warehouse.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Is told of what was kept and what could not be.</param>
internal sealed partial class TotalsKeeper(IGameCatalog games, IGameCalendar calendar, MetricTotals totals, IWarehouseUpkeep upkeep, BookStore books, Func<CancellationToken, Task> loadBooks, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>After midnight: most of what comes late has come.</summary>
    private static readonly TimeSpan AfterMidnight = TimeSpan.FromHours(4);

    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<string, Timestamp> looked = new(StringComparer.Ordinal);
    private Task running = Task.CompletedTask;
    private ITimer? timer;

    /// <summary>Looks every ten minutes from now on, until disposed.</summary>
    public void Start() => timer = time.CreateTimer(_ => LookIfIdle(), null, Interval, Interval);

    /// <summary>Keeps the totals of the games for which it is time.</summary>
    public async Task KeepAsync(CancellationToken cancellation)
    {
        foreach (var game in games.Games)
        {
            var due = DueOf(game);
            if (looked.TryGetValue(game.Id, out var last) ? last < due : (await totals.KeptLastAsync(game, cancellation).ConfigureAwait(false) is not { } kept || Timestamp.FromDateTimeOffset(kept) < due))
            {
                await KeepAsync(game, cancellation).ConfigureAwait(false);
            }

            looked[game.Id] = Timestamp.Now(time);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (timer is not null)
        {
            await timer.DisposeAsync().ConfigureAwait(false);
        }

        await stopping.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task KeepAsync(Game game, CancellationToken cancellation)
    {
        await upkeep.RefreshSessionsAsync(cancellation).ConfigureAwait(false);
        var fresh = await totals.FreshAsync(game, (metric, reason) => CannotKeep(log, game.Id, metric, reason), cancellation).ConfigureAwait(false);
        if (fresh.Count > 0)
        {
            await books.AddAsync(Book.MetricTotals, "nightly", [], fresh, time, cancellation).ConfigureAwait(false);
            await loadBooks(cancellation).ConfigureAwait(false);
            Kept(log, game.Id, fresh.Count);
        }
    }

    private Timestamp DueOf(Game game)
    {
        var now = Timestamp.Now(time);
        var today = calendar.DayOf(game.TimeZone, now);
        var due = Due(today);
        return due <= now ? due : Due(today.AddDays(-1));

        Timestamp Due(DateOnly day) => Timestamp.FromDateTimeOffset(calendar.StartOf(game.TimeZone, day).ToDateTimeOffset() + AfterMidnight);
    }

    private void LookIfIdle()
    {
        if (running.IsCompleted)
        {
            running = Task.Run(LookAsync);
        }
    }

    private async Task LookAsync()
    {
        try
        {
            await KeepAsync(stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program ends; the next start keeps them.
        }
        catch (Exception exception) when (exception is IOException or QueryException or UpkeepException or DataDamagedException)
        {
            // Tried again at the next look.
            Failed(log, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Kept {Count} totals of {Game}")]
    private static partial void Kept(ILogger log, string game, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The totals of {Metric} of {Game} could not be kept: {Reason}")]
    private static partial void CannotKeep(ILogger log, string game, string metric, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Totals could not be kept and are tried again in ten minutes")]
    private static partial void Failed(ILogger log, Exception exception);
}
