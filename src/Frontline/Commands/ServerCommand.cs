using System.CommandLine;
using Frontline.Client;
using Frontline.Configuration;
using Frontline.DataDirectories;

namespace Frontline.Commands;

/// <summary>A command that talks to a server: the one on its data directory, or one named by <c>--server</c>.</summary>
internal abstract class ServerCommand : DocumentedCommand
{
    private readonly Option<string> data = CommandOptions.Data();
    private readonly Option<string[]> config = CommandOptions.Config();
    private readonly Option<Uri?> server = CommandOptions.Server();
    private readonly Option<string?> token = CommandOptions.Token();
    private readonly Option<string> format;

    protected ServerCommand(CommandServices services, string name, string description, IReadOnlyList<string> examples, params string[] formats)
        : base(name, description, examples)
    {
        Services = services;
        format = CommandOptions.Format(formats.Length > 0 ? formats : ["text", "json"]);
        SetAction(InvokeAsync);
    }

    protected CommandServices Services { get; }

    protected Terminal Terminal => Services.Terminal;

    /// <summary>The configuration of the data directory, for what a command says about it.</summary>
    protected EffectiveConfiguration Configuration(ParseResult parse) => EffectiveConfiguration.Load(new ConfigurationInputs
    {
        Directories = [new DataLayout(parse.GetRequiredValue(data)).Config, .. parse.GetValue(config) ?? []],
        Environment = Services.Environment,
    });

    protected string Format(ParseResult parse) => parse.GetRequiredValue(format);

    /// <summary>Adds the shared options behind the command's own. Called at the end of each constructor.</summary>
    protected void AddServerOptions()
    {
        Add(data);
        Add(config);
        Add(server);
        Add(token);
        Add(format);
    }

    /// <returns>An exit code.</returns>
    protected abstract Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation);

    protected void PrintJson<T>(T result) => Terminal.Output.WriteLine(System.Text.Json.JsonSerializer.Serialize(result, WireJson.Printed));

    private async Task<int> InvokeAsync(ParseResult parse, CancellationToken cancellation)
    {
        var http = Services.Http();
        IServerLocator locator = parse.GetValue(server) is { } url
            ? new RemoteServerLocator(url, parse.GetValue(token) ?? Services.Environment.GetValueOrDefault("FRONTLINE_TOKEN"))
            : new LocalServerLocator(new DataLayout(parse.GetRequiredValue(data)), Services.Starter, () => Configuration(parse), Name, http, Services.Time);
        var connection = new ServerConnection(locator, http);
        await using (connection.ConfigureAwait(false))
        {
            return await RunAsync(parse, connection, cancellation).ConfigureAwait(false);
        }
    }
}
