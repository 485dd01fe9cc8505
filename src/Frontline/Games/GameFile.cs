using System.Globalization;
using System.Text;
using Frontline.Configuration;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Yaml;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Frontline.Games;

/// <summary>The text of <c>games/&lt;id&gt;.yaml</c>: read with every error and its line, written so that a person's own lines stay as they are.</summary>
public static class GameFile
{
    public const string Extension = ".yaml";

    /// <param name="id">The file's name without extension.</param>
    /// <param name="text">The file's content.</param>
    /// <param name="file">How the file is called in problems.</param>
    /// <param name="rules">What is allowed.</param>
    /// <param name="problems">Gets everything wrong with it.</param>
    /// <returns>The game, or null when a problem was added.</returns>
    public static Game? Parse(string id, string text, string file, GameRules rules, ICollection<FileProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(problems);
        var before = problems.Count;
        if (GameRules.FaultOfId(id) is { } fault)
        {
            problems.Add(new FileProblem(file, 0, fault));
        }

        if (YamlText.ParseMapping(text, file, problems) is not { } root)
        {
            return null;
        }

        var yaml = new YamlObject(root, file, problems);
        var game = new Game
        {
            Id = id,
            TimeZone = Checked(yaml, "time_zone", rules.FaultOfTimeZone) ?? "UTC",
            Currency = Checked(yaml, "currency", rules.FaultOfCurrency) ?? "USD",
            SessionIdleMinutes = yaml.WholeNumber("session_idle_minutes", 1, 24 * 60) ?? 30,
            SessionCapMinutes = yaml.WholeNumber("session_cap_minutes", 1, 7 * 24 * 60) ?? 360,
            StoreShare = ReadShare(yaml, "store_share") ?? 0.3m,
            LevelAttemptsByStarts = Checked(yaml, "level_attempts_by", text => text is "ends" or "starts" ? null : $"'level_attempts_by' is '{text}'; ends or starts is expected.") == "starts",
            HmacSecret = Checked(yaml, "hmac_secret", secret => secret.Length >= 16 ? null : "'hmac_secret' is shorter than 16 characters."),
            TestDevices = Texts(yaml, "test_devices"),
            PseudonymisedFields = Texts(yaml, "pseudonymise", rules.FaultOfPseudonym),
            PlanFolder = yaml.Text("plan"),
            PlanPolicy = ParsePolicy(yaml.Child("plan_policy")),
            Keys = [.. yaml.List("keys").Select(node => ParseKey(node, yaml)).OfType<WriteKey>()],
        };
        yaml.RejectUnknownKeys();
        return problems.Count == before ? game : null;
    }

    /// <summary>The file of a new game.</summary>
    public static string Create(Game game)
    {
        ArgumentNullException.ThrowIfNull(game);
        return $"""
            # The game {game.Id}. A change of this file counts within seconds. docs/specs/configuration.md lists every key.

            # Reporting days begin at midnight in this time zone (IANA name).
            time_zone: {game.TimeZone}

            # Money is reported in this currency (ISO 4217).
            currency: {game.Currency}

            # Only hashes are kept. `frontline keys add {game.Id}` makes another key, `frontline keys revoke {game.Id} NAME` ends one.
            {Render(game.Keys)}
            """.ReplaceLineEndings("\n");
    }

