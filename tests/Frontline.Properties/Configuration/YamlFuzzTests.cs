using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Frontline.Configuration;
using Frontline.Games;
using Frontline.Importing;
using Frontline.Live;
using Frontline.Properties.Fuzzing;
using Frontline.Properties.Importing;
using Frontline.Yaml;
using Xunit;

namespace Frontline.Properties.Configuration;

/// <summary>Every file that people write (configuration, games, mappings), damaged: it is taken, or refused with sentences that have lines of the file, and nothing else is ever thrown.</summary>
public sealed class YamlFuzzTests : IDisposable
{
    private const int Cases = 3_000;
    private const int ConfigurationCases = 600;

    private const string Game =
        """
        # The game mygame.
        time_zone: Europe/Berlin
        currency: EUR
        session_idle_minutes: 30
        session_cap_minutes: 360
        hmac_secret: "a secret of some length"
        plan: ../plans/mygame
        keys:
          - name: fl_live_abcd
            kind: production
            sha256: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          - name: fl_dev_abcd
            kind: dev
            sha256: "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
            revoked: true

        # The end.
        """;

    private const string Mapping =
        """
        delimiter: ","
        encoding: utf-8
        defaults:
          player_id: who
          time: { column: day, format: yyyy-MM-dd, zone: Europe/Berlin }
          context: { platform: { value: ios } }
        events:
          - name: visit
            event_id: "{who}-{row}-{number}"
            props: { level: { column: level, type: integer }, note: note, sure: { value: true }, list: { value: [1, {a: b}] } }
          - name: level_start
            when: [{ column: starts, above: 0 }, { column: note, not: [x, y] }]
            repeat: starts - wins + 1
          - name: level_fail
            when: { column: note, empty: false }
        """;

    private const string Rows = "who,day,level,starts,wins,note\np1,2026-07-01,4,2,1,\"says \"\"hi\"\"\"\np2,2026-01-01,5.0,0,3,\n,,,,,\np3,x,y,z,,é\n";

    private const string Settings =
        """
        server: { listen: 127.0.0.1, port: 8080 }
        receiver:
          sent_bytes_max: 1MiB
          body_timeout: 1m
          allowed_origins: ["*", "https://game.example"]
        enrichment:
          steps: { all: true }
        logging:
          level: information
        """;

    private static readonly GameRules Rules = new(new GameCalendar(), static code => code is "USD" or "EUR");

    private readonly string folder = Directory.CreateTempSubdirectory("frontline-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_damaged_game_file_is_taken_or_refused_with_lines() => Fuzz.RequireNone(FirstFault(Fuzz.Seed, Cases * Fuzz.Times, Game, ReadGame));

    [Fact]
    public void A_damaged_mapping_is_taken_and_maps_or_is_refused_with_lines() => Fuzz.RequireNone(FirstFault(Fuzz.Seed, Cases * Fuzz.Times, Mapping, ReadMapping));

    [Fact]
    public void A_damaged_configuration_is_taken_or_refused_with_lines() => Fuzz.RequireNone(FirstFault(Fuzz.Seed, ConfigurationCases * Fuzz.Times, Settings, ReadSettings));

    public static TheoryData<string> Canaries => ["throws", "no line", "a line that is not there", "no sentence"];

    [Theory]
    [MemberData(nameof(Canaries))]
    public void The_harness_finds_a_planted_bug(string bug) => Assert.NotNull(FirstFault(seed: 1, Cases, Game, bug switch
    {
        "throws" => static text => text.Contains("*a", StringComparison.Ordinal) ? throw new InvalidOperationException("a planted exception") : ReadGame(text),
        "no line" => static text => [.. ReadGame(text).Select(static problem => problem with { Line = problem.Message.StartsWith("Unknown", StringComparison.Ordinal) ? 0 : problem.Line })],
        "a line that is not there" => static text => [.. ReadGame(text).Select(static problem => problem with { Line = problem.Line + 20 })],
        _ => static text => [.. ReadGame(text).Select(static problem => problem with { Message = problem.Message.Replace("Unknown key", "", StringComparison.Ordinal)[..0] })],
    }));

    [Fact]
    public void A_file_nested_without_end_is_refused_as_a_whole()
    {
        foreach (var text in YamlTexts.Deep)
        {
            foreach (var read in new YamlUnderTest[] { ReadGame, ReadMapping, ReadSettings })
            {
                Assert.NotEmpty(read(text));
            }
        }
    }

    private static string? FirstFault(int seed, int cases, string good, YamlUnderTest read) => Fuzz.FirstFault(seed, cases, random =>
    {
        var text = TextMutator.Damage(good, YamlTexts.Fragments, random, damagesMax: 3);
        // YAML's line breaks are more than two; the end of the file counts as a line.
        var lines = text.Count(static one => one is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029') + 2;
        foreach (var (line, message) in read(text))
        {
            if (line < 1 || line > lines || message.Length < 10)
            {
                return string.Create(CultureInfo.InvariantCulture, $"line {line} of {lines}: '{message}', for {JsonSerializer.Serialize(text)}");
            }
        }

        return null;
    });

    private static List<(int Line, string Message)> ReadGame(string text)
    {
        var problems = new List<FileProblem>();
        var game = GameFile.Parse("mygame", text, "mygame.yaml", Rules, problems);
        if (game is null != problems.Count > 0)
        {
            throw new InvalidOperationException($"{problems.Count} problems and {(game is null ? "no" : "a")} game");
        }

        if (game is not null)
        {
            // What a person wrote can be written back, and read again as the same.
            var again = GameFile.Parse("mygame", GameFile.WithKeys(text, game.Keys), "mygame.yaml", Rules, problems);
            if (again is null || !again.Keys.SequenceEqual(game.Keys) || again.TimeZone != game.TimeZone)
            {
                throw new InvalidOperationException($"With the same keys written back it reads otherwise: {GameFile.WithKeys(text, game.Keys)} {string.Join(' ', problems)}");
            }
        }

        return [.. problems.Select(static problem => (problem.Line, problem.Message))];
    }

    private static List<(int Line, string Message)> ReadMapping(string text)
    {
        try
        {
            var mapping = MappingReader.Read(text, "map.yaml");
            using var rows = new CsvRows(new MemoryStream(Encoding.UTF8.GetBytes(Rows)), "rows.csv", mapping);
            ImportedRows.ReadAll(rows);
            return [];
        }
        catch (ImportMappingException exception)
        {
            return [.. exception.Errors.Select(static error => Split(error, "map.yaml"))];
        }
        catch (ImportFileException)
        {
            // The mapping is good; the file is not what it says.
            return [];
        }
    }

    private List<(int Line, string Message)> ReadSettings(string text)
    {
        var path = Path.Combine(folder, "site.yaml");
        File.WriteAllText(path, text);
        try
        {
            EffectiveConfiguration.Load(new ConfigurationInputs { Directories = [folder] });
            return [];
        }
        catch (ConfigurationException exception)
        {
            // What options find wrong with each other has no line.
            return [.. exception.Errors.Where(error => error.StartsWith(path, StringComparison.Ordinal)).Select(error => Split(error, path))];
        }
    }

    private static (int Line, string Message) Split(string error, string file) => Regex.Match(error, "^" + Regex.Escape(file) + @":(?<line>\d+): (?<message>[\s\S]*)$") is { Success: true } match
        ? (int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture), match.Groups["message"].Value)
        : (0, error);
}
