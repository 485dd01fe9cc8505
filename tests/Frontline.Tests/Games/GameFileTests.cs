using Frontline.Configuration;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Games;
using Frontline.Yaml;
using Xunit;

namespace Frontline.Tests.Games;

public sealed class GameFileTests
{
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_new_games_file_reads_back_as_the_game()
    {
        var key = WriteKeySecret.Create(WriteKeyKind.Dev).Key;
        var game = new Game { Id = "mygame", TimeZone = "Europe/Berlin", Currency = "EUR", Keys = [key] };

        var read = Parse(GameFile.Create(game), out var problems);

        Assert.Empty(problems);
        Assert.Equal([key], read!.Keys);
        Assert.Equal(game, read with { Keys = game.Keys });
    }

    [Fact]
    public void Every_error_is_named_with_its_line()
    {
        var text = $"""
            time_zone: Europe/Berln
            currency: EURO
            session_idle_minutes: 0
            timezone: UTC
            hmac_secret: short
            keys:
              - name: one
                kind: prod
                sha256: abc
              - kind: dev
                sha256: "{Hash}"
            """;

        var read = Parse(text, out var problems);

        Assert.Null(read);
        Assert.Equal(
            [
                (1, "'Europe/Berln' is not"), (2, "'EURO' is not"), (3, "'session_idle_minutes' is '0'"), (4, "Unknown key 'timezone'. Did you mean 'time_zone'?"),
                (5, "'hmac_secret' is shorter"), (8, "'kind' is 'prod'"), (9, "'sha256' is expected"), (10, "'name' is missing."),
            ],
            problems.OrderBy(problem => problem.Line).Select(problem => (problem.Line, problem.Message[..Start(problem.Message)])));

        int Start(string message) => new[] { "'Europe/Berln' is not", "'EURO' is not", "'session_idle_minutes' is '0'", "Unknown key 'timezone'. Did you mean 'time_zone'?", "'hmac_secret' is shorter", "'kind' is 'prod'", "'sha256' is expected", "'name' is missing." }
            .Where(expected => message.StartsWith(expected, StringComparison.Ordinal)).Select(expected => expected.Length).SingleOrDefault(message.Length);
    }

    [Fact]
    public void What_the_metrics_need_of_a_game_is_read_and_its_mistakes_are_named()
    {
        var game = Parse("store_share: 0.15\nlevel_attempts_by: starts", out var problems);
        Assert.Empty(problems);
        Assert.Equal((0.15m, true), (game!.StoreShare, game.LevelAttemptsByStarts));

        Assert.Null(Parse("store_share: 30\nlevel_attempts_by: tries", out problems));
        Assert.Equal(
            ["1: 'store_share' is '30'; a number from 0 to 1 is expected, such as 0.3 for 30 %.", "2: 'level_attempts_by' is 'tries'; ends or starts is expected."],
            problems.Select(problem => $"{problem.Line}: {problem.Message}"));
    }

    [Fact]
    public void The_policy_of_the_plan_is_read_and_its_mistakes_are_named()
    {
        var read = Parse("keys: []\nplan: ../elsewhere\nplan_policy:\n  unplanned_events: reject\n", out _);
        Assert.Equal(("../elsewhere", new PlanPolicy(UnplannedEvents: UnplannedPolicy.Reject)), (read!.PlanFolder, read.PlanPolicy));

        Assert.Null(Parse("keys: []\nplan_policy:\n  unplanned_events: drop\n  unplaned_properties: flag\n", out var problems));
        Assert.Equal(
            [(3, "'unplanned_events' is 'drop'; flag or reject is expected."), (4, "Unknown key 'unplaned_properties'. Did you mean 'unplanned_properties'?")],
            problems.Select(problem => (problem.Line, problem.Message)));
    }

