using System.CommandLine;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Configuration;

namespace Frontline.Commands;

/// <summary>Makes a game with two keys, and prints how to send its first event.</summary>
internal sealed class InitCommand : ServerCommand
{
    private const string Event = """{"events":[{"name":"level_start","player_id":"player-1","props":{"level":1}}]}""";

    private readonly Argument<string> game = CommandOptions.Game();
    private readonly Option<string?> timeZone = new("--time-zone") { Description = "The reporting time zone (IANA name). [default: UTC]", HelpName = "ZONE" };
    private readonly Option<string?> currency = new("--currency") { Description = "The reporting currency (ISO 4217). [default: USD]", HelpName = "CODE" };

    public InitCommand(CommandServices services)
        : base(
            services, "init", "Makes a game: its file, a production key and a dev key. On an existing game it changes nothing.",
            ["frontline init mygame", "frontline init mygame --time-zone Europe/Berlin --currency EUR", "frontline init mygame --format json"])
    {
        Add(game);
        Add(timeZone);
        Add(currency);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var request = new CreateGameRequest(parse.GetRequiredValue(game), parse.GetValue(timeZone), parse.GetValue(currency));
        var made = await connection.SendAsync<CreateGameResponse>(HttpMethod.Post, "api/games", request, cancellation).ConfigureAwait(false);
        var server = await connection.EndpointAsync(cancellation).ConfigureAwait(false);
        var url = server.Stays ? server.Url : UrlOf(Configuration(parse).Get<ServerOptions>());
        var curl = made.WriteKey is null ? null : Curl(url, made.WriteKey);
        if (!made.Created)
        {
            Terminal.Say($"The game {made.Game} exists; nothing was changed. Its keys are shown once, when they are made: `frontline keys add {made.Game}` makes another.");
        }

        if (Format(parse) == "json")
        {
            PrintJson(new { made.Game, made.WriteKey, made.DevKey, curl });
        }
        else if (made.Created)
        {
            Print(made, url, curl!, server.Stays);
        }

        return ExitCode.Done;
    }

    private void Print(CreateGameResponse made, Uri url, string curl, bool serverStays)
    {
        Terminal.Output.WriteLine($"""
            The game {made.Game} is ready: days in {made.TimeZone}, money in {made.Currency}.

              production key   {made.WriteKey}
              dev key          {made.DevKey}   (for test builds: kept out of the metrics)

            Only their hashes are kept, so write them down now. Send an event with bash or zsh:

              {curl}

            or with PowerShell:

              Invoke-RestMethod -Method Post -Uri {url}v1/events -ContentType 'application/json' -Headers @{'{'} Authorization = 'Bearer {made.WriteKey}' {'}'} -Body '{Event}'
            """);
        if (!serverStays)
        {
            Terminal.Say("");
            Terminal.Say("No server is running; `frontline up` starts it.");
        }
    }

    private static string Curl(Uri url, string key) =>
        $"curl -sS {url}v1/events -H 'Authorization: Bearer {key}' -H 'Content-Type: application/json' -d '{Event}'";

    private static Uri UrlOf(ServerOptions options)
    {
        var host = options.Listen switch
        {
            "0.0.0.0" or "::" => "127.0.0.1",
            var address when address.Contains(':', StringComparison.Ordinal) => $"[{address}]",
            var address => address,
        };
        var scheme = string.IsNullOrEmpty(options.TlsCertificateFile) ? "http" : "https";
        return new Uri($"{scheme}://{host}:{(options.Port == 0 ? 8080 : options.Port)}/");
    }
}
