using System.Globalization;

namespace Frontline.Status;

/// <summary>Finds in a report what someone should do something about. Pure.</summary>
internal static class StatusWarnings
{
    /// <summary>Behind by more than this, numbers are visibly late.</summary>
    private const double LagSecondsMax = 30;

    private const double DaysUntilFullMin = 7;

    /// <summary>Below this the Receiver is about to refuse (its default reserve is half of it).</summary>
    private const long FreeBytesMin = 1L << 30;

    /// <summary>DESIGN: a rate is used for at most this long.</summary>
    private const int RateHoldsDays = 7;

    /// <summary>A share of rejects that a release with a mistake makes and everyday noise does not.</summary>
    private const double RejectShareMax = 0.05;

    /// <summary>Fewer events an hour say nothing about shares.</summary>
    private const long EventsMin = 100;

    public static IReadOnlyList<string> Of(StatusReport report) =>
        [.. Roles(report), .. Dependencies(report), .. Disk(report), .. Ledger(report), .. Rates(report), .. Books(report), .. report.Problems];

    private static IEnumerable<string> Roles(StatusReport report)
    {
        foreach (var role in report.Roles)
        {
            if (role.State == "failed")
            {
                yield return $"The {role.Name} has failed: {role.LastError} Restart it; if it fails again at once, run `frontline lake verify` and `frontline audit`.";
            }
            else if (role.LagSeconds > LagSecondsMax)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"The {role.Name} is {role.LagSeconds:0} s behind{(role.LagEvents is { } events ? $" ({events:N0} events)" : "")}. Nothing is lost; if it does not shrink, the machine is too small for what arrives: look at the load, or lower it with rate limits on keys.");
            }
        }
    }

    private static IEnumerable<string> Dependencies(StatusReport report) =>
        report.Dependencies.Where(dependency => dependency.State != DependencyStatus.Ok).Select(dependency => dependency.Name switch
        {
            "inbox" => $"Events are refused with 503, and well-behaved clients keep them: {dependency.LastError}",
            "warehouse" when dependency.State == DependencyStatus.Rebuilding => $"{dependency.LastError} Recording and live numbers go on.",
            "warehouse" => $"The warehouse does not answer: {dependency.LastError} Recording and live numbers go on; `frontline rebuild` makes the warehouse anew from the lake.",
            _ => $"The {dependency.Name} ({dependency.Kind}) fails: {dependency.LastError}",
        });

    private static IEnumerable<string> Disk(StatusReport report)
    {
        var disk = report.Disk;
        if (disk.FreeBytes < FreeBytesMin)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Only {disk.FreeBytes / 1048576.0:N0} MB are left on the disk of {disk.Path}. Soon events are refused with 503: make space, or move the data directory to a larger disk.");
        }
        else if (disk.DaysUntilFull < DaysUntilFullMin)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"At the pace of the last hours the disk of {disk.Path} is full in {disk.DaysUntilFull:0.0} days. Plan for more space.");
        }
    }

    private static IEnumerable<string> Ledger(StatusReport report)
    {
        foreach (var game in report.Ledger.GroupBy(hour => hour.Game))
        {
            // The current hour still fills, and what is on the road is in it.
            foreach (var hour in game.Where(hour => hour.Open != 0 && !IsCurrent(hour, report)))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"The ledger of {hour.Game} is uneven by {hour.Open:N0} events in the hour from {hour.Hour}. If that stays, run `frontline audit`: it names minute and station.");
            }

            var newest = game.First();
            if (IsCurrent(newest, report) && newest.Received >= EventsMin && newest.Rejected > newest.Received * RejectShareMax)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{100.0 * newest.Rejected / newest.Received:0} % of the events of {newest.Game} are rejected this hour ({newest.Rejected:N0} of {newest.Received:N0}). See why: frontline sql \"select codes, name, count(*) from rejects where game = '{newest.Game}' group by all order by 3 desc\"");
            }
        }
    }

    private static IEnumerable<string> Rates(StatusReport report)
    {
        var today = DateOnly.ParseExact(report.Now.AsSpan(0, "yyyy-MM-dd".Length), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (report.RatesUntil is { } last && last.AddDays(RateHoldsDays) < today)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The newest exchange rates are of {last:yyyy-MM-dd} and hold for {RateHoldsDays} days: money of later days stays unconverted. `frontline rates import` brings newer ones, for the days since too.");
        }
    }

    private static IEnumerable<string> Books(StatusReport report) => report.DamagedBooks.Select(damage =>
        $"The book {damage.Book} is damaged: {damage.Message} What it has from there on is missing in SQL, or would be after a rebuild, and nothing can be imported into it; events and the other books go on. "
        + $"Put {damage.Document} back from a backup of the lake: it is looked for once a minute. Without one, move it and the documents behind it away, restart, and import their files again.");

    private static bool IsCurrent(LedgerHour hour, StatusReport report) => string.CompareOrdinal(hour.Hour, 0, report.Now, 0, "yyyy-MM-ddTHH".Length) == 0;
}
