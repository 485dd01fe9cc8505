using System.CommandLine;
using System.Text.Json;
using Frontline.Client;
using Frontline.Core.Storage;
using Frontline.DataDirectories;
using Frontline.Embedded.Objects;

namespace Frontline.Commands;

/// <summary>A command that reads the lake's files (and the Inbox's) itself, whether a server runs on them or not, so that a damaged directory can be looked at. It changes nothing.</summary>
internal abstract class LakeReadingCommand : DocumentedCommand
{
    private readonly CommandServices services;
    private readonly Option<string> data = CommandOptions.Data();
    private readonly Option<string> format = CommandOptions.Format("text", "json");

    protected LakeReadingCommand(CommandServices services, string name, string description, params IReadOnlyList<string> examples)
        : base(name, description, examples)
    {
        this.services = services;
        Add(data);
        Add(format);
        SetAction(InvokeAsync);
    }

    protected Terminal Terminal => services.Terminal;

    protected IFileSystem Files => services.FileSystem;

    /// <returns>An exit code.</returns>
    protected abstract Task<int> RunAsync(DataLayout layout, IObjectStore lake, bool asJson, CancellationToken cancellation);

    protected void PrintJson<T>(T result) => Terminal.Output.WriteLine(JsonSerializer.Serialize(result, WireJson.Printed));

    private Task<int> InvokeAsync(ParseResult parse, CancellationToken cancellation)
    {
        var layout = new DataLayout(parse.GetRequiredValue(data));
        if (!Directory.Exists(layout.Lake))
        {
            throw new DirectoryNotFoundException($"There is no lake in {layout.Root}. Name the data directory with --data.");
        }

        return RunAsync(layout, LocalObjectStore.ForReading(services.FileSystem, layout.Lake), parse.GetRequiredValue(format) == "json", cancellation);
    }
}
