using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Frontline.Core;
using Frontline.Lake.Chain;

namespace Frontline.Lake.Books;

/// <summary>The form of a document: gzip of lines of JSON, the header and then one object a row, whose cells are texts.</summary>
internal static class BookText
{
    private const int TextBytesMax = 1 << 30;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Book book, IReadOnlyList<IReadOnlyList<string?>> rows, Func<string, BookHeader> header)
    {
        var lines = new ArrayBufferWriter<byte>(64 * 1024);
        using (var writer = new Utf8JsonWriter(lines, Options))
        {
            foreach (var row in rows)
            {
                writer.Reset();
                writer.WriteStartObject();
                for (var column = 0; column < book.Columns.Count; column++)
                {
                    if (row[column] is { } cell)
                        writer.WriteString(book.Columns[column], cell);
                }

                writer.WriteEndObject();
                writer.Flush();
                lines.Write("\n"u8);
            }
        }

        var first = JsonSerializer.SerializeToUtf8Bytes(header(Convert.ToHexStringLower(SHA256.HashData(lines.WrittenSpan))), BookJson.Default.BookHeader);
        return Gzip.Pack([.. first, (byte)'\n', .. lines.WrittenSpan]);
    }

    /// <exception cref="DataDamagedException">It is not what a writer wrote.</exception>
    public static BookDocument Read(Book book, byte[] packed, string name, bool withRows)
    {
        ReadOnlySpan<byte> text = Gzip.Unpack(packed, name, TextBytesMax);
        var end = text.IndexOf((byte)'\n');
        if (end < 0)
            throw new DataDamagedException($"{name} has no header line.", name);

        try
        {
            var header = JsonSerializer.Deserialize(text[..end], BookJson.Default.BookHeader) ?? throw new JsonException("The header is null.");
            if (header.Format is < 1 or > ChainText.Format)
                throw new DataDamagedException($"{name} has format {header.Format}; this program reads format {ChainText.Format}. A newer version wrote it.", name);

            var lines = text[(end + 1)..];
            if (Convert.ToHexStringLower(SHA256.HashData(lines)) != header.RowsSha256)
                throw new DataDamagedException($"{name} was changed: its rows have another SHA-256 than its header says.", name);

            return new BookDocument(header, Convert.ToHexStringLower(SHA256.HashData(text)), withRows ? Rows(book, lines) : []);
        }
        catch (JsonException e)
        {
            throw new DataDamagedException($"{name} cannot be read: {e.Message}", name, e);
        }
    }

    private static List<IReadOnlyList<string?>> Rows(Book book, ReadOnlySpan<byte> lines)
    {
        var rows = new List<IReadOnlyList<string?>>();
        while (lines.IndexOf((byte)'\n') is >= 0 and var end)
        {
            var cells = new string?[book.Columns.Count];
            var reader = new Utf8JsonReader(lines[..end]);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;

                var column = Column(book, ref reader);
                reader.Read();
                if (column >= 0)
                    cells[column] = reader.GetString();
            }

            rows.Add(cells);
            lines = lines[(end + 1)..];
        }

        return rows;
    }

    private static int Column(Book book, ref Utf8JsonReader reader)
    {
        for (var column = 0; column < book.Columns.Count; column++)
        {
            if (reader.ValueTextEquals(book.Columns[column]))
                return column;
        }

        return -1;
    }
}
