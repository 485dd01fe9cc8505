using System.Text;

namespace Frontline.Warehouse.ParquetFiles;

/// <summary>Reads a type as the engine writes it: <c>STRUCT(a INTEGER, "b c" MAP(VARCHAR, DECIMAL(9,2)[]))</c>.</summary>
internal sealed class ParquetTypeReader
{
    private readonly string text;
    private int at;

    private ParquetTypeReader(string text) => this.text = text;

    public static ParquetType Read(string text) => new ParquetTypeReader(text).ReadType();

    private ParquetType ReadType()
    {
        var begin = at;
        var word = ReadWord();
        var type = word switch
        {
            "STRUCT" when Next('(') => new ParquetType { Kind = ParquetKind.Struct, Parts = ReadMembers(), Name = text[begin..at] },
            "MAP" when Next('(') => new ParquetType { Kind = ParquetKind.Map, Parts = ReadKeyAndValue(), Name = text[begin..at] },
            _ => ReadScalar(begin, word),
        };
        while (Next('['))
        {
            // Of an array the length, which does not matter here.
            at = text.IndexOf(']', at) + 1;
            type = new ParquetType { Kind = ParquetKind.List, Name = text[begin..at], Parts = [("", type)] };
        }

        return type;
    }

    private ParquetType ReadScalar(int begin, string word)
    {
        if (Next('('))
        {
            SkipParameters();
        }

        return new ParquetType { Kind = KindOf(word), Name = text[begin..at] };
    }

    private List<(string, ParquetType)> ReadMembers()
    {
        var members = new List<(string, ParquetType)>();
        if (Next(')'))
        {
            return members;
        }

        do
        {
            Skip(' ');
            var name = ReadName();
            Skip(' ');
            members.Add((name, ReadType()));
        }
        while (Next(','));
        at++;
        return members;
    }

    private List<(string, ParquetType)> ReadKeyAndValue()
    {
        var key = ReadType();
        at++;
        Skip(' ');
        var value = ReadType();
        at++;
        return [("key", key), ("value", value)];
    }

    // The words of a type: letters, digits, underscores, and spaces between words, as in TIMESTAMP WITH TIME ZONE.
    private string ReadWord()
    {
        var begin = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or ' '))
        {
            at++;
        }

        return text[begin..at];
    }

    private string ReadName()
    {
        if (text[at] != '"')
        {
            var end = text.IndexOf(' ', at);
            var bare = text[at..end];
            at = end;
            return bare;
        }

        var name = new StringBuilder();
        for (at++; text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"'); at++)
        {
            name.Append(text[at]);
            at += text[at] == '"' ? 1 : 0;
        }

        at++;
        return name.ToString();
    }

    // DECIMAL(9,2), and ENUM('it''s', 'a)b').
    private void SkipParameters()
    {
        for (var quoted = false; quoted || text[at] != ')'; at++)
        {
            quoted ^= text[at] == '\'';
        }

        at++;
    }

    private bool Next(char expected)
    {
        var found = at < text.Length && text[at] == expected;
        at += found ? 1 : 0;
        return found;
    }

    private void Skip(char character)
    {
        while (at < text.Length && text[at] == character)
        {
            at++;
        }
    }

    private static ParquetKind KindOf(string word) => word switch
    {
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" => ParquetKind.WholeNumber,
        "DECIMAL" => ParquetKind.ExactNumber,
        "FLOAT" or "DOUBLE" => ParquetKind.FloatingPoint,
        "BOOLEAN" => ParquetKind.Boolean,
        "DATE" => ParquetKind.Date,
        "TIMESTAMP WITH TIME ZONE" => ParquetKind.Moment,
        "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" => ParquetKind.LocalTime,
        "JSON" => ParquetKind.Json,
        "VARCHAR" or "UUID" or "TIME" or "TIME WITH TIME ZONE" or "TIME_NS" or "INTERVAL" or "ENUM" => ParquetKind.Text,
        _ => ParquetKind.Bytes,
    };
}
