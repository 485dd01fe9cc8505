using Frontline.Commands;
using Frontline.Embedded.Files;
using Frontline.Tests.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Frontline.Tests.Commands;

/// <summary>Runs commands against fakes, in a directory of their own.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly MemoryStream outputBytes = new();
    private readonly StringWriter error = new();

    public TemporaryFolder Folder { get; } = new();

    public FakeServer Server { get; } = new();

    public FakeStarter Starter { get; } = new();

    public FakeTimeProvider Time { get; } = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(50) };

    public Dictionary<string, string> Environment { get; } = [];

    public string Data => Path.Combine(Folder.Root, "data");

    public string Output => System.Text.Encoding.UTF8.GetString(outputBytes.ToArray());

    public string Error => error.ToString();

    /// <summary>Runs a command line; <c>--data</c> is added for those that take it.</summary>
    public async Task<int> RunAsync(params string[] arguments)
    {
        outputBytes.SetLength(0);
        error.GetStringBuilder().Clear();
        return await CommandLine.RunAsync(
            arguments,
            new CommandServices
            {
                Terminal = new Terminal(new StreamWriter(outputBytes) { AutoFlush = true }, outputBytes, error, outputIsTerminal: false, errorIsTerminal: false),
                Starter = Starter,
                FileSystem = new PhysicalFileSystem(),
                Time = Time,
                Environment = Environment,
                Http = () => new HttpMessageInvoker(Server, disposeHandler: false),
            },
            Xunit.TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        Server.Dispose();
        Folder.Dispose();
    }
}
