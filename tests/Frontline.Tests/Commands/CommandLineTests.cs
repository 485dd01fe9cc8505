using System.CommandLine;
using System.Net;
using System.Text.Json;
using Frontline.Commands;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.DataDirectories;
using Frontline.Hosting;
using Xunit;

namespace Frontline.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private const string Made = """{"game":"mygame","time_zone":"UTC","currency":"USD","write_key":"fl_live_x","dev_key":"fl_dev_x","created":true}""";

    private readonly CommandRun run = new();

    public void Dispose() => run.Dispose();

    [Theory]
    [InlineData("inti", "init")]
    [InlineData("keys lsit", "list")]
    [InlineData("up --prot 1", "--port")]
    public async Task A_typing_error_is_wrong_usage_and_names_what_was_meant(string arguments, string meant)
    {
        Assert.Equal(2, await run.RunAsync(arguments.Split(' ')));
        Assert.Empty(run.Output);
        Assert.Contains(meant, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("up --port 70000")]
    [InlineData("run --roles receiver,recoder")]
    [InlineData("run")]
    [InlineData("sql")]
    [InlineData("sql x --format xml")]
    [InlineData("init")]
    [InlineData("init a --server nowhere")]
    [InlineData("import game")]
    [InlineData("keys add g --kind prod")]
    [InlineData("config --config /no/such/directory")]
    public async Task Arguments_that_cannot_be_are_wrong_usage(string arguments)
    {
        Assert.Equal(2, await run.RunAsync(arguments.Split(' ')));
        Assert.Empty(run.Output);
        Assert.Empty(run.Starter.Started);
    }

    [Fact]
    public async Task Every_command_has_help_with_examples()
    {
        foreach (var path in Paths([]))
        {
            Assert.Equal(0, await run.RunAsync([.. path, "--help"]));
            Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
            Assert.Contains("frontline " + string.Join(' ', path), run.Output, StringComparison.Ordinal);
        }

        IEnumerable<string[]> Paths(string[] prefix)
        {
            using var commands = new CommandRun();
            var command = prefix.Aggregate((Command)CommandLine.Create(Services(commands)), (parent, name) => parent.Subcommands.Single(child => child.Name == name));
            return command.Subcommands.SelectMany(child => Paths([.. prefix, child.Name]).Prepend([.. prefix, child.Name])).ToList();
        }
    }

    [Fact]
    public async Task A_command_finds_the_server_on_its_data_directory_and_starts_none()
    {
        using var directory = Published(temporary: false);
        run.Server.On("GET /status", "{}").On("POST /api/games", Made);

        Assert.Equal(0, await run.RunAsync("init", "mygame", "--data", run.Data, "--format", "json"));

        Assert.Empty(run.Starter.Started);
        Assert.Equal("directory-token", run.Server.Token);
        Assert.Equal("""POST /api/games {"id":"mygame","time_zone":null,"currency":null}""", run.Server.Requests[^1]);
    }

    [Fact]
    public async Task Without_a_server_a_command_runs_one_that_does_not_listen_outside_and_ends_it()
    {
        run.Server.On("POST /api/games", Made);

        Assert.Equal(0, await run.RunAsync("init", "mygame", "--data", run.Data));

        var settings = Assert.Single(run.Starter.Started);
        Assert.Equal((false, "init", Path.GetFullPath(run.Data)), (settings.ListenOutside, settings.Command, settings.Data.Root));
        Assert.True(run.Starter.Hosts[0].IsStopped);
        Assert.Equal("own-token", run.Server.Token);
    }

    [Fact]
    public async Task A_command_waits_for_the_one_that_holds_the_directory_and_has_not_answered_yet()
    {
        run.Starter.FailWith(new DataDirectoryInUseException(run.Data, owner: null), new DataDirectoryInUseException(run.Data, owner: null));
        run.Server.On("POST /api/games", Made);

        var running = run.RunAsync("init", "mygame", "--data", run.Data);
        while (!running.IsCompleted)
        {
            run.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Equal(0, await running);
        Assert.Single(run.Starter.Started);
    }

    [Fact]
    public async Task A_holder_that_never_answers_is_unreachable_in_the_end()
    {
        run.Starter.FailWith([.. Enumerable.Repeat(new DataDirectoryInUseException("/data", new DirectoryOwner(42, "up", Temporary: false)), 2000)]);

        var running = run.RunAsync("init", "mygame", "--data", run.Data);
        while (!running.IsCompleted)
        {
            run.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(3, await running);
        Assert.Contains("process 42 (frontline up)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_remote_server_gets_the_token_from_the_environment_or_the_option()
    {
        run.Environment["FRONTLINE_TOKEN"] = "from-environment";
        run.Server.On("GET /api/games/mygame/keys", """{"game":"mygame","keys":[{"name":"fl_dev_1","kind":"dev","revoked":true}]}""");

        Assert.Equal(0, await run.RunAsync("keys", "list", "mygame", "--server", "https://frontline.example"));
        Assert.Equal("from-environment", run.Server.Token);
        Assert.Equal(["name      kind  state", "--------  ----  -------", "fl_dev_1  dev   revoked"], run.Output.TrimEnd().Split('\n'));

        await run.RunAsync("keys", "list", "mygame", "--server", "https://frontline.example", "--token", "from-option");
        Assert.Equal("from-option", run.Server.Token);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_3()
    {
        run.Server.IsDown = true;

        Assert.Equal(3, await run.RunAsync("sql", "select 1", "--server", "http://frontline.example:1"));
        Assert.Contains("http://frontline.example:1/ cannot be reached", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_says_where_to_get_one()
    {
        run.Server.On("POST /api/sql", "", HttpStatusCode.Unauthorized);

        Assert.Equal(3, await run.RunAsync("sql", "select 1", "--server", "http://frontline.example"));
        Assert.Contains("FRONTLINE_TOKEN", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_prints_both_keys_and_a_command_for_each_shell()
    {
        run.Server.On("POST /api/games", Made);

        Assert.Equal(0, await run.RunAsync("init", "mygame", "--data", run.Data));

        Assert.Contains("fl_live_x", run.Output, StringComparison.Ordinal);
        Assert.Contains("fl_dev_x", run.Output, StringComparison.Ordinal);
        Assert.Contains("curl -sS http://127.0.0.1:8080/v1/events", run.Output, StringComparison.Ordinal);
        Assert.Contains("Invoke-RestMethod", run.Output, StringComparison.Ordinal);
        Assert.Contains("-Headers @{ Authorization = 'Bearer fl_live_x' }", run.Output, StringComparison.Ordinal);
        Assert.Contains("frontline up", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_as_json_is_exactly_its_four_members()
    {
        run.Server.On("POST /api/games", Made);

        await run.RunAsync("init", "mygame", "--data", run.Data, "--format", "json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(["game", "write_key", "dev_key", "curl"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Contains("'Authorization: Bearer fl_live_x'", json.RootElement.GetProperty("curl").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_on_an_existing_game_says_that_nothing_was_changed()
    {
        run.Server.On("POST /api/games", """{"game":"mygame","time_zone":"UTC","currency":"USD","created":false}""");

        Assert.Equal(0, await run.RunAsync("init", "mygame", "--data", run.Data));

        Assert.Empty(run.Output);
        Assert.Contains("nothing was changed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_prints_a_table_with_numbers_to_the_right_and_no_control_characters()
    {
        run.Server.On("POST /api/sql", """[{"name":"a","n":10},{"name":"bell\u0007\u001b[2J","n":null}]""");

        Assert.Equal(0, await run.RunAsync("sql", "select 1", "--data", run.Data, "--game", "mygame"));

        Assert.Equal(["name        n", "---------  --", "a          10", "bell  [2J"], run.Output.TrimEnd().Split('\n'));
        Assert.Equal("""POST /api/sql {"sql":"select 1","game":"mygame","format":"json"}""", run.Server.Requests[^1]);
    }

    [Theory]
    [InlineData("json", """[{"n":1}]""")]
    [InlineData("csv", "n\n1\n")]
    public async Task A_query_in_another_format_is_handed_on_as_it_is(string format, string result)
    {
        run.Server.On("POST /api/sql", result);

        Assert.Equal(0, await run.RunAsync("sql", "select 1", "--data", run.Data, "--format", format));
        Assert.Equal(result.TrimEnd() + "\n", run.Output);

        var file = Path.Combine(run.Folder.Root, "result");
        Assert.Equal(0, await run.RunAsync("sql", "select 1", "--data", run.Data, "--format", format, "--out", file));
        Assert.Empty(run.Output);
        Assert.Equal(result, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_failed_query_is_3_with_the_servers_sentence()
    {
        run.Server.On("POST /api/sql", """{"error":{"code":"bad_sql","message":"No table named evnts."}}""", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(3, await run.RunAsync("sql", "select * from evnts", "--data", run.Data));
        Assert.Equal("No table named evnts.", run.Error.TrimEnd());
    }

    [Fact]
    public async Task A_rebuild_ends_with_its_result_or_its_error()
    {
        run.Server.On("POST /api/rebuild", "{\"done\":1,\"total\":2,\"stage\":\"events\"}\n{\"result\":{\"events\":7}}\n");
        Assert.Equal(0, await run.RunAsync("rebuild", "--data", run.Data, "--format", "json"));
        Assert.Equal(7, JsonDocument.Parse(run.Output).RootElement.GetProperty("events").GetInt32());

        run.Server.On("POST /api/rebuild", "{\"done\":1,\"total\":2}\n{\"error\":{\"code\":\"x\",\"message\":\"The disk is full.\"}}\n");
        Assert.Equal(3, await run.RunAsync("rebuild", "--data", run.Data));
        Assert.Equal("The disk is full.", run.Error.TrimEnd());

        run.Server.On("POST /api/rebuild", "{\"done\":1,\"total\":2}\n");
        Assert.Equal(3, await run.RunAsync("rebuild", "--data", run.Data));
    }

    [Fact]
    public async Task A_wrong_configuration_is_78_and_starts_nothing()
    {
        run.Folder.Write("data/config/a.yaml", "server:\n  port: high\n  prot: 1\n");

        foreach (var command in (string[])["up", "config"])
        {
            Assert.Equal(78, await run.RunAsync(command, "--data", run.Data));
            Assert.Contains("The configuration has 2 errors:", run.Error, StringComparison.Ordinal);
        }

        Assert.Empty(run.Starter.Started);
    }

    [Fact]
    public async Task Options_of_the_command_line_win_over_files()
    {
        run.Folder.Write("data/config/a.yaml", "server:\n  port: 1111\n");
        run.Starter.FailWith(new PortBusyException("127.0.0.1", 2222));

        Assert.Equal(3, await run.RunAsync("up", "--data", run.Data, "--port", "2222", "--listen", "0.0.0.0"));
        Assert.Contains("--port", run.Error, StringComparison.Ordinal);

        var running = run.RunAsync("up", "--data", run.Data, "--port", "2222");
        while (run.Starter.Hosts.Count == 0)
        {
            await Task.Yield();
        }

        run.Starter.Hosts[0].End();
        Assert.Equal(0, await running);
        Assert.Equal(2222, run.Starter.Started[0].Configuration.Get<Frontline.Configuration.ServerOptions>().Port);
        Assert.True(run.Starter.Started[0].ListenOutside);
    }

    public static TheoryData<Exception, int> Failures => new()
    {
        { new DataDamagedException("broken", "chain/1"), 78 },
        { new StreamDamagedException("broken", "log/1", 7), 78 },
        { new DataDirectoryException("newer"), 78 },
        { new DataDirectoryInUseException("/data", new DirectoryOwner(1, "up", Temporary: false)), 3 },
        { new PortBusyException("127.0.0.1", 8080), 3 },
        { new IOException("disk"), 3 },
        { new InvalidOperationException("defect"), 3 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_ends_a_server_decides_its_exit_code(Exception exception, int exitCode)
    {
        run.Starter.FailWith(exception);
        Assert.Equal(exitCode, await run.RunAsync("up", "--data", run.Data));
        Assert.Contains(exception.Message, run.Error, StringComparison.Ordinal);

        var running = run.RunAsync("up", "--data", run.Data);
        while (run.Starter.Hosts.Count == 0)
        {
            await Task.Yield();
        }

        run.Starter.Hosts[0].End(exception);
        Assert.Equal(exitCode, await running);
    }

    [Fact]
    public async Task Up_waits_for_a_command_that_holds_the_directory_for_itself()
    {
        run.Starter.FailWith([.. Enumerable.Repeat(new DataDirectoryInUseException("/data", new DirectoryOwner(42, "import", Temporary: true)), 3)]);

        var running = run.RunAsync("up", "--data", run.Data);
        while (run.Starter.Hosts.Count == 0)
        {
            run.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        run.Starter.Hosts[0].End();
        Assert.Equal(0, await running);
        Assert.Equal(1, run.Error.Split("Waiting for `frontline import` (process 42)").Length - 1);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(3000, 3)]
    public async Task Up_gives_an_unknown_holder_time_to_write_itself_down_and_no_more(int failures, int exitCode)
    {
        run.Starter.FailWith([.. Enumerable.Repeat(new DataDirectoryInUseException("/data", owner: null), failures)]);

        var running = run.RunAsync("up", "--data", run.Data);
        while (run.Starter.Hosts.Count == 0 && !running.IsCompleted)
        {
            run.Time.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }

        run.Starter.Hosts.ForEach(host => host.End());
        Assert.Equal(exitCode, await running);
    }

    [Fact]
    public async Task Version_and_config_need_no_server()
    {
        Assert.Equal(0, await run.RunAsync("version"));
        Assert.Equal($"frontline {ProgramVersion.Current}\n", run.Output);

        run.Environment["FRONTLINE__SERVER__TOKEN"] = "a-long-enough-secret";
        Assert.Equal(0, await run.RunAsync("config", "--data", run.Data, "--format", "json"));
        Assert.DoesNotContain("a-long-enough-secret", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"fingerprint\"", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Starter.Started);
        Assert.Empty(run.Server.Requests);
    }

    [Theory]
    [InlineData("audit", "\"even\": true")]
    [InlineData("lake verify", "\"sound\": true")]
    [InlineData("lake files", "[]")]
    public async Task An_empty_lake_is_even_and_sound_and_reading_it_changes_nothing(string command, string expected)
    {
        var half = run.Folder.Write("data/lake/tmp/half", "another process is writing this");

        Assert.Equal(0, await run.RunAsync([.. command.Split(' '), "--data", run.Data, "--format", "json"]));

        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(half));
        Assert.Empty(run.Starter.Started);
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("lake verify")]
    [InlineData("lake files")]
    public async Task Without_a_lake_there_is_nothing_to_read(string command)
    {
        Assert.Equal(3, await run.RunAsync([.. command.Split(' '), "--data", run.Data]));
        Assert.Contains("There is no lake in", run.Error, StringComparison.Ordinal);
    }

    private DataDirectory Published(bool temporary)
    {
        var directory = DataDirectory.Open(new DataLayout(run.Data), new Frontline.Embedded.Files.PhysicalFileSystem(), "up", temporary);
        directory.Publish(new Uri("http://127.0.0.1:5555/"), "directory-token", temporary);
        return directory;
    }

    private static CommandServices Services(CommandRun run) => new()
    {
        Terminal = new Terminal(TextWriter.Null, Stream.Null, TextWriter.Null, outputIsTerminal: false, errorIsTerminal: false),
        Starter = run.Starter,
        FileSystem = new Frontline.Embedded.Files.PhysicalFileSystem(),
        Time = run.Time,
        Environment = run.Environment,
        Http = () => new HttpMessageInvoker(run.Server, disposeHandler: false),
    };
}
