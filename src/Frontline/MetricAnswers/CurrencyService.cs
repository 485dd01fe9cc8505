using System.Globalization;
using System.Text.Json;
using Frontline.Client.Contracts;
using Frontline.Core.Games;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Questions;
using Frontline.Statistics;

namespace Frontline.MetricAnswers;

/// <summary>Answers what currencies did to revenue.</summary>
internal sealed class CurrencyService(GameData data, DataNames names)
{
    private const int HorizonDays = 30;

    /// <summary>The parameters that are known.</summary>
    public static readonly string[] Known = ["game", "from", "to", "base_from", "base_to", "where", "currency", "as_of"];

    /// <exception cref="MetricException">Days or filter do not fit; says what would.</exception>
    public async Task<CurrencyAnswer> AnswerAsync(Game game, IQueryCollection query, CancellationToken cancellation)
    {
        var scope = QuestionScope.Read(query, Known);
        var reach = await data.ReachAsync(game, scope.Knowledge, cancellation).ConfigureAwait(false);
        var (from, to) = scope.Days(reach);
        var baseTo = QuestionScope.Day(query, "base_to") ?? from.AddDays(-1);
        var question = new CurrencyQuestion
        {
            From = from, To = to, BaseFrom = QuestionScope.Day(query, "base_from") ?? baseTo.AddDays(from.DayNumber - to.DayNumber), BaseTo = baseTo, Where = scope.Filter(),
            Game = MetricService.TermsOf(game, QuestionScope.Currency(query)),
        };
        await names.CheckAsync(game, reach, [], question.Where, cancellation).ConfigureAwait(false);
        var rows = await data.QueryAsync(game, CurrencyCompiler.Compile(question), scope.Knowledge, cancellation).ConfigureAwait(false);
        var shares = rows.Select(row => (Row: Row(row), Share: Share(row))).ToList();
        var whole = shares.Select(share => share.Share).OfType<CurrencyShare>().ToList();
        var (before, now, constant) = (whole.Sum(share => share.BaseReported), whole.Sum(share => share.Reported), whole.Sum(share => share.Constant));
        return new CurrencyAnswer(
            game.Id, question.Game.Currency, from, to, question.BaseFrom, question.BaseTo, scope.AsOf, before, now, constant, now - constant, constant - before, before == 0 ? null : (now / before) - 1,
            before == 0 ? null : (constant / before) - 1, HorizonDays, [.. shares.Select(share => share.Row)], [.. Warnings(reach, shares.Where(share => share.Share is null).Select(share => share.Row.Currency))]);
    }

    private static CurrencyShare? Share(JsonElement row) =>
        Number(row, "base_rate") is { } baseRate && Number(row, "rate") is { } rate ? new CurrencyShare(row.GetProperty("base_local").GetDouble(), row.GetProperty("local").GetDouble(), baseRate, rate) : null;

    // Changes from fixing to fixing are taken for independent: their variance grows with the number of fixings, and that with the days.
    private static CurrencyRow Row(JsonElement row)
    {
        var share = Share(row);
        var changes = Number(row, "span_days") is { } span and > 0 ? row.GetProperty("fixings").GetInt64() / span * HorizonDays : 0;
        var volatility = Number(row, "volatility") * Math.Sqrt(changes);
        return new CurrencyRow(
            row.GetProperty("currency").GetString()!, row.GetProperty("base_local").GetDouble(), row.GetProperty("local").GetDouble(), Number(row, "base_rate"), Number(row, "rate"), share?.Reported, share?.Constant,
            share?.PriceOfMoney, share?.Volume, volatility, share?.Reported * volatility);
    }

    private static double? Number(JsonElement row, string name) => row.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    private static IEnumerable<string> Warnings(DataReach reach, IEnumerable<string> without)
    {
        var list = string.Join(", ", without);
        if (reach.FirstDay is null)
        {
            yield return "The game has no data yet.";
        }

        if (list.Length > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Left out of the sums, since one of the periods has no rate: {list}. `frontline rates import` brings rates.");
        }
    }
}
