using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>multipleOf</c>, exact: 0.3 is a multiple of 0.1.</summary>
/// <param name="digits">The divisor's digits, at most 10^18; the divisor is digits × 10^exponent.</param>
/// <param name="exponent">Its exponent.</param>
/// <param name="words">The divisor as written.</param>
internal sealed class MultipleOfRule(ulong digits, int exponent, string words) : Rule
{
    private readonly string must = $"be a multiple of {words}";

    public override bool Check(PlanRun run, int value) =>
        run.Tape.KindOf(value) != ValueKind.Number || IsMultiple(run.Tape.Content(value)) || run.Fail(ViolationCodes.PlanMultipleOf, value, must);

    private bool IsMultiple(ReadOnlySpan<byte> number)
    {
        var remainder = 0UL;
        var zeros = 0L;
        var fractionDigits = 0L;
        var isFraction = false;
        var isZero = true;
        var exponentText = ReadOnlySpan<byte>.Empty;
        for (var i = 0; i < number.Length; i++)
        {
            switch (number[i])
            {
                case (byte)'-':
                    break;
                case (byte)'.':
                    isFraction = true;
                    break;
                case (byte)'e' or (byte)'E':
                    exponentText = number[(i + 1)..];
                    i = number.Length;
                    break;
                case (byte)'0':
                    // Taken in when a digit follows: zeros at the end belong to the exponent.
                    zeros++;
                    fractionDigits += isFraction ? 1 : 0;
                    break;
                case var digit:
                    for (; zeros > 0; zeros--) remainder = remainder * 10 % digits;
                    remainder = ((remainder * 10) + digit - '0') % digits;
                    fractionDigits += isFraction ? 1 : 0;
                    isZero = false;
                    break;
            }
        }

        if (isZero) return true;
        var shift = Exponent(exponentText) - fractionDigits + zeros - exponent;
        // The digits end with none of their zeros, so no power of ten is left to divide them by.
        return shift >= 0 && (UInt128)remainder * PowerOfTen(shift) % digits == 0;
    }

    private ulong PowerOfTen(long power)
    {
        var result = (UInt128)1 % digits;
        var factor = (UInt128)10 % digits;
        for (; power > 0; power >>= 1)
        {
            if ((power & 1) != 0) result = result * factor % digits;
            factor = factor * factor % digits;
        }

        return (ulong)result;
    }

    private static long Exponent(ReadOnlySpan<byte> text)
    {
        var value = 0L;
        foreach (var character in text)
        {
            if (character is >= (byte)'0' and <= (byte)'9') value = Math.Min((value * 10) + character - '0', 1_000_000_000);
        }

        return text.Length > 0 && text[0] == '-' ? -value : value;
    }
}
