using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Frontline.Importing;
using Frontline.Properties.Fuzzing;
using Xunit;

namespace Frontline.Properties.Importing;

/// <summary>Reading CSV against a naive reader, on damaged files that come in pieces.</summary>
public sealed class CsvFuzzTests
{
    private const int Cases = 15_000;
    private const char Delimiter = ';';

    private static readonly string[] Fragments =
        ["\"", "\"\"", "\"\"\"", ";", ";;", ",", "\n", "\r\n", "\r", "\n\n", " ", "\t", "\0", "é", "日本", "😀", "\u2028", "\uFEFF", "\"a\"", "\"a;b\"", "\"a\nb\"", "\"a\"b", "4", "-1", "4.0", "1e2", "9223372036854775808", "٣", "\\", "{", "#", "sep=,"];

    private static readonly string[] Files =
    [
        "p1;4;\"says \"\"hi\"\", and goes\"\np2;;\np3;5.0;x\n",
        "p1;1;a\r\np2;2;b\r\n\r\n\"p;3\";-3;\"line\r\nbreak\"\r\n",
        "p;1;",
        "\uFEFF\"ü\";7;😀\n",
    ];

    private static readonly ImportMapping Mapping = MappingReader.Read(
        """
        delimiter: ;
        columns: [who, level, note]
        events:
          - name: visit
            player_id: who
            props: { note: note, level: { column: level, type: integer } }
          - name: again
            player_id: who
            when: { column: note, equals: x }
        """,
        "map.yaml");

    [Fact]
    public void Every_row_is_read_as_a_naive_reader_reads_it_or_refused_where_that_finds_a_fault() =>
        Fuzz.RequireNone(FirstFault(Fuzz.Seed, Cases * Fuzz.Times, Real));

    public static TheoryData<string> Canaries => ["quotes", "line breaks in quotes", "text after quotes", "byte order mark", "surplus fields", "blank lines", "throws"];

    [Theory]
    [MemberData(nameof(Canaries))]
    public void The_harness_finds_a_planted_bug(string bug) => Assert.NotNull(FirstFault(seed: 1, Cases, bug switch
    {
        "quotes" => static (file, random) => [.. Real(file, random).Select(static row => row?.Replace("\\\"", "\\\"\\\"", StringComparison.Ordinal))],
        "line breaks in quotes" => static (file, random) => Real(Changed(file, "\"line\r\nbreak\"", "\"line\"\r\n\"break\""), random),
        "text after quotes" => static (file, random) => Real(Changed(file, "\"a\"b", "ab"), random),
        "byte order mark" => static (file, random) => Real(file.AsSpan().StartsWith("\uFEFF"u8) ? [.. "x"u8, .. file] : file, random),
        "surplus fields" => static (file, random) => Real(Changed(file, ";;", ";"), random),
        "blank lines" => static (file, random) => Real(Changed(file, "\n\n", "\n \n"), random),
        _ => static (file, random) => file.AsSpan().IndexOf("😀\n"u8) >= 0 && file[^1] == (byte)'"' ? throw new InvalidOperationException("a planted exception") : Real(file, random),
    }));

    private static IReadOnlyList<string?> Real(byte[] file, Random random)
    {
        using var rows = new CsvRows(new PiecemealStream(file, random), "rows.csv", Mapping);
        return ImportedRows.ReadAll(rows);
    }

    private static string? FirstFault(int seed, int cases, RowsUnderTest read) => Fuzz.FirstFault(seed, cases, random =>
    {
        var text = TextMutator.Damage(Files[random.Next(Files.Length)], Fragments, random);
        var expected = NaiveCsv.Read(text, Delimiter).Select(Expected).ToList();
        var found = read(Encoding.UTF8.GetBytes(text), random);
        return found.SequenceEqual(expected) ? null : $"expected {JsonSerializer.Serialize(expected)}, found {JsonSerializer.Serialize(found)}, for {JsonSerializer.Serialize(text)}";
    });

    // The event of one row as the mapping says, written without the importer.
    private static string? Expected(NaiveCsvRecord record)
    {
        if (record.IsFaulty || record.Fields is not [var who, var level, var note])
        {
            return null;
        }

        string? number = null;
        if (level.Length > 0)
        {
            if (!decimal.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value % 1 != 0 || value is < long.MinValue or > long.MaxValue)
            {
                return null;
            }

            number = ((long)value).ToString(CultureInfo.InvariantCulture);
        }

        var player = who.Length > 0 ? $",\"player_id\":{Text(who)}" : "";
        var props = string.Join(',', new[] { note.Length > 0 ? $"\"note\":{Text(note)}" : null, number is null ? null : $"\"level\":{number}" }.OfType<string>());
        return $"{{\"name\":\"visit\"{player},\"props\":{{{props}}}}}\n" + (note == "x" ? $"{{\"name\":\"again\"{player}}}\n" : "");
    }

    private static string Text(string text) => "\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) + "\"";

    private static byte[] Changed(byte[] file, string what, string by) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace(what, by, StringComparison.Ordinal));
}
