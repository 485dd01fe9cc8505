using System.Text.Json;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Core.Games;
using Frontline.Metrics.Funnels;
using Frontline.Metrics.Questions;
using Frontline.Warehouse.Queries;

namespace Frontline.MetricAnswers;

/// <summary>Answers questions about funnels, one at a time, since each may hold much memory.</summary>
internal sealed class FunnelService(GameData data, DataNames names) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <exception cref="MetricException">Steps, days, dimensions or filter do not fit; says what would.</exception>
    public async Task<FunnelAnswer> AnswerAsync(Game game, FunnelRequest request, CancellationToken cancellation)
    {
        var reach = await data.ReachAsync(game, request.Scope.Knowledge, cancellation).ConfigureAwait(false);
        var (from, to) = request.Scope.Days(reach);
        var question = new FunnelQuestion { Steps = request.Steps, From = from, To = to, Within = request.Within, Start = request.Start, By = request.Scope.By, Where = request.Scope.Filter() };
        FunnelCompiler.Check(question);
        foreach (var step in question.Steps)
        {
            await names.CheckAsync(game, reach, "bad_step", $"Step '{step.Event}': ", DataName.In(step.Where).Prepend(new DataName(DataNameKind.Event, step.Event)), cancellation).ConfigureAwait(false);
        }

        await names.CheckAsync(game, reach, question.By, question.Where, cancellation).ConfigureAwait(false);
        var groups = await CountAsync(game, question, request.Scope.Knowledge, cancellation).ConfigureAwait(false);

        // Days before yesterday ended at least a day ago, in every time zone.
        var finished = reach.Until is { } until && to.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc).AddDays(1) + request.Within < until;
        return new FunnelAnswer(
            game.Id, game.TimeZone, from, to, WireJson.NameOf(request.Start), request.Within.TotalSeconds, [.. request.Steps.Select(step => step.Text)],
            question.By, request.Scope.Where, request.Scope.AsOf, reach.Until, finished, [.. groups.OrderByDescending(group => group.Players[0]).SelectMany(group => Rows(question, group))], reach.FirstDay is null ? ["The game has no data yet."] : []);
    }

    public void Dispose() => turn.Dispose();

    private async Task<IReadOnlyList<FunnelGroup>> CountAsync(Game game, FunnelQuestion question, Knowledge? knowledge, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await new FunnelCounter((sql, events, token) => data.ReadAsync(game, sql, knowledge, rows => FunnelRows.AddTo(events, rows), token)).CountAsync(question, cancellation).ConfigureAwait(false);
        }
        catch (FunnelTooLargeException exception)
        {
            throw new QueryException(QueryFailure.OutOfMemory, exception.Message, exception);
        }
        finally
        {
            turn.Release();
        }
    }

    private static IEnumerable<FunnelRow> Rows(FunnelQuestion question, FunnelGroup group)
    {
        var values = group.Values is { } text ? JsonSerializer.Deserialize<JsonElement[]>(text)! : [];
        var dimensions = question.By.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
        return group.Players.Select((players, i) =>
            new FunnelRow(i + 1, dimensions, players, Share(players, group.Players[0]), i == 0 ? null : Share(players, group.Players[i - 1]), group.MedianSeconds[i]));
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : part / (double)whole;
}
