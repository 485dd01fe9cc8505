using System.Globalization;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;
using Microsoft.Extensions.Primitives;

namespace Frontline.MetricAnswers;

/// <summary>A question as it is asked by HTTP.</summary>
internal sealed record MetricRequest
{
    private static readonly string[] Known = ["game", "from", "to", "period", "by", "where", "currency"];

    public required string Metric { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public Granularity Period { get; init; } = Granularity.Day;

    public IReadOnlyList<string> By { get; init; } = [];

    public string? Where { get; init; }

    public string? Currency { get; init; }

    /// <exception cref="MetricException">A parameter is not known or cannot be read.</exception>
    public static MetricRequest Read(string metric, IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(key => !Known.Contains(key)) is { } unknown)
        {
            throw new MetricException("bad_request", $"'{unknown}' is not a parameter here.{Core.NearestName.Hint(unknown, Known)}");
        }

        return new MetricRequest
        {
            Metric = metric,
            From = Day(query, "from"),
            To = Day(query, "to"),
            Period = Text(query, "period") is not { } period ? Granularity.Day
                : Enum.TryParse<Granularity>(period, ignoreCase: true, out var found) && !char.IsAsciiDigit(period[0]) ? found
                : throw new MetricException("bad_period", $"'{period}' is not a period. Known are: day, week, month, total."),
            By = [.. query["by"].SelectMany(names => (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
            Where = Text(query, "where"),
            Currency = Text(query, "currency") is not { } currency ? null
                : currency.Length is >= 3 and <= 10 && currency.All(char.IsAsciiLetterUpper) ? currency
                : throw new MetricException("bad_currency", $"'{currency}' is not a currency's code; it is written as EUR or USD."),
        };
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
            throw new MetricException("bad_filter", $"--where: {exception.Where}");
        }
    }

    private static DateOnly? Day(IQueryCollection query, string name) =>
        Text(query, name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1970 ? day
        : throw new MetricException("bad_period", $"'{name}' is '{text}'; a day is written as 2026-01-31.");

    private static string? Text(IQueryCollection query, string name) => StringValues.IsNullOrEmpty(query[name]) ? null : query[name].ToString();
}
