using System.Globalization;
using Frontline.Enrichment.Values;

namespace Frontline.Books;

/// <summary>What a cell of each column of a book may be, and its one canonical text, by which equal values are equal.</summary>
internal static class BookCells
{
    private const int TextCharactersMax = 500;
    private const int RateDigits = 18;
    private const int CostDigits = 8;
    private const decimal RateEnd = 1_000_000_000_000_000_000m;
    private const decimal CostEnd = 10_000_000_000m;

    /// <summary>Reads a cell.</summary>
    /// <param name="column">The book's column.</param>
    /// <param name="text">As it stands in the file.</param>
    /// <param name="problem">What is wrong with it, in a sentence; null when nothing is.</param>
    /// <returns>The canonical text; null where the cell is empty and may be, or wrong.</returns>
    public static string? Read(string column, string text, out string? problem)
    {
        text = text.Trim();
        problem = null;
        if (text.Length == 0)
        {
            problem = column is "network" or "country" or "platform" or "installs" or "clicks" or "impressions" ? null : "The cell is empty.";
            return null;
        }

        var value = column switch
        {
            "date" => Date(text),
            "base" or "quote" or "currency" => CurrencyCodes.TryFind(text, out var code, out _) ? code : null,
            "rate" => Number(text, RateDigits, RateEnd) is { } rate && rate > 0 ? Canonical(rate) : null,
            "cost" => Number(text, CostDigits, CostEnd) is { } cost && cost >= 0 && DigitsAfterPoint(text) <= CostDigits ? Canonical(cost) : null,
            "installs" or "clicks" or "impressions" => Number(text, 0, CostEnd) is { } number && number >= 0 && IsWhole(text) ? Canonical(number) : null,
            "country" => CountryCodes.Find(text),
            "platform" => Platforms.Find(text),
            _ => text.Length <= TextCharactersMax && !text.Any(char.IsControl) ? text : null,
        };
        problem = value is null ? Problem(column, Shown(text)) : null;
        return value;
    }

    private static string Problem(string column, string text) => column switch
    {
        "date" => $"'{text}' is not a date; one such as 2026-01-31 is expected.",
        "base" or "quote" or "currency" => $"'{text}' is not a currency that is known here; a code such as USD or BTC is expected.",
        "rate" => $"'{text}' is not a rate; a number above zero such as 1.0843 is expected.",
        "cost" => $"'{text}' is not a cost; a number such as 120.50, not below zero, less than {CostEnd.ToString("N0", CultureInfo.InvariantCulture)} and with at most {CostDigits} digits after the point, is expected.",
        "country" => $"'{text}' is not a country; a code such as DE is expected.",
        "platform" => $"'{text}' is not a platform; ios or android, say, is expected.",
        "installs" or "clicks" or "impressions" => $"'{text}' is not a count; a whole number, not below zero, is expected.",
        _ => $"'{text}' is longer than {TextCharactersMax} characters or has control characters.",
    };

    private static string? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null;

    private static decimal? Number(string text, int digits, decimal end) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < end
            ? Math.Round(number, digits)
            : null;

    /// <summary>Zeros at the end aside. Asked of the text, since the number may have been rounded when it was read.</summary>
    private static long DigitsAfterPoint(string text)
    {
        var end = text.IndexOfAny(['e', 'E']);
        var mantissa = end < 0 ? text : text[..end];
        var exponent = end >= 0 && int.TryParse(text.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) ? power : 0;
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var zeros = digits.Length - digits.TrimEnd('0').Length;
        return (point < 0 ? 0 : mantissa.Length - point - 1) - zeros - (long)exponent;
    }

    private static bool IsWhole(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) is var number && number == decimal.Truncate(number);

    /// <summary>Without zeros at the end, which a decimal remembers.</summary>
    private static string Canonical(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static string Shown(string text) => text.Length <= 40 ? text : text[..39] + "…";
}
