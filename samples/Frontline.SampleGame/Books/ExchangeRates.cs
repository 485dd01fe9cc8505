using System.Globalization;
using Frontline.SampleGame.Worlds;

namespace Frontline.SampleGame.Books;

/// <summary>
/// What a euro is in the world's currencies: made up, but of the size and unrest that they have, and the same in every world. There is a fixing on every working day since the euro began.
/// </summary>
public sealed class ExchangeRates
{
    public const string Base = "EUR";
    public const string FileName = "rates.csv";

    private const ulong Seed = 0xEC8;
    private const double Reversion = 0.004;
    private static readonly DateOnly Began = new(1999, 1, 4);

    /// <summary>Where a rate comes back to, the standard deviation of a day's change, and the digits it is fixed to.</summary>
    private static readonly (string Currency, double Mean, double Change, int Digits)[] Kinds =
    [
        ("USD", 1.12, 0.0045, 4), ("GBP", 0.86, 0.0040, 5), ("SEK", 10.9, 0.0040, 4), ("BRL", 5.8, 0.0090, 4), ("JPY", 158, 0.0055, 2), ("KRW", 1_480, 0.0050, 2), ("AUD", 1.68, 0.0050, 4),
    ];

    private ExchangeRates(DateOnly date, IReadOnlyList<decimal> perEuro) => (Date, PerEuro) = (date, perEuro);

    /// <summary>The columns of <see cref="PerEuro"/>.</summary>
    public static IReadOnlyList<string> Currencies { get; } = [.. Kinds.Select(kind => kind.Currency)];

    public DateOnly Date { get; }

    /// <summary>Units of each of <see cref="Currencies"/> for one euro.</summary>
    public IReadOnlyList<decimal> PerEuro { get; }

    /// <summary>The fixings that a world needs until a day: from a week before its first day, since a rate holds until the next one.</summary>
    public static IEnumerable<ExchangeRates> Of(SampleWorld world, DateOnly last)
    {
        ArgumentNullException.ThrowIfNull(world);
        return Between(world.Options.FirstDay.AddDays(-7), last);
    }

    /// <summary>Fixings in the order of their days, both ends included.</summary>
    public static IEnumerable<ExchangeRates> Between(DateOnly first, DateOnly last)
    {
        var walks = new double[Kinds.Length];
        for (var date = Began; date <= last; date = date.AddDays(1))
        {
            if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            for (var i = 0; i < walks.Length; i++)
            {
                walks[i] += (Kinds[i].Change * Normal(i, date)) - (Reversion * walks[i]);
            }

            if (date >= first)
            {
                yield return new ExchangeRates(date, [.. Kinds.Select((kind, i) => decimal.Round((decimal)(kind.Mean * Math.Exp(walks[i])), kind.Digits))]);
            }
        }
    }

    /// <summary>Writes fixings as the European Central Bank publishes its own: a date a row, newest first, and a currency a column.</summary>
    public static void WriteCsv(TextWriter output, IEnumerable<ExchangeRates> fixings)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write($"Date,{string.Join(',', Currencies)}\n");
        foreach (var fixing in fixings.Reverse())
        {
            output.Write($"{fixing.Date.ToString("O", CultureInfo.InvariantCulture)},{string.Join(',', fixing.PerEuro.Select(rate => rate.ToString(CultureInfo.InvariantCulture)))}\n");
        }
    }

    /// <summary>Nearly normal, of variance 1: twelve uniforms.</summary>
    private static double Normal(int currency, DateOnly date)
    {
        var random = GameRandom.For(Seed, currency, date.DayNumber);
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            sum += random.NextUnit();
        }

        return sum;
    }
}