    [Fact]
    public void Test_devices_are_a_list_of_texts()
    {
        Assert.Equal(["p1", "42"], Parse("keys: []\ntest_devices:\n  - p1\n  - 42\n", out _)!.TestDevices);

        Assert.Null(Parse("keys: []\ntest_devices:\n  - p1\n  - {id: 1}\n", out var problems));
        Assert.Equal([(4, "'test_devices' is expected to be a list of texts.")], problems.Select(problem => (problem.Line, problem.Message)));
    }

    [Fact]
    public void Fields_to_be_pseudonymised_are_known_ones_and_need_a_secret()
    {
        const string Text = "keys: []\npseudonymise: [player_id, props.email]\n";
        var withSecret = TestGameRules.Rules with { HasPseudonymSecret = true };
        Assert.Equal(["player_id", "props.email"], GameFile.Parse("mygame", Text, "mygame.yaml", withSecret, new List<FileProblem>())!.PseudonymisedFields);

        Assert.Null(Parse(Text, out var problems));
        Assert.Equal("'player_id' cannot be pseudonymised without a secret: set enrichment.pseudonym_secret.", problems[0].Message);

        var faults = new List<FileProblem>();
        Assert.Null(GameFile.Parse("mygame", "keys: []\npseudonymise: [playerid]\n", "mygame.yaml", withSecret, faults));
        Assert.StartsWith("'playerid' is no text field of an event. Did you mean 'player_id'?", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: [1, 2")]
    [InlineData("- a\n- b")]
    [InlineData("time_zone: UTC\ntime_zone: UTC")]
    [InlineData("a: &x [1]\nb: *x")]
    [InlineData("keys: yes")]
    public void A_file_that_is_no_game_is_a_problem_and_no_crash(string text)
    {
        Assert.Null(Parse(text, out var problems));
        Assert.NotEmpty(problems);
    }

    [Theory]
    [InlineData("time_zone: UTC # home\n\n# my keys\nkeys:\n  - name: old\n    kind: dev\n    sha256: \"" + Hash + "\"\n\n# the end\ncurrency: USD\n")]
    [InlineData("keys:\n- name: old\n  kind: dev\n  sha256: \"" + Hash + "\"\n# the end\ncurrency: USD # money\ntime_zone: UTC\n")]
    [InlineData("keys: [{name: old, kind: dev, sha256: \"" + Hash + "\"}]\n# the end\ncurrency: USD\n")]
    [InlineData("keys: []\ncurrency: USD\n# the end")]
    [InlineData("# only a comment\n# the end")]
    public void Other_lines_stay_as_they_are_when_keys_change(string text)
    {
        var key = WriteKeySecret.Create(WriteKeyKind.History).Key;

        var changed = GameFile.WithKeys(text, [key]);

        Assert.Equal([key], Parse(changed, out var problems)!.Keys);
        Assert.Empty(problems);
        Assert.DoesNotContain("old", changed, StringComparison.Ordinal);
        var kept = text.Split('\n').Where(line => line.Length > 0 && line[0] is not (' ' or '-') && !line.StartsWith("keys", StringComparison.Ordinal));
        Assert.Equal(kept, changed.Split('\n').Where(line => line.Length > 0 && line[0] is not (' ' or '-') && !line.StartsWith("keys", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("my-game_2", true)]
    [InlineData("2048", true)]
    [InlineData("", false)]
    [InlineData("MyGame", false)]
    [InlineData("-game", false)]
    [InlineData("../etc", false)]
    [InlineData("gäme", false)]
    public void An_id_has_lower_case_letters_digits_and_dashes(string id, bool good) => Assert.Equal(good, GameRules.FaultOfId(id) is null);

    [Fact]
    public void An_id_has_64_characters_at_most()
    {
        Assert.Null(GameRules.FaultOfId(new string('a', 64)));
        Assert.NotNull(GameRules.FaultOfId(new string('a', 65)));
    }

    private static Game? Parse(string text, out List<FileProblem> problems)
    {
        problems = [];
        return GameFile.Parse("mygame", text, "games/mygame.yaml", TestGameRules.Rules, problems);
    }
}
