using System.CommandLine;
using System.CommandLine.Parsing;
using Frontline.Configuration;

namespace Frontline.Commands;

/// <summary>The options that several commands share: one description and one default each. Every command gets instances of its own.</summary>
internal static class CommandOptions
{
    public const string DefaultData = "./data";

    public static Option<string> Data(string defaultDirectory = DefaultData) => new("--data")
    {
        Description = "The data directory.",
        HelpName = "DIR",
        DefaultValueFactory = _ => defaultDirectory,
    };

    public static Option<string[]> Config() => new("--config")
    {
        Description = "A directory of configuration files, read after the data directory's own config/. May be given several times.",
        HelpName = "DIR",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result => [.. result.Tokens.Select(token => Existing(token, result))],
    };

    public static Option<Uri?> Server() => new("--server")
    {
        Description = "The address of a server on another machine, instead of a data directory.",
        HelpName = "URL",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            {
                return url;
            }

            result.AddError($"--server is '{text}'; a URL such as https://frontline.example:8080 is expected.");
            return null;
        },
    };

    public static Option<string?> Token() => new("--token")
    {
        Description = "The token of that server. Better given in the environment variable FRONTLINE_TOKEN, where other users of this machine do not see it.",
        HelpName = "TOKEN",
    };

    public static Option<string> Format(params string[] formats)
    {
        var option = new Option<string>("--format") { Description = "How the result is printed.", HelpName = string.Join('|', formats), DefaultValueFactory = _ => formats[0] };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }

    public static Option<int?> Port()
    {
        var option = new Option<int?>("--port") { Description = "The port for everything HTTP; 0 takes a free one. [default: 8080]", HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var port) && port is >= 0 and <= 65535))
            {
                result.AddError($"--port is '{token.Value}'; 0 to 65535 is expected.");
            }
        });
        return option;
    }

    public static Option<string?> Listen() => new("--listen")
    {
        Description = "The address to listen on: 0.0.0.0 or :: for all of this machine's. Off loopback, all but /v1/* and /health/* takes a token. [default: 127.0.0.1]",
        HelpName = "ADDRESS",
    };

    public static Argument<string> Game(string name = "GAME") => new(name) { Description = "The game's id.", HelpName = name };

    /// <summary>What the command line says about settings.</summary>
    public static IReadOnlyList<CommandLineSetting> Settings(int? port, string? listen)
    {
        var settings = new List<CommandLineSetting>();
        if (port is { } number)
        {
            settings.Add(new CommandLineSetting("server.port", number.ToString(System.Globalization.CultureInfo.InvariantCulture), "--port"));
        }

        if (listen is not null)
        {
            settings.Add(new CommandLineSetting("server.listen", listen, "--listen"));
        }

        return settings;
    }

    private static string Existing(Token token, ArgumentResult result)
    {
        if (!Directory.Exists(token.Value))
        {
            result.AddError($"--config: there is no directory {token.Value}.");
        }

        return token.Value;
    }
}
