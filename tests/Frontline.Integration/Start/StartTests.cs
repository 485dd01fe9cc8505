using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Frontline.Integration.Disk;
using Frontline.Integration.Processes;
using Frontline.Testing;
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
    public async Task A_torn_end_of_the_Inbox_is_told_in_the_status_and_in_the_programs_log()
    {
        await using var game = await RunningGame.StartAsync();
        await game.SendAsync("""{"events":[{"name":"a","player_id":"p"}]}""");
        await game.Server.KillAsync();
        var segment = Directory.GetFiles(Path.Combine(game.DataDirectory, "log"), "*.segment").Single();
        BeginAGroup(segment);

        await using (var server = await FrontlineProcess.StartAsync(game.DataDirectory))
        {
            using var status = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("status", UriKind.Relative), TestContext.Current.CancellationToken));
            var receiver = status.RootElement.GetProperty("roles").EnumerateArray().Single(role => role.GetProperty("name").GetString() == "receiver");
            var recovery = receiver.GetProperty("details").GetProperty("inbox_recovery").GetString()!;
            Assert.Contains(segment, recovery, StringComparison.Ordinal);
            Assert.Contains(": 32 bytes", recovery, StringComparison.Ordinal);
            Assert.Equal(0, await server.InterruptAsync());
        }

        Assert.Contains(
            Directory.GetFiles(Path.Combine(game.DataDirectory, "logs")),
            file => File.ReadAllText(file).Contains("The end of the log was torn in", StringComparison.Ordinal));
    }

    /// <summary>Writes the first bytes of a group behind the last one, as a power cut leaves them: the segment's salt (docs/specs/log.md).</summary>
    private static void BeginAGroup(string segment)
    {
        const int BlockBytes = 4096;
        using var file = new FileStream(segment, FileMode.Open, FileAccess.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var last = bytes.AsSpan().LastIndexOfAnyExcept((byte)0);
        file.Position = ((last / BlockBytes) + 1) * BlockBytes;
        file.Write(bytes.AsSpan(32, sizeof(long)));
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_directory_that_cannot_be_written_is_refused_with_what_to_do(bool isNew)
    {
        TestEnvironment.RequireLinux("a directory is mounted read-only on Linux only");
        TestEnvironment.Require(Environment.IsPrivilegedProcess, "mounting takes root");
        using var directory = new TemporaryDirectory();
        if (!isNew)
        {
            var init = await FrontlineProcess.RunAsync(["init", "mygame", "--data", directory.Path]);
            Assert.True(init.ExitCode == 0, init.Errors);
        }

        Mounts.ReadOnly(directory.Path);
        try
        {
            var start = await FrontlineProcess.RunAsync(["up", "--data", directory.Path, "--port", "0"]);

            Assert.True(start.ExitCode == Configuration, $"{start.ExitCode}: {start.Errors}");
            Assert.Contains(directory.Path, start.Errors, StringComparison.Ordinal);
            Assert.Contains("cannot be written", start.Errors, StringComparison.Ordinal);
            Assert.Contains("--data", start.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", start.Errors, StringComparison.Ordinal);
        }
        finally
        {
            Mounts.Unmount(directory.Path);
        }
    }

    [Fact]
    public async Task A_command_finds_the_server_that_holds_the_directory_and_a_newer_directory_is_refused_by_it_too()
    {
        await using var game = await RunningGame.StartAsync();
        var keys = await FrontlineProcess.RunAsync(["keys", "list", "mygame", "--data", game.DataDirectory]);
        Assert.True(keys.ExitCode == 0, keys.Errors);
        Assert.Equal(0, await game.Server.InterruptAsync());

        await File.WriteAllTextAsync(Path.Combine(game.DataDirectory, "format.json"), """{"format":2}""", TestContext.Current.CancellationToken);
        var newer = await FrontlineProcess.RunAsync(["keys", "list", "mygame", "--data", game.DataDirectory]);

        Assert.Equal(Configuration, newer.ExitCode);
        Assert.Contains("format 2", newer.Errors, StringComparison.Ordinal);
    }
}
