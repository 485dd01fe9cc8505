using System.Buffers.Text;
using Frontline.Enrichment.Values;

namespace Frontline.Enrichment.Plans;

/// <summary>Compares JSON numbers by what they say, digit by digit: of any length, without rounding.</summary>
internal static class NumberText
{
    /// <summary>Beyond this an exponent is only "huge".</summary>
    private const long ExponentBound = 1_000_000_000;

    /// <summary>Whether the number has no fraction; 1.0 and 1e2 are integers.</summary>
    public static bool IsInteger(ReadOnlySpan<byte> number) =>
        number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 || (ExactNumber.TryParse(number, out var exact) && exact.IsInteger);

    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (Utf8Parser.TryParse(left, out long leftInteger, out var leftUsed) && leftUsed == left.Length
            && Utf8Parser.TryParse(right, out long rightInteger, out var rightUsed) && rightUsed == right.Length)
        {
            return leftInteger.CompareTo(rightInteger);
        }

        var leftDigits = new Digits(left);
        var rightDigits = new Digits(right);
        if (leftDigits.Sign != rightDigits.Sign || leftDigits.Sign == 0) return leftDigits.Sign.CompareTo(rightDigits.Sign);
        return leftDigits.Sign * CompareMagnitudes(ref leftDigits, ref rightDigits);
    }

    private static int CompareMagnitudes(ref Digits left, ref Digits right)
    {
        if (left.PointAt != right.PointAt) return left.PointAt.CompareTo(right.PointAt);
        while (!left.IsAtEnd || !right.IsAtEnd)
        {
            var order = left.Take().CompareTo(right.Take());
            if (order != 0) return order;
        }

        return 0;
    }

    /// <summary>The significant digits of a number, one by one; endless zeros follow them.</summary>
    private ref struct Digits
    {
        private ReadOnlySpan<byte> rest;

        public Digits(ReadOnlySpan<byte> number)
        {
            var isNegative = number[0] == '-';
            if (isNegative) number = number[1..];
            var exponentAt = number.IndexOfAny((byte)'e', (byte)'E');
            var exponent = exponentAt < 0 ? 0 : Exponent(number[(exponentAt + 1)..]);
            rest = exponentAt < 0 ? number : number[..exponentAt];
            var point = rest.IndexOf((byte)'.');
            var first = rest.IndexOfAnyExcept((byte)'0', (byte)'.');
            if (first < 0)
            {
                rest = default;
                return;
            }

            Sign = isNegative ? -1 : 1;
            if (point < 0) point = rest.Length;
            // 0.001 has its first digit two places behind the point: −2.
            PointAt = exponent + (first < point ? point - first : point - first + 1);
            rest = rest[first..];
        }

        /// <summary>−1, 0 or 1.</summary>
        public int Sign { get; }

        /// <summary>How many digits stand before the point, from the first significant one on; negative when zeros follow the point.</summary>
        public long PointAt { get; }

        public readonly bool IsAtEnd => rest.Length == 0;

        public int Take()
        {
            if (rest.Length > 0 && rest[0] == '.') rest = rest[1..];
            if (rest.Length == 0) return 0;
            var digit = rest[0] - '0';
            rest = rest[1..];
            return digit;
        }

        private static long Exponent(ReadOnlySpan<byte> text)
        {
            var isNegative = text[0] == '-';
            var value = 0L;
            foreach (var character in text)
            {
                if (character is (byte)'-' or (byte)'+') continue;
                value = Math.Min((value * 10) + character - '0', ExponentBound);
            }

            return isNegative ? -value : value;
        }
    }
}
