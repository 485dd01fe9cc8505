using System.Net;
using System.Net.Sockets;
using Frontline.Integration.Processes;
using Xunit;

namespace Frontline.Integration.Start;

/// <summary>What a start refuses, with the exit codes scripts depend on.</summary>
public sealed class StartTests
{
    private const int CouldNotBeDone = 3;
    private const int Configuration = 78;

    [Fact]
    public async Task A_second_server_on_the_same_directory_is_refused_with_a_sentence()
    {
        await using var game = await RunningGame.StartAsync();

        var second = await FrontlineProcess.RunAsync(["up", "--data", game.DataDirectory, "--port", "0"]);

        Assert.Equal(CouldNotBeDone, second.ExitCode);
        Assert.Contains(game.DataDirectory, second.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_port_is_named_with_the_option_that_moves_it()
    {
        using var directory = new TemporaryDirectory();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var start = await FrontlineProcess.RunAsync(["up", "--data", directory.Path, "--port", port]);

        Assert.Equal(CouldNotBeDone, start.ExitCode);
        Assert.Contains(port, start.Errors, StringComparison.Ordinal);
        Assert.Contains("--port", start.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_configuration_ends_the_start_with_every_error_at_once()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(Path.Combine(directory.Path, "config"));
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "config", "frontline.yaml"), "server:\n  prot: 9000\n  port: 99999\nreceiver:\n  events_per_batch_max: many\n", TestContext.Current.CancellationToken);

        var start = await FrontlineProcess.RunAsync(["up", "--data", directory.Path]);

        Assert.Equal(Configuration, start.ExitCode);
        Assert.Contains("server.prot", start.Errors, StringComparison.Ordinal);
        Assert.Contains("'server.port'", start.Errors, StringComparison.Ordinal);
        Assert.Contains("events_per_batch_max", start.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_of_a_newer_version_is_refused()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "format.json"), """{"format":999}""", TestContext.Current.CancellationToken);

        var start = await FrontlineProcess.RunAsync(["up", "--data", directory.Path, "--port", "0"]);

        Assert.Equal(Configuration, start.ExitCode);
        Assert.Contains("newer", start.Errors, StringComparison.Ordinal);
    }
}
