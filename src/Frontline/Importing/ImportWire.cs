using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Frontline.Core;
using Frontline.Core.Road;

namespace Frontline.Importing;

/// <summary>
/// How rows of imported content travel from the command to the server: <c>POST /api/import/{game}/rows?content_hash=…&amp;mapping=…&amp;first_row=…&amp;end_row=…</c>
/// with a body of lines.
/// </summary>
/// <remarks>
/// <code>
/// line 1      {"rows":[r0,r1,…],"numbers":[n0,n1,…]}   for each event the row it came from and its number within the row
/// line 2 …    the events, one JSON object a line, as they go into the Inbox
/// </code>
/// Rows never decrease, lie in [first_row, end_row), and are never split: all events of a row travel together.
/// </remarks>
public static class ImportWire
{
    /// <summary>Events of one request at most.</summary>
    public const int EventsMax = 2_000;

    /// <summary>Bytes of one request's body at most. A sender aims at half of it, so that one more row fits.</summary>
    public const int BodyBytesMax = 8 << 20;

    private const int DepthMax = 512;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = DepthMax };

    /// <summary>The query and the body of a request.</summary>
    public static (string Query, byte[] Body) Encode(ImportRange range, ReadOnlySpan<byte> events)
    {
        ArgumentNullException.ThrowIfNull(range);
        var body = new ArrayBufferWriter<byte>(events.Length + (range.Rows.Count * 12) + 64);
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("rows");
            foreach (var row in range.Rows)
            {
                writer.WriteNumberValue(row);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("numbers");
            foreach (var number in range.Numbers)
            {
                writer.WriteNumberValue(number);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        body.Write("\n"u8);
        body.Write(events);
        var query = string.Create(CultureInfo.InvariantCulture, $"content_hash={range.ContentHash}&mapping={range.MappingFingerprint}&first_row={range.FirstRow}&end_row={range.EndRow}");
        return (query, body.WrittenSpan.ToArray());
    }

    /// <summary>The batch that a request asks to append.</summary>
    /// <param name="game">The game's id; that it exists is the caller's to check.</param>
    /// <param name="query">Gives the value of a query parameter, or null.</param>
    /// <param name="body">The body; the batch's <see cref="ReceivedBatch.Body"/> is a part of it.</param>
    /// <param name="receivedAt">When it came.</param>
    /// <exception cref="FormatException">The request is not what <see cref="Encode"/> makes; the message is a sentence.</exception>
    public static ReceivedBatch Decode(string game, Func<string, string?> query, ReadOnlyMemory<byte> body, Timestamp receivedAt)
    {
        ArgumentNullException.ThrowIfNull(query);
        var firstRow = Number(query, "first_row");
        var endRow = Number(query, "end_row");
        var endOfHeader = body.Span.IndexOf((byte)'\n');
        Require(body.Length <= BodyBytesMax, $"The body is longer than {BodyBytesMax} bytes.");
        Require(endOfHeader > 0, "The body has no line of rows.");
        Require(Utf8.IsValid(body.Span), "The body is not UTF-8.");
        var (rows, numbers) = Header(body.Span[..endOfHeader]);
        var events = body[(endOfHeader + 1)..];

        Require(rows.Length is > 0 and <= EventsMax, $"1 to {EventsMax} events are expected, not {rows.Length}.");
        Require(rows.Length == numbers.Length, $"There are {rows.Length} rows and {numbers.Length} numbers.");
        for (var i = 0; i < rows.Length; i++)
        {
            Require(rows[i] >= firstRow && rows[i] < endRow, $"Row {rows[i]} lies outside [{firstRow}, {endRow}).");
            Require(i == 0 || rows[i] > rows[i - 1] || (rows[i] == rows[i - 1] && numbers[i] > numbers[i - 1]), $"Event {i} is out of order.");
            Require(numbers[i] >= 0, $"The number of event {i} is negative.");
        }

        var count = CountEvents(events.Span);
        Require(count == rows.Length, $"There are {count} events and {rows.Length} rows.");
        return new ReceivedBatch
        {
            Game = game,
            Key = WriteKeyKind.Import,
            Format = BatchFormat.Ndjson,
            ReceivedAt = receivedAt,
            EventCount = count,
            Body = events,
            Import = new ImportRange(Hash(query, "content_hash"), Hash(query, "mapping"), firstRow, endRow, rows, numbers),
        };
    }

    /// <summary>Whether bytes are one well-formed JSON object that the server takes: what is wrong with it otherwise.</summary>
    public static string? Fault(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
        {
            return "The line is not UTF-8.";
        }

        try
        {
            var reader = new Utf8JsonReader(line, ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return "The line is not a JSON object.";
            }

            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException exception)
        {
            return $"The line is not JSON: {exception.Message}";
        }
    }

    private static int CountEvents(ReadOnlySpan<byte> events)
    {
        var count = 0;
        foreach (var range in events.Split((byte)'\n'))
        {
            var line = events[range].Trim(" \t\r"u8);
            if (line.Length > 0)
            {
                var fault = Fault(line);
                Require(fault is null, $"Event {count}: {fault}");
                count++;
            }
        }

        return count;
    }

    private static (long[] Rows, int[] Numbers) Header(ReadOnlySpan<byte> line)
    {
        try
        {
            var header = JsonSerializer.Deserialize<HeaderLine>(line, JsonSerializerOptions.Web);
            return header is { Rows: { } rows, Numbers: { } numbers } ? (rows, numbers) : throw new FormatException("The first line lacks rows or numbers.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The first line is not JSON: {exception.Message}", exception);
        }
    }

    private static long Number(Func<string, string?> query, string name) =>
        long.TryParse(query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new FormatException($"{name} is expected to be a whole number, 0 or more.");

    private static string Hash(Func<string, string?> query, string name) =>
        query(name) is { Length: 64 } text && text.All(char.IsAsciiHexDigitLower) ? text : throw new FormatException($"{name} is expected to be 64 lower-case hex digits.");

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new FormatException(message);
        }
    }

    private sealed record HeaderLine(long[]? Rows, int[]? Numbers);
}
