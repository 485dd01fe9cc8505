using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Frontline.Enrichment.Plans;

/// <summary>The formats of JSON Schema's validation vocabulary (section 7.3) that a plan can ask for.</summary>
internal static class Formats
{
    private const int HostCharsMax = 253;
    private const int LabelCharsMax = 63;

    /// <summary>By name: in words, and the check.</summary>
    public static readonly FrozenDictionary<string, (string Words, Func<string, bool> Check)> All = new Dictionary<string, (string, Func<string, bool>)>
    {
        ["date-time"] = ("a date and time such as 2026-01-31T12:00:00Z", IsDateTime),
        ["date"] = ("a date such as 2026-01-31", text => IsDate(text)),
        ["time"] = ("a time such as 12:00:00Z", text => IsTime(text)),
        ["duration"] = ("a duration such as P1DT12H", IsDuration),
        ["email"] = ("an e-mail address", IsEmail),
        ["hostname"] = ("a host's name", text => IsHostname(text)),
        ["ipv4"] = ("an IPv4 address", text => IsIpv4(text)),
        ["ipv6"] = ("an IPv6 address", text => IsIpv6(text)),
        ["uri"] = ("a URI with its scheme", IsUri),
        ["uuid"] = ("a UUID", IsUuid),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static bool IsDateTime(string text) => text.Length > 10 && text[10] is 'T' or 't' && IsDate(text.AsSpan(0, 10)) && IsTime(text.AsSpan(11));

    private static bool IsDate(ReadOnlySpan<char> text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-'
        && Number(text[..4]) is var year and >= 0 && Number(text[5..7]) is var month and >= 1 and <= 12 && Number(text[8..]) is var day and >= 1
        // The year 0000 is a leap year.
        && day <= DateTime.DaysInMonth(year == 0 ? 4 : year, month);

    private static bool IsTime(ReadOnlySpan<char> text)
    {
        if (text.Length < 9 || text[2] != ':' || text[5] != ':') return false;
        var (hour, minute, second) = (Number(text[..2]), Number(text[3..5]), Number(text[6..8]));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60) return false;
        var rest = text[8..];
        if (rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0) return false;
            rest = rest[(1 + digits)..];
        }

        var offset = 0;
        if (rest is not ("Z" or "z"))
        {
            if (rest.Length != 6 || rest[0] is not ('+' or '-') || rest[3] != ':') return false;
            var (hours, minutes) = (Number(rest[1..3]), Number(rest[4..]));
            if (hours is < 0 or > 23 || minutes is < 0 or > 59) return false;
            offset = ((hours * 60) + minutes) * (rest[0] == '-' ? -1 : 1);
        }

        // A leap second is the last of a day in UTC.
        return second < 60 || ((hour * 60) + minute - offset + 2880) % 1440 == 1439;
    }

    /// <summary>RFC 3339, appendix A: units in their order, none left out between two.</summary>
    private static bool IsDuration(string text)
    {
        if (text.Length < 3 || text[0] != 'P') return false;
        var time = text.IndexOf('T', StringComparison.Ordinal);
        var date = time < 0 ? text.AsSpan(1) : text.AsSpan(1, time - 1);
        if (time < 0 && date[^1] == 'W') return Number(date[..^1], digitsMax: 18) >= 0;
        return (date.Length == 0 ? time >= 0 : HasUnits(date, "YMD")) && (time < 0 || HasUnits(text.AsSpan(time + 1), "HMS"));
    }

    private static bool HasUnits(ReadOnlySpan<char> text, string units)
    {
        var last = -1;
        while (text.Length > 0)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0) return false;
            var unit = units.IndexOf(text[digits], StringComparison.Ordinal);
            if (unit < 0 || (last >= 0 && unit != last + 1)) return false;
            last = unit;
            text = text[(digits + 1)..];
        }

        return last >= 0;
    }

    private static bool IsEmail(string text)
    {
        var at = text.LastIndexOf('@');
        if (at is < 1 or > 64) return false;
        var local = text.AsSpan(0, at);
        var domain = text.AsSpan(at + 1);
        if (domain is ['[', .. var literal, ']']) return IsLocalPart(local) && (literal.StartsWith("IPv6:") ? IsIpv6(literal[5..]) : IsIpv4(literal));
        return IsLocalPart(local) && IsHostname(domain);
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local is ['"', .. var quoted, '"']) return !quoted.ContainsAnyExceptInRange(' ', '~') && !quoted.Contains('"');
        var afterDot = true;
        foreach (var character in local)
        {
            if (character == '.' ? afterDot : !char.IsAsciiLetterOrDigit(character) && !"!#$%&'*+-/=?^_`{|}~".Contains(character, StringComparison.Ordinal)) return false;
            afterDot = character == '.';
        }

        return !afterDot;
    }

    private static bool IsHostname(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > HostCharsMax) return false;
        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (label.Length is 0 or > LabelCharsMax || label[0] == '-' || label[^1] == '-') return false;
            foreach (var character in label)
            {
                if (!char.IsAsciiLetterOrDigit(character) && character != '-') return false;
            }
        }

        return true;
    }

    private static bool IsIpv4(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (part.Length > 3 || Number(part) is < 0 or > 255 || (part.Length > 1 && part[0] == '0')) return false;
            parts++;
        }

        return parts == 4;
    }

    private static bool IsIpv6(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigit(character) && character is not (':' or '.')) return false;
        }

        var lastColon = text.LastIndexOf(':');
        return lastColon >= 0
            && (text.IndexOf('.') < 0 || IsIpv4(text[(lastColon + 1)..]))
            && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
    }

    private static bool IsUri(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !char.IsAsciiLetter(text[0])) return false;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (i < colon && !char.IsAsciiLetterOrDigit(character) && character is not ('+' or '-' or '.')) return false;
            if (character is <= ' ' or > '~' || "\"<>\\^`{|}".Contains(character, StringComparison.Ordinal)) return false;
            if (character == '%' && (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))) return false;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out _);
    }

    private static bool IsUuid(string text)
    {
        if (text.Length != 36) return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit(text[i])) return false;
        }

        return true;
    }

    /// <summary>A number of digits alone, or −1.</summary>
    private static int Number(ReadOnlySpan<char> digits, int digitsMax = 4)
    {
        if (digits.Length == 0 || digits.Length > digitsMax || digits.ContainsAnyExceptInRange('0', '9')) return -1;
        return digits.Length <= 4 ? int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
    }
}
