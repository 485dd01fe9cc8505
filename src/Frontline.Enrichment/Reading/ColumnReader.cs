using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Frontline.Core;
using Frontline.Enrichment.Values;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Reading;

/// <summary>Reads values as the types of their columns, and says what is wrong with those that cannot be.</summary>
internal sealed class ColumnReader(ReadingLimits limits, StringPool strings)
{
    private const int AmountIntegerDigitsMax = 10;
    private const int AmountFractionDigitsMax = 8;

    /// <summary>Digits that every double keeps.</summary>
    private const int ExactDoubleDigits = 15;

    /// <summary>The typed value; or null for <paramref name="code"/> when the fault was already found, else the violation.</summary>
    public bool TryRead(ref FieldValue value, ReadOnlySpan<byte> body, out TypedValue typed, out string? code)
    {
        typed = default;
        code = null;
        if (value.Json.IsBroken) return false;
        code = value.Field.Type switch
        {
            FieldType.Text or FieldType.Verbatim => ReadText(ref value, body, out typed),
            FieldType.Int32 => ReadInteger(value, body, int.MinValue, int.MaxValue, out typed),
            FieldType.Int64 => ReadInteger(value, body, long.MinValue, long.MaxValue, out typed),
            FieldType.Real => ReadReal(ref value, body, out typed),
            FieldType.Amount => ReadAmount(value, body, out typed),
            FieldType.Time => ReadTime(ref value, body, out typed),
            _ => ReadBoolean(value, out typed),
        };
        return code is null;
    }

    /// <summary>The sentence for a code that <see cref="TryRead"/> gave.</summary>
    public string Message(string code, in FieldValue value, ReadOnlySpan<byte> body)
    {
        var name = value.Field.Name;
        var found = Describe.Found(value.Json, body);
        return code switch
        {
            ViolationCodes.Empty => $"{name} must not be empty.",
            ViolationCodes.TooLong => $"{name} must have at most {TextMax(value.Field)} bytes in UTF-8; it is {found}.",
            ViolationCodes.NulCharacter => $"{name} must not have the character U+0000; it is {found}.",
            ViolationCodes.OutOfRange => $"{name} must be {Describe.Expected(value.Field)}; {found} is out of range.",
            ViolationCodes.TimeOutOfRange => $"{name} must lie in the years 1970 to 9999 (UTC); it is {found}.",
            ViolationCodes.AmountTooLarge => $"{name} must have at most {AmountIntegerDigitsMax} digits before the point; it is {found}.",
            ViolationCodes.AmountTooPrecise => $"{name} must have at most {AmountFractionDigitsMax} digits after the point; it is {found}.",
            _ => $"{name} must be {Describe.Expected(value.Field)}; it is {found}.",
        };
    }

    private int TextMax(FieldDefinition field) => field.IsId ? limits.IdBytesMax : limits.TextBytesMax;

    private string? ReadText(ref FieldValue value, ReadOnlySpan<byte> body, out TypedValue typed)
    {
        typed = default;
        if (value.Kind != ValueKind.Text) return ViolationCodes.WrongType;
        var content = value.Json.Content(body);
        if (value.Text is null && !value.Json.IsEscaped)
        {
            if (content.Length > TextMax(value.Field)) return ViolationCodes.TooLong;
            value.Text = value.Field.IsRepetitive ? strings.Get(content) : Encoding.UTF8.GetString(content);
        }
        else
        {
            var text = value.MaterialiseText(body);
            if (Encoding.UTF8.GetByteCount(text) > TextMax(value.Field)) return ViolationCodes.TooLong;
            // Only an escape can put U+0000 into JSON.
            if (value.Json.IsEscaped && text.Contains('\0', StringComparison.Ordinal)) return ViolationCodes.NulCharacter;
        }

        typed = new TypedValue(Text: value.Text);
        return null;
    }

    private static string? ReadInteger(in FieldValue value, ReadOnlySpan<byte> body, long min, long max, out TypedValue typed)
    {
        typed = default;
        if (value.Kind != ValueKind.Number) return ViolationCodes.WrongType;
        var text = value.Utf8(body);
        if (!Utf8Parser.TryParse(text, out long integer, out var used) || used != text.Length)
        {
            return ExactNumber.TryParse(text, out var number) && number.IsInteger && !number.TryToInt64(out _) ? ViolationCodes.OutOfRange : ViolationCodes.NotAnInteger;
        }

        typed = new TypedValue(Integer: integer);
        return integer < min || integer > max ? ViolationCodes.OutOfRange : null;
    }

    private static string? ReadReal(ref FieldValue value, ReadOnlySpan<byte> body, out TypedValue typed)
    {
        typed = default;
        if (value.Kind != ValueKind.Number) return ViolationCodes.WrongType;
        var text = value.Utf8(body);
        if (!Utf8Parser.TryParse(text, out double real, out var used) || used != text.Length || !double.IsFinite(real)) return ViolationCodes.OutOfRange;
        typed = new TypedValue(Real: real);
        if ((text.Length > ExactDoubleDigits || text.IndexOfAny((byte)'e', (byte)'E') >= 0) && !IsExact(text, real))
        {
            value.Flags |= EventFlags.Inexact;
            value.IsKeptAsSent = true;
        }

        return null;
    }

    private static bool IsExact(ReadOnlySpan<byte> text, double real)
    {
        if (!ExactNumber.TryParse(text, out var sent)) return false;
        Span<byte> shortest = stackalloc byte[32];
        return real.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture)
            && ExactNumber.TryParse(shortest[..length], out var kept)
            && kept.IsSameAs(sent);
    }

    private static string? ReadAmount(in FieldValue value, ReadOnlySpan<byte> body, out TypedValue typed)
    {
        typed = default;
        if (value.Kind is not (ValueKind.Number or ValueKind.Text)) return ViolationCodes.WrongType;
        if (!ExactNumber.TryParse(value.Utf8(body).Trim(" \t\r\n"u8), out var number)) return ViolationCodes.NotANumber;
        if (number.IntegerDigits > AmountIntegerDigitsMax) return ViolationCodes.AmountTooLarge;
        if (number.FractionDigits > AmountFractionDigitsMax) return ViolationCodes.AmountTooPrecise;
        typed = new TypedValue(Amount: number.ToDecimal());
        return null;
    }

    private static string? ReadTime(ref FieldValue value, ReadOnlySpan<byte> body, out TypedValue typed)
    {
        typed = default;
        Timestamp time = default;
        var reading = value.Kind switch
        {
            ValueKind.Text => TimeText.TryParse(value.Utf8(body), out time),
            ValueKind.Number => TimeText.FromMillis(value.Utf8(body), out time),
            _ => (TimeReading?)null,
        };
        typed = new TypedValue(Time: time);
        if (reading == TimeReading.Truncated) value.Flags |= EventFlags.TimeTruncated;
        return reading switch
        {
            TimeReading.Read or TimeReading.Truncated => null,
            TimeReading.OutOfRange => ViolationCodes.TimeOutOfRange,
            TimeReading.Malformed => ViolationCodes.BadTime,
            _ => ViolationCodes.WrongType,
        };
    }

    private static string? ReadBoolean(in FieldValue value, out TypedValue typed)
    {
        typed = new TypedValue(Boolean: value.Kind == ValueKind.True);
        return value.Kind is ValueKind.True or ValueKind.False ? null : ViolationCodes.WrongType;
    }
}