    /// <summary>The same file with other keys; every line that does not belong to <c>keys</c> stays as it is.</summary>
    public static string WithKeys(string text, IReadOnlyList<WriteKey> keys)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var (first, end) = KeyLines(text, lines);
        return string.Join('\n', [.. lines[..first], Render(keys).TrimEnd('\n'), .. lines[end..]]) + "\n";
    }

    private static (int First, int End) KeyLines(string text, string[] lines)
    {
        var root = YamlText.ParseMapping(text, "", []);
        if (root is null || root.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode { Value: "keys" }) is not { Key: { } key, Value: { } value })
        {
            return (lines.Length, lines.Length);
        }

        var first = YamlText.LineOf(key) - 1;
        if (value is YamlSequenceNode { Style: SequenceStyle.Flow })
        {
            return (first, (int)value.End.Line);
        }

        // A block goes on over every line that is indented or an item; comments and blank lines behind the last of them belong to what follows.
        var end = first + 1;
        for (var i = end; i < lines.Length && (lines[i].Length == 0 || lines[i][0] is ' ' or '-' or '#'); i++)
        {
            end = lines[i].TrimStart() is ['-', ..] || lines[i] is [' ', ..] && lines[i].TrimStart() is not ([] or ['#', ..]) ? i + 1 : end;
        }

        return (first, end);
    }

    private static string Render(IReadOnlyList<WriteKey> keys)
    {
        var text = new StringBuilder(keys.Count == 0 ? "keys: []\n" : "keys:\n");
        foreach (var key in keys)
        {
            text.Append("  - name: ").Append(key.Name).Append('\n');
            text.Append("    kind: ").Append(NameOf(key.Kind)).Append('\n');
            text.Append("    sha256: \"").Append(key.Sha256).Append("\"\n");
            if (key.Revoked)
            {
                text.Append("    revoked: true\n");
            }
        }

        return text.ToString();
    }

    /// <summary>How a kind of key is written: <c>production</c>, <c>dev</c>, <c>history</c>.</summary>
    public static string NameOf(WriteKeyKind kind) => kind switch
    {
        WriteKeyKind.Production => "production",
        WriteKeyKind.Dev => "dev",
        WriteKeyKind.History => "history",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nobody writes with a key of this kind."),
    };

    /// <summary>The kind of key that a name stands for, or null.</summary>
    public static WriteKeyKind? KindOf(string? name) => name switch
    {
        "production" => WriteKeyKind.Production,
        "dev" => WriteKeyKind.Dev,
        "history" => WriteKeyKind.History,
        _ => null,
    };

    private static decimal? ReadShare(YamlObject yaml, string key)
    {
        if (yaml.Text(key) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1)
        {
            return share;
        }

        yaml.Problems.Add(new FileProblem(yaml.File, yaml.LineOf(key), $"'{key}' is '{text}'; a number from 0 to 1 is expected, such as 0.3 for 30 %."));
        return null;
    }

    private static PlanPolicy ParsePolicy(YamlObject? yaml)
    {
        if (yaml is null)
        {
            return new PlanPolicy();
        }

        var policy = new PlanPolicy(Unplanned(yaml, "unplanned_events"), Unplanned(yaml, "unplanned_properties"));
        yaml.RejectUnknownKeys();
        return policy;
    }

    private static UnplannedPolicy Unplanned(YamlObject yaml, string key) =>
        Checked(yaml, key, text => text is "flag" or "reject" ? null : $"'{key}' is '{text}'; flag or reject is expected.") == "reject" ? UnplannedPolicy.Reject : UnplannedPolicy.Flag;

    private static IReadOnlyList<string> Texts(YamlObject yaml, string key, Func<string, string?>? faultOf = null)
    {
        var nodes = yaml.List(key);
        foreach (var node in nodes.Where(node => node is not YamlScalarNode { Value.Length: > 0 }))
        {
            yaml.Problem(node, $"'{key}' is expected to be a list of texts.");
        }

        foreach (var node in nodes.OfType<YamlScalarNode>())
        {
            if (node.Value is { Length: > 0 } text && faultOf?.Invoke(text) is { } fault)
            {
                yaml.Problem(node, fault);
            }
        }

        return nodes.Count == 0 ? [] : [.. nodes.OfType<YamlScalarNode>().Select(node => node.Value!)];
    }

    private static WriteKey? ParseKey(YamlNode node, YamlObject game)
    {
        if (node is not YamlMappingNode mapping)
        {
            game.Problem(node, "A key is expected to have name, kind and sha256.");
            return null;
        }

        var yaml = new YamlObject(mapping, game.File, game.Problems);
        var name = yaml.RequiredText("name");
        var kindName = yaml.RequiredText("kind");
        var sha256 = yaml.RequiredText("sha256");
        var revoked = yaml.Boolean("revoked") ?? false;
        yaml.RejectUnknownKeys();
        if (kindName is not null && KindOf(kindName) is null)
        {
            game.Problems.Add(new FileProblem(game.File, yaml.LineOf("kind"), $"'kind' is '{kindName}'; production, dev or history is expected."));
        }

        if (sha256 is not null && (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower)))
        {
            game.Problems.Add(new FileProblem(game.File, yaml.LineOf("sha256"), "'sha256' is expected to be 64 lower-case hex digits. `frontline keys add` writes it."));
        }

        return name is null || sha256 is null || KindOf(kindName) is not { } kind ? null : new WriteKey(name, sha256, kind, revoked);
    }

    private static string? Checked(YamlObject yaml, string key, Func<string, string?> faultOf)
    {
        if (yaml.Text(key) is { } text && faultOf(text) is { } fault)
        {
            yaml.Problems.Add(new FileProblem(yaml.File, yaml.LineOf(key), fault));
            return null;
        }

        return yaml.Text(key);
    }
}
