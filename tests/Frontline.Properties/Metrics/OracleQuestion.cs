using Frontline.Metrics.Questions;
using Frontline.Tests.Warehouse.Support;

namespace Frontline.Properties.Metrics;

/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Period">How days are put together.</param>
/// <param name="By">The value an event has of the dimension; null when it is not cut.</param>
/// <param name="Where">Whether an event is asked for.</param>
internal sealed record OracleQuestion(DateOnly From, DateOnly To, Granularity Period, Func<TestRow, string?>? By, Func<TestRow, bool> Where)
{
    public DateOnly PeriodOf(DateOnly day) => Period switch
    {
        Granularity.Day => day,
        Granularity.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        Granularity.Month => new DateOnly(day.Year, day.Month, 1),
        _ => From,
    };
}
