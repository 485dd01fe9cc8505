using System.Text.Json;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Core.Games;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Questions;

namespace Frontline.MetricAnswers;

/// <summary>Answers questions about funnels.</summary>
internal sealed class FunnelService(GameData data)
{
    /// <exception cref="MetricException">Steps, days, dimensions or filter do not fit; says what would.</exception>
    public async Task<FunnelAnswer> AnswerAsync(Game game, FunnelRequest request, CancellationToken cancellation)
    {
        var reach = await data.ReachAsync(game, request.Scope.Knowledge, cancellation).ConfigureAwait(false);
        var (from, to) = request.Scope.Days(reach);
        var question = new FunnelQuestion { Steps = request.Steps, From = from, To = to, Within = request.Within, Start = request.Start, By = request.Scope.By, Where = request.Scope.Filter() };
        var rows = await data.QueryAsync(game, FunnelCompiler.Compile(question), request.Scope.Knowledge, cancellation).ConfigureAwait(false);

        // Days before yesterday ended at least a day ago, in every time zone.
        var finished = reach.Until is { } until && to.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc).AddDays(1) + request.Within < until;
        return new FunnelAnswer(
            game.Id, game.TimeZone, from, to, WireJson.NameOf(request.Start), request.Within.TotalSeconds, [.. request.Steps.Select(step => step.Text)],
            question.By, request.Scope.Where, request.Scope.AsOf, reach.Until, finished, [.. Rows(question, rows)], reach.FirstDay is null ? ["The game has no data yet."] : []);
    }

    private static IEnumerable<FunnelRow> Rows(FunnelQuestion question, IReadOnlyList<JsonElement> rows)
    {
        var groups = rows.GroupBy(row => string.Join('\u001f', question.By.Select(name => row.GetProperty(name).GetRawText()))).OrderByDescending(group => group.Max(row => row.GetProperty("players").GetInt64()));
        foreach (var group in groups)
        {
            var dimensions = question.By.ToDictionary(name => name, name => group.First().GetProperty(name));
            var byStep = group.ToDictionary(row => row.GetProperty("step").GetInt32());
            for (var step = 1; step <= question.Steps.Count; step++)
            {
                var players = Players(step);
                yield return new FunnelRow(step, dimensions, players, Share(players, Players(1)), step == 1 ? null : Share(players, Players(step - 1)), Median(step));
            }

            long Players(int step) => byStep.TryGetValue(step, out var row) ? row.GetProperty("players").GetInt64() : 0;

            double? Median(int step) => byStep.TryGetValue(step, out var row) && row.GetProperty("median_s") is { ValueKind: JsonValueKind.Number } median ? median.GetDouble() : null;
        }
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : part / (double)whole;
}
