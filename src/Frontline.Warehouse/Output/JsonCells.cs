using System.Globalization;
using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Frontline.Warehouse.Output;

/// <summary>
/// Writes a cell of an Arrow column as JSON. Numbers keep every digit (decimals and 64-bit integers as JSON numbers), times are RFC 3339, durations
/// seconds, bytes base64, lists arrays, structs objects, maps arrays of key and value; NaN and the infinities, which JSON does not have, are null.
/// </summary>
internal static class JsonCells
{
    private const long MicrosPerSecond = 1_000_000;

    /// <exception cref="NotSupportedException">A type of which the engine has no Arrow form that is known here; the message names it.</exception>
    public static void Write(Utf8JsonWriter json, IArrowArray column, int row)
    {
        if (column.IsNull(row))
        {
            json.WriteNullValue();
            return;
        }

        switch (column)
        {
            case StringArray text:
                json.WriteStringValue(text.GetBytes(row));
                break;
            case LargeStringArray text:
                json.WriteStringValue(text.GetBytes(row));
                break;
            case StringViewArray text:
                json.WriteStringValue(text.GetBytes(row));
                break;
            case BooleanArray flag:
                json.WriteBooleanValue(flag.GetValue(row)!.Value);
                break;
            case TimestampArray time:
                json.WriteStringValue(Text(time, row));
                break;
            case Date32Array day:
                json.WriteStringValue(day.GetDateOnly(row)!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case DictionaryArray dictionary:
                Write(json, dictionary.Dictionary, (int)Integer(dictionary.Indices, row));
                break;
            case ListArray list:
                WriteList(json, list.Values, list.ValueOffsets[row], list.ValueOffsets[row + 1]);
                break;
            case StructArray structure:
                WriteObject(json, structure, row);
                break;
            case BinaryArray bytes:
                json.WriteBase64StringValue(bytes.GetBytes(row));
                break;
            default:
                WriteNumber(json, column, row);
                break;
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, IArrowArray column, int row)
    {
        switch (column)
        {
            case DoubleArray number when double.IsFinite(number.GetValue(row)!.Value):
                json.WriteNumberValue(number.GetValue(row)!.Value);
                break;
            case FloatArray number when float.IsFinite(number.GetValue(row)!.Value):
                json.WriteNumberValue(number.GetValue(row)!.Value);
                break;
            case DoubleArray or FloatArray:
                json.WriteNullValue();
                break;
            case UInt64Array number:
                json.WriteNumberValue(number.GetValue(row)!.Value);
                break;
            case Decimal32Array or Decimal64Array or Decimal128Array or Decimal256Array:
                json.WriteRawValue(DecimalText(column, row), skipInputValidation: true);
                break;
            case Time64Array time:
                json.WriteStringValue(new TimeOnly(time.GetValue(row)!.Value * TimeSpan.TicksPerMicrosecond).ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
                break;
            case DurationArray duration:
                json.WriteNumberValue((decimal)duration.GetValue(row)!.Value / PerSecond(((DurationType)duration.Data.DataType).Unit));
                break;
            case Apache.Arrow.Arrays.FixedSizeBinaryArray bytes and not (Decimal32Array or Decimal64Array or Decimal128Array or Decimal256Array):
                json.WriteBase64StringValue(bytes.GetBytes(row));
                break;
            case MonthDayNanosecondIntervalArray interval:
                var value = interval.GetValue(row)!.Value;
                json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"P{value.Months}M{value.Days}DT{value.Nanoseconds / 1e9}S"));
                break;
            default:
                json.WriteNumberValue(Integer(column, row));
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter json, IArrowArray values, int from, int end)
    {
        json.WriteStartArray();
        for (var i = from; i < end; i++)
        {
            Write(json, values, i);
        }

        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, StructArray structure, int row)
    {
        var fields = ((StructType)structure.Data.DataType).Fields;
        json.WriteStartObject();
        for (var i = 0; i < fields.Count; i++)
        {
            json.WritePropertyName(fields[i].Name);
            Write(json, structure.Fields[i], row);
        }

        json.WriteEndObject();
    }

    private static long Integer(IArrowArray column, int row) => column switch
    {
        Int64Array number => number.GetValue(row)!.Value,
        Int32Array number => number.GetValue(row)!.Value,
        Int16Array number => number.GetValue(row)!.Value,
        Int8Array number => number.GetValue(row)!.Value,
        UInt32Array number => number.GetValue(row)!.Value,
        UInt16Array number => number.GetValue(row)!.Value,
        UInt8Array number => number.GetValue(row)!.Value,
        _ => throw new NotSupportedException($"A column of type {column.Data.DataType.Name} cannot be written; cast it to text in the statement (column::varchar)."),
    };

    /// <summary>All digits of a decimal, also of those with more than .NET's 28.</summary>
    private static string DecimalText(IArrowArray column, int row) => column switch
    {
        Decimal128Array number => number.GetString(row)!,
        Decimal256Array number => number.GetString(row)!,
        Decimal64Array number => number.GetValue(row)!.Value.ToString(CultureInfo.InvariantCulture),
        Decimal32Array number => number.GetValue(row)!.Value.ToString(CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(column.Data.DataType.Name),
    };

    private static string Text(TimestampArray times, int row)
    {
        var type = (TimestampType)times.Data.DataType;
        var micros = type.Unit switch
        {
            TimeUnit.Second => times.GetValue(row)!.Value * MicrosPerSecond,
            TimeUnit.Millisecond => times.GetValue(row)!.Value * 1000,
            TimeUnit.Microsecond => times.GetValue(row)!.Value,
            _ => times.GetValue(row)!.Value / 1000,
        };
        return DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond).ToString(type.Timezone is null ? "yyyy-MM-dd'T'HH:mm:ss.ffffff" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
    }

    private static decimal PerSecond(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Millisecond => 1_000,
        TimeUnit.Microsecond => MicrosPerSecond,
        _ => 1_000_000_000,
    };
}
