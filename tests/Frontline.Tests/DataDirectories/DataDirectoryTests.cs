using Frontline.Core.Storage;
using Frontline.DataDirectories;
using Frontline.Embedded.Files;
using Frontline.Testing;
using Frontline.Tests.Configuration;
using Xunit;

namespace Frontline.Tests.DataDirectories;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly PhysicalFileSystem files = new();
    private readonly DataLayout layout;

    public DataDirectoryTests() => layout = new DataLayout(Path.Combine(folder.Root, "data"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_second_owner_is_refused_with_the_first_ones_process_and_command()
    {
        using var first = Open("up");

        var refused = Assert.Throws<DataDirectoryInUseException>(() => Open("import"));

        Assert.Equal(new DirectoryOwner(Environment.ProcessId, "up", Temporary: false), refused.Owner);
        Assert.Equal($"The data directory {layout.Root} is held by process {Environment.ProcessId} (frontline up). Stop that process, or choose another directory with --data.", refused.Message);
    }

    [Fact]
    public void A_directory_that_was_given_back_can_be_taken_again()
    {
        Open("up").Dispose();

        using var again = Open("import");

        Assert.Equal(1, System.Text.Json.JsonDocument.Parse(File.ReadAllText(layout.FormatFile)).RootElement.GetProperty("format").GetInt32());
    }

    [Fact]
    public void Where_the_server_answers_is_known_to_the_owner_only_and_until_it_ends()
    {
        using (var directory = Open("up"))
        {
            directory.Publish(new Uri("http://127.0.0.1:8080/"), "secret", temporary: false);

            Assert.Equal(new ServerInfo(new Uri("http://127.0.0.1:8080/"), "secret", Environment.ProcessId, "up", Temporary: false), RunFiles.ReadServer(layout));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(layout.ServerFile));
            }
        }

        Assert.Null(RunFiles.ReadServer(layout));
    }

    [Fact]
    public void What_a_killed_owner_left_behind_is_gone_with_the_next_one()
    {
        Open("up").Dispose();
        File.WriteAllText(layout.ServerFile, """{"url":"http://127.0.0.1:1/","token":"t","process_id":1,"command":"up","temporary":false}""");
        Assert.NotNull(RunFiles.ReadServer(layout));

        using var next = Open("up");

        Assert.Null(RunFiles.ReadServer(layout));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_server_file_that_cannot_be_read_leads_nowhere(string content)
    {
        Open("up").Dispose();
        File.WriteAllText(layout.ServerFile, content);

        Assert.Null(RunFiles.ReadServer(layout));
    }

    [Fact]
    public void A_newer_format_is_refused_with_both_versions()
    {
        folder.Write("data/format.json", """{"format":99}""");

        var refused = Assert.Throws<DataDirectoryException>(() => Open("up"));

        Assert.Contains("has format 99, written by a newer version", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"format":"1"}""")]
    [InlineData("""{"format":0}""")]
    public void A_damaged_format_file_is_refused(string content)
    {
        folder.Write("data/format.json", content);

        Assert.Contains("is damaged", Assert.Throws<DataDirectoryException>(() => Open("up")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lake_without_a_format_file_is_not_taken_for_a_new_directory()
    {
        Directory.CreateDirectory(Path.Combine(layout.Lake, "chain"));

        Assert.Contains("no format.json", Assert.Throws<DataDirectoryException>(() => Open("up")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_format_goes_through_its_migrations_in_order_each_written_down_when_done()
    {
        var format = folder.Write("data/format.json", """{"format":1}""");
        var order = new List<string>();

        DataFormat.BringUpToDate(layout, files, [new Recorded(2, order), new Recorded(1, order)], current: 3, progress: null);

        Assert.Equal(["from 1 at 1", "from 2 at 2"], order);
        Assert.Contains("\"format\":3", File.ReadAllText(format), StringComparison.Ordinal);
    }

    [Fact]
    public void A_migration_that_fails_is_begun_again_at_the_next_start()
    {
        var format = folder.Write("data/format.json", """{"format":1}""");
        var order = new List<string>();

        Assert.Throws<IOException>(() => DataFormat.BringUpToDate(layout, files, [new Recorded(1, order), new Recorded(2, order, fails: true)], current: 3, progress: null));
        Assert.Contains("\"format\":2", File.ReadAllText(format), StringComparison.Ordinal);

        DataFormat.BringUpToDate(layout, files, [new Recorded(1, order), new Recorded(2, order)], current: 3, progress: null);
        Assert.Equal(["from 1 at 1", "from 2 at 2", "from 2 at 2"], order);
    }

    [Fact]
    public void An_older_format_without_a_migration_is_refused()
    {
        folder.Write("data/format.json", """{"format":1}""");

        var refused = Assert.Throws<DataDirectoryException>(() => DataFormat.BringUpToDate(layout, files, [], current: 3, progress: null));

        Assert.Contains("has format 1, which this version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_refused_with_a_way_out()
    {
        TestEnvironment.RequireLinux("directories that nobody can write differ between systems");

        var refused = Assert.Throws<DataDirectoryException>(() => DataDirectory.Open(new DataLayout("/proc/frontline"), files, "up", temporary: false));

        Assert.Contains("/proc/frontline cannot be written", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_is_bounded_by_size_and_number_of_files()
    {
        using (var directory = Open("up"))
        using (var factory = RotatingLog.Open(new Frontline.Configuration.LoggingOptions { FileBytesMax = 64 << 10, FilesKept = 3 }, layout, errorOutput: null))
        {
            var log = factory.CreateLogger("Frontline.Test");
            for (var i = 0; i < 400; i++)
            {
                log.LogInformation("{Line}", new string('x', 1000));
            }
        }

        var written = new DirectoryInfo(layout.Logs).GetFiles();
        Assert.Equal(3, written.Length);
        Assert.All(written, file => Assert.InRange(file.Length, 1, 66 << 10));
    }

    private DataDirectory Open(string command) => DataDirectory.Open(layout, files, command, temporary: false);

    private sealed class Recorded(int from, List<string> order, bool fails = false) : IDataMigration
    {
        public int From => from;

        public string Title => $"from {from}";

        public void Apply(DataLayout layout, IFileSystem fileSystem, Action<double> progress)
        {
            using var format = System.Text.Json.JsonDocument.Parse(File.ReadAllText(layout.FormatFile));
            order.Add($"{Title} at {format.RootElement.GetProperty("format").GetInt32()}");
            if (fails)
            {
                throw new IOException("the disk said no");
            }
        }
    }
}
