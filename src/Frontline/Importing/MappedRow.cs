using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Frontline.Importing;

/// <summary>Makes the events of a row by a mapping, whatever file the row stands in.</summary>
/// <param name="mapping">How rows become events.</param>
/// <param name="textOf">The text of a column's cell in the current row; empty when there is nothing.</param>
internal sealed class MappedRow(ImportMapping mapping, Func<string, string> textOf)
{
    /// <summary>Bytes of all events of one row: with what a chunk may hold already, less than a request's bound.</summary>
    public const int BytesMax = 3 << 20;

    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <summary>Writes the current row's events, or nothing when it throws.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="RowFormatException">A cell is not what the mapping says, or there are too many events.</exception>
    public int WriteEvents(long row, IBufferWriter<byte> output)
    {
        buffer.ResetWrittenCount();
        var count = 0;
        foreach (var mapped in mapping.Events)
        {
            if (!mapped.Conditions.All(condition => condition.Holds(Cell(condition.Column))))
            {
                continue;
            }

            var repeat = mapped.Repeat?.Evaluate(Cell) ?? 1;
            if (count + repeat > ImportWire.EventsMax)
            {
                throw new RowFormatException("repeat", repeat.ToString(CultureInfo.InvariantCulture), $"at most {ImportWire.EventsMax} events of one row");
            }

            for (var i = 0; i < repeat; i++)
            {
                WriteEvent(mapped, row, count++);
                if (buffer.WrittenCount > BytesMax)
                {
                    throw new RowFormatException("repeat", count.ToString(CultureInfo.InvariantCulture), $"events of at most {BytesMax} bytes of one row");
                }
            }
        }

        output.Write(buffer.WrittenSpan);
        return count;
    }

    private void WriteEvent(EventMapping mapped, long row, int number)
    {
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
        {
            writer.WriteStartObject();
            WriteFields(writer, mapped.Fields);
            if (mapped.EventId is { } eventId)
            {
                writer.WriteString("event_id", eventId.Fill(row, number, Cell));
            }

            if (mapped.Context.Count > 0)
            {
                // Context of a single event stands in the event itself.
                WriteFields(writer, mapped.Context);
            }

            if (mapped.Props.Count > 0)
            {
                writer.WriteStartObject("props");
                WriteFields(writer, mapped.Props);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
    }

    private void WriteFields(Utf8JsonWriter writer, IReadOnlyList<FieldMapping> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (value.ConstantJson is { } json)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(json, skipInputValidation: true);
                continue;
            }

            var column = value.Column!.Value;
            var cell = Cell(column);
            switch (value.Type)
            {
                case ValueType.Text when cell.Length > 0:
                    writer.WriteString(name, cell);
                    break;
                case ValueType.Integer when Cells.Integer(column, cell) is { } integer:
                    writer.WriteNumber(name, integer);
                    break;
                case ValueType.Number when Cells.Number(column, cell) is { } number:
                    writer.WriteNumber(name, number);
                    break;
                case ValueType.Boolean when Cells.Boolean(column, cell) is { } flag:
                    writer.WriteBoolean(name, flag);
                    break;
                case ValueType.Time when value.Time!.Read(column, cell) is { } time:
                    writer.WriteString(name, time);
                    break;
            }
        }
    }

    private string Cell(ColumnReference column)
    {
        var cell = textOf(column.Name);
        if (column.Pointer is null || cell.Length == 0)
        {
            return cell;
        }

        try
        {
            return column.Pointer.Read(cell);
        }
        catch (JsonException)
        {
            throw new RowFormatException(column.Name, cell, $"JSON, in which {column.Pointer.Text} is looked for,");
        }
    }
}
