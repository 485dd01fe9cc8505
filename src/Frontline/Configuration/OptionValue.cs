using System.Globalization;

namespace Frontline.Configuration;

/// <summary>The text form of option values: what a person writes into a file or the environment, and what <c>frontline config</c> prints.</summary>
internal static class OptionValue
{
    private static readonly (string Unit, TimeSpan Length)[] Durations =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    private static readonly (string Unit, long Bytes)[] Sizes = [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40)];

    public static bool IsSupported(Type type) => ScalarOf(type) is var scalar
        && (scalar.IsEnum || scalar == typeof(string) || scalar == typeof(bool) || scalar == typeof(TimeSpan) || scalar == typeof(Uri) || IsInteger(scalar)
            || scalar == typeof(double) || scalar == typeof(float) || scalar == typeof(decimal));

    /// <param name="type">The option's type.</param>
    /// <param name="property">Its property's name: integers whose name speaks of bytes take KiB, MiB, GiB and TiB.</param>
    /// <param name="text">What was written.</param>
    /// <param name="value">The value.</param>
    /// <returns>What is expected instead, or null when the text is good.</returns>
    public static string? Parse(Type type, string property, string text, out object? value)
    {
        var scalar = ScalarOf(type);
        value = null;
        if (scalar == typeof(string))
        {
            value = text;
            return null;
        }

        if (text.Length == 0 && (Nullable.GetUnderlyingType(type) is not null || scalar == typeof(Uri)))
        {
            return null;
        }

        if (scalar == typeof(bool))
        {
            value = bool.TryParse(text, out var flag) ? flag : null;
            return value is null ? "true or false" : null;
        }

        if (scalar == typeof(TimeSpan))
        {
            value = ParseDuration(text);
            return value is null ? "a duration such as 250ms, 30s, 5m, 12h or 30d" : null;
        }

        if (scalar == typeof(Uri))
        {
            value = Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null;
            return value is null ? "an absolute URL" : null;
        }

        if (scalar.IsEnum)
        {
            var name = Enum.GetNames(scalar).FirstOrDefault(candidate => OptionName.Normalise(candidate) == OptionName.Normalise(text));
            value = name is null ? null : Enum.Parse(scalar, name);
            return value is null ? "one of " + string.Join(", ", Enum.GetNames(scalar).Select(OptionName.ToSnakeCase)) : null;
        }

        return ParseNumber(scalar, property, text, out value);
    }

    public static string Format(object? value, string property) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        TimeSpan duration => FormatDuration(duration),
        Enum name => OptionName.ToSnakeCase(name.ToString()),
        int or long when SpeaksOfBytes(property) => FormatSize(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        System.Collections.IDictionary map => string.Join(", ", map.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(name => $"{name}={Format(map[name], property)}")),
        System.Collections.IEnumerable list and not string => string.Join(", ", list.Cast<object?>().Select(item => Format(item, property))),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string? ParseNumber(Type scalar, string property, string text, out object? value)
    {
        value = null;
        if (!IsInteger(scalar))
        {
            var parsed = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
            value = parsed ? Convert.ChangeType(number, scalar, CultureInfo.InvariantCulture) : null;
            return parsed ? null : "a number";
        }

        var bytes = SpeaksOfBytes(property);
        var expected = bytes ? "a number of bytes, such as 65536, 64KiB, 8MiB or 2GiB" : "a whole number";
        var factor = 1L;
        var digits = text.Trim();
        foreach (var (unit, size) in bytes ? Sizes : [])
        {
            if (digits.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                (factor, digits) = (size, digits[..^unit.Length].TrimEnd());
                break;
            }
        }

        if (!long.TryParse(digits.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            return expected;
        }

        try
        {
            value = Convert.ChangeType(checked(integer * factor), scalar, CultureInfo.InvariantCulture);
            return null;
        }
        catch (OverflowException)
        {
            return expected + " that fits its range";
        }
    }

    private static TimeSpan? ParseDuration(string text)
    {
        var trimmed = text.Trim();
        foreach (var (unit, length) in Durations)
        {
            if (trimmed.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && decimal.TryParse(trimmed[..^unit.Length].TrimEnd(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            {
                var ticks = count * length.Ticks;
                return ticks is >= long.MinValue and <= long.MaxValue ? new TimeSpan((long)ticks) : null;
            }
        }

        return trimmed.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out var duration) ? duration
            : trimmed == "0" ? TimeSpan.Zero : null;
    }

    private static string FormatDuration(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        foreach (var (unit, length) in Durations.Reverse())
        {
            if (duration.Ticks % length.Ticks == 0)
            {
                return (duration.Ticks / length.Ticks).ToString(CultureInfo.InvariantCulture) + unit;
            }
        }

        return duration.ToString("c", CultureInfo.InvariantCulture);
    }

    private static string FormatSize(long bytes)
    {
        foreach (var (unit, size) in Sizes.Reverse())
        {
            if (bytes != 0 && bytes % size == 0)
            {
                return (bytes / size).ToString(CultureInfo.InvariantCulture) + unit;
            }
        }

        return bytes.ToString(CultureInfo.InvariantCulture);
    }

    private static bool SpeaksOfBytes(string property) => property.Contains("Bytes", StringComparison.Ordinal);

    private static bool IsInteger(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(byte) || type == typeof(uint);

    private static Type ScalarOf(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
