namespace Frontline.Enrichment.Values;

/// <summary>
/// A JSON number without any rounding: ± <see cref="Digits"/> × 10^<see cref="Exponent"/>, trailing zeros moved into the exponent.
/// Money never passes through a double, and neither do 64-bit integers.
/// </summary>
internal readonly struct ExactNumber
{
    /// <summary>Digits a <see cref="UInt128"/> surely holds.</summary>
    private const int DigitsMax = 38;

    /// <summary>Beyond this an exponent is only "huge": no column reaches it.</summary>
    private const int ExponentBound = 1_000_000_000;

    private ExactNumber(bool negative, UInt128 digits, int digitCount, int exponent)
    {
        IsNegative = negative;
        Digits = digits;
        DigitCount = digitCount;
        Exponent = exponent;
    }

    /// <summary>False for zero, also when written as -0.</summary>
    public bool IsNegative { get; }

    /// <summary>The significant digits as an integer; meaningless when <see cref="DigitCount"/> exceeds 38.</summary>
    public UInt128 Digits { get; }

    /// <summary>Significant digits, leading and trailing zeros left out; 0 for zero.</summary>
    public int DigitCount { get; }

    public int Exponent { get; }

    public bool IsZero => DigitCount == 0;

    /// <summary>Whether the number has no digits after the point.</summary>
    public bool IsInteger => IsZero || Exponent >= 0;

    /// <summary>Digits after the point.</summary>
    public int FractionDigits => IsZero ? 0 : Math.Max(0, -Exponent);

    /// <summary>Digits before the point; 0 or less below one.</summary>
    public int IntegerDigits => IsZero ? 0 : DigitCount + Exponent;

    /// <summary>Reads a number in JSON's grammar (RFC 8259, section 6); false when the text is anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ExactNumber number)
    {
        number = default;
        var at = 0;
        var negative = text.Length > 0 && text[0] == (byte)'-';
        if (negative) at++;

        var significand = default(Significand);
        var integerStart = at;
        while (at < text.Length && IsDigit(text[at])) significand.Append(text[at++]);
        var integerDigits = at - integerStart;
        if (integerDigits == 0 || (integerDigits > 1 && text[integerStart] == (byte)'0')) return false;

        var fractionDigits = 0;
        if (at < text.Length && text[at] == (byte)'.')
        {
            at++;
            while (at < text.Length && IsDigit(text[at]))
            {
                significand.Append(text[at++]);
                fractionDigits++;
            }

            if (fractionDigits == 0) return false;
        }

        var exponent = 0L;
        if (at < text.Length && (text[at] | 0x20) == 'e' && !TryParseExponent(text[(at + 1)..], out exponent)) return false;
        if (at < text.Length && (text[at] | 0x20) != 'e') return false;

        var total = Math.Clamp(exponent - fractionDigits + significand.TrailingZeros, -ExponentBound, ExponentBound);
        number = significand.Count == 0
            ? default
            : new ExactNumber(negative, significand.Digits, significand.Count, (int)total);
        return true;
    }

    /// <summary>The integer, when it is one and fits 64 bits.</summary>
    public bool TryToInt64(out long value)
    {
        value = 0;
        if (IsZero) return true;
        if (!IsInteger || IntegerDigits > 19) return false;
        var magnitude = Digits;
        for (var i = 0; i < Exponent; i++) magnitude *= 10;
        var limit = (UInt128)long.MaxValue + (IsNegative ? 1u : 0u);
        if (magnitude > limit) return false;
        value = IsNegative ? (long)-(Int128)magnitude : (long)magnitude;
        return true;
    }

    /// <summary>The decimal; the caller has checked that it has at most 28 digits in all.</summary>
    /// <exception cref="InvalidOperationException">It does not fit a decimal exactly.</exception>
    public decimal ToDecimal()
    {
        if (IsZero) return 0m;
        if (IntegerDigits > 28 || FractionDigits > 28 || DigitCount > 28) throw new InvalidOperationException("The number does not fit a decimal exactly.");
        var magnitude = Digits;
        for (var i = 0; i < Exponent; i++) magnitude *= 10;
        return new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), IsNegative, (byte)FractionDigits);
    }

    /// <summary>Whether both are the same number.</summary>
    public bool IsSameAs(ExactNumber other) =>
        DigitCount == other.DigitCount && DigitCount <= DigitsMax && Digits == other.Digits && (IsZero || (Exponent == other.Exponent && IsNegative == other.IsNegative));

    private static bool TryParseExponent(ReadOnlySpan<byte> text, out long exponent)
    {
        exponent = 0;
        var at = 0;
        var negative = text.Length > 0 && text[0] == (byte)'-';
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+') at++;
        if (at == text.Length) return false;
        for (; at < text.Length; at++)
        {
            if (!IsDigit(text[at])) return false;
            exponent = Math.Min((exponent * 10) + text[at] - '0', ExponentBound);
        }

        if (negative) exponent = -exponent;
        return true;
    }

    private static bool IsDigit(byte character) => character is >= (byte)'0' and <= (byte)'9';

    private struct Significand
    {
        public UInt128 Digits;
        public int Count;
        public int TrailingZeros;

        public void Append(byte character)
        {
            var digit = character - '0';
            if (digit == 0)
            {
                if (Count > 0) TrailingZeros++;
                return;
            }

            Count += TrailingZeros + 1;
            if (Count <= DigitsMax)
            {
                for (; TrailingZeros > 0; TrailingZeros--) Digits *= 10;
                Digits = (Digits * 10) + (uint)digit;
            }

            TrailingZeros = 0;
        }
    }
}
