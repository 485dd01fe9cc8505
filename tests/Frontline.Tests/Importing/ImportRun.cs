using System.Text.Json;
using Frontline.Commands;
using Frontline.Embedded.Files;
using Frontline.Tests.Commands;
using Frontline.Tests.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Frontline.Tests.Importing;

/// <summary>Runs <c>frontline import candy …</c> against an <see cref="ImportServer"/>.</summary>
internal sealed class ImportRun : IDisposable
{
    private readonly StringWriter error = new();

    public TemporaryFolder Folder { get; } = new();

    public ImportServer Server { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public string Error => error.ToString();

    /// <summary>The result's first file.</summary>
    public JsonElement Result => Results[0];

    /// <summary>The result's files, in order.</summary>
    public IReadOnlyList<JsonElement> Results { get; private set; } = [];

    public JsonElement Total { get; private set; }

    /// <summary>What became of the first file, in words.</summary>
    public string Counts => Words(Result);

    public static string Words(JsonElement counts) => $"{counts.GetProperty("rows")} rows, {counts.GetProperty("events")} events, {counts.GetProperty("already")} already, {counts.GetProperty("rejected")} rejected";

    public async Task<int> ImportAsync(params string[] arguments)
    {
        error.GetStringBuilder().Clear();
        Results = [];
        Total = default;
        var output = new MemoryStream();
        var running = CommandLine.RunAsync(
            ["import", "candy", .. arguments, "--server", "http://frontline.example", "--format", "json"],
            new CommandServices
            {
                Terminal = new Terminal(new StreamWriter(output) { AutoFlush = true }, output, error, outputIsTerminal: false, errorIsTerminal: false),
                Starter = new FakeStarter(),
                FileSystem = new PhysicalFileSystem(),
                Time = Time,
                Environment = new Dictionary<string, string>(),
                Http = () => new HttpMessageInvoker(Server, disposeHandler: false),
            },
            Xunit.TestContext.Current.CancellationToken);
        while (!running.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        if (output.Length > 0)
        {
            var json = JsonDocument.Parse(output.ToArray()).RootElement;
            Results = [.. json.GetProperty("files").EnumerateArray()];
            Total = json.GetProperty("total");
        }

        return await running;
    }

    public void Dispose()
    {
        Server.Dispose();
        Folder.Dispose();
    }
}
