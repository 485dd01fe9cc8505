using System.Globalization;
using Frontline.Core;
using Frontline.Enrichment.Values;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;
using Frontline.Warehouse.Queries;
using Microsoft.Extensions.Primitives;

namespace Frontline.MetricAnswers;

/// <summary>What every question has: days, dimensions, a condition, and what may be known.</summary>
/// <param name="From">First day; null when nobody said.</param>
/// <param name="To">Last day; null when nobody said.</param>
/// <param name="By">Dimensions.</param>
/// <param name="Where">The condition's text; null for none.</param>
/// <param name="AsOf">The moment whose knowledge is asked for; null for all that is known now.</param>
internal sealed record QuestionScope(DateOnly? From, DateOnly? To, IReadOnlyList<string> By, string? Where, DateTimeOffset? AsOf = null)
{
    /// <summary>What the answer may rest on; null for all that is known now.</summary>
    public Knowledge? Knowledge { get; init; } = AsOf is { } moment ? new Knowledge(Timestamp.FromDateTimeOffset(moment)) : null;

    /// <summary>How many days are shown when nobody said.</summary>
    public const int DefaultDays = 30;

    /// <summary>Before this, no game has events.</summary>
    private const int FirstYear = 1970;

    /// <summary>A period's end and trailing days must be dates too.</summary>
    private const int LastYear = 9990;

    /// <exception cref="MetricException">A parameter is not known or cannot be read.</exception>
    public static QuestionScope Read(IQueryCollection query, IReadOnlyCollection<string> known)
    {
        if (query.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown)
        {
            throw new MetricException("bad_request", $"'{unknown}' is not a parameter here.{NearestName.Hint(unknown, known)}");
        }

        return new QuestionScope(
            Day(query, "from"), Day(query, "to"), [.. query["by"].SelectMany(names => (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))], Text(query, "where"),
            Moment(query, "as_of"));
    }

    /// <summary>The days that are meant: without a word the last ones with data.</summary>
    public (DateOnly From, DateOnly To) Days(DataReach reach)
    {
        var to = To ?? reach.UntilDay ?? From ?? reach.Today;
        return (From ?? to.AddDays(1 - DefaultDays), to);
    }

    /// <summary>The parsed condition; null for none.</summary>
    /// <exception cref="MetricException">It cannot be read.</exception>
    public Expression? Filter()
    {
        try
        {
            return Where is null ? null : ExpressionParser.Parse(Where);
        }
        catch (ExpressionException exception)
        {
            throw new MetricException("bad_filter", $"where: {exception.Where}");
        }
    }

    /// <exception cref="MetricException">It is no period.</exception>
    public static Granularity Granularity(IQueryCollection query) => Text(query, "period") is not { } period ? Metrics.Questions.Granularity.Day
        : Enum.TryParse<Granularity>(period, ignoreCase: true, out var found) && !char.IsAsciiDigit(period[0]) ? found
        : throw new MetricException("bad_period", $"'{period}' is not a period. Known are: day, week, month, total.");

    /// <exception cref="MetricException">It is no currency's code.</exception>
    public static string? Currency(IQueryCollection query) => Text(query, "currency") is not { } currency ? null
        : CurrencyCodes.TryFind(currency, out var code, out _) && code == currency ? currency
        : throw new MetricException("bad_currency", $"'{currency}' is not a currency that is known here; a code such as USD or BTC is expected.");

    /// <exception cref="MetricException">It is no moment.</exception>
    public static DateTimeOffset? Moment(IQueryCollection query, string name) => Text(query, name) is not { } text ? null
        : MomentText.TryParse(text, out var moment) ? moment
        : throw new MetricException("bad_moment", $"'{name}' is '{text}'; a moment is written as 2026-01-31 or 2026-01-31T12:00:00Z.");

    public static string? Text(IQueryCollection query, string name) => StringValues.IsNullOrEmpty(query[name]) ? null : query[name].ToString();

    /// <exception cref="MetricException">It is no day.</exception>
    public static DateOnly? Day(IQueryCollection query, string name) =>
        Text(query, name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= FirstYear and <= LastYear ? day
        : throw new MetricException("bad_period", $"'{name}' is '{text}'; a day is written as 2026-01-31, from {FirstYear} to {LastYear}.");
}
