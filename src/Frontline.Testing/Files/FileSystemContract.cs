using Frontline.Core.Storage;
using Xunit;

namespace Frontline.Testing.Files;

/// <summary>What every <see cref="IFileSystem"/> must do. Durability itself shows only under a <see cref="ForgetfulFileSystem"/> or a cut power line.</summary>
public abstract class FileSystemContract : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("frontline-files-").FullName;
    private IFileSystem? created;

    /// <summary>A file system whose files lie in an existing, empty directory.</summary>
    protected abstract IFileSystem CreateFileSystem(string directory);

    private IFileSystem Files => created ??= CreateFileSystem(folder);

    public void Dispose()
    {
        (created as IDisposable)?.Dispose();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Bytes_written_at_offsets_are_read_back_and_a_gap_reads_as_zeros()
    {
        using (var file = Files.Create(In("a")))
        {
            file.Write("hello"u8, 0);
            file.Write("world"u8, 10);
            file.Sync();
            Assert.Equal(15, file.Length);
        }

        using var opened = Files.Open(In("a"), FileAccess.Read);
        var buffer = new byte[20];
        Assert.Equal(15, opened.Read(buffer, 0));
        Assert.Equal("hello\0\0\0\0\0world"u8.ToArray(), buffer[..15]);
        Assert.Equal(0, opened.Read(buffer, 15));
        Assert.Equal(2, opened.Read(buffer, 13));
    }

    [Fact]
    public void A_file_can_be_cut_and_grown()
    {
        using var file = Files.Create(In("a"));
        file.Write("hello"u8, 0);
        file.SetLength(2);
        Assert.Equal(2, file.Length);
        file.SetLength(4);
        var buffer = new byte[8];
        Assert.Equal(4, file.Read(buffer, 0));
        Assert.Equal("he\0\0"u8.ToArray(), buffer[..4]);
    }

    [Fact]
    public void Creating_a_file_that_exists_fails_and_leaves_it()
    {
        Put("a", "old");
        Assert.ThrowsAny<IOException>(() => Files.Create(In("a")));
        Assert.Equal("old", Get("a"));
    }

    [Fact]
    public void Opening_a_file_or_directory_that_is_not_there_says_so()
    {
        Assert.Throws<FileNotFoundException>(() => Files.Open(In("a"), FileAccess.Read));
        Assert.Throws<FileNotFoundException>(() => Files.Open(In("no/a"), FileAccess.ReadWrite));
        Assert.False(Files.FileExists(In("a")));
        Assert.Empty(Files.ListFiles(In("no")));
        Assert.Empty(Files.ListDirectories(In("no")));
    }

    [Fact]
    public void A_link_is_a_second_name_of_the_same_bytes()
    {
        Put("a", "text");
        Assert.True(Files.TryLink(In("a"), In("b")));
        Files.Delete(In("a"));
        Assert.Equal("text", Get("b"));
    }

    [Fact]
    public void A_link_replaces_nothing()
    {
        Put("a", "new");
        Put("b", "old");
        Assert.False(Files.TryLink(In("a"), In("b")));
        Assert.Equal("old", Get("b"));
    }

    [Fact]
    public void Linking_what_is_not_there_fails() => Assert.ThrowsAny<IOException>(() => Files.TryLink(In("a"), In("b")));

    [Fact]
    public void A_rename_replaces_what_the_new_name_meant()
    {
        Put("a", "new");
        Put("b", "old");
        Files.Rename(In("a"), In("b"));
        Assert.Equal("new", Get("b"));
        Assert.False(Files.FileExists(In("a")));
    }

    [Fact]
    public void An_open_file_goes_on_under_its_new_name()
    {
        using var file = Files.Create(In("a"));
        file.Write("one"u8, 0);
        Files.Rename(In("a"), In("b"));
        file.Write("two"u8, 3);
        file.Sync();
        Assert.Equal("onetwo", Get("b"));
    }

    [Fact]
    public void Deleting_removes_a_name_and_what_is_not_there_is_no_error()
    {
        Put("a", "text");
        Files.Delete(In("a"));
        Files.Delete(In("a"));
        Files.Delete(In("no/a"));
        Assert.False(Files.FileExists(In("a")));
    }

    [Fact]
    public void Names_are_listed_in_ordinal_order_files_and_directories_apart()
    {
        Put("b", "");
        Put("B", "");
        Put("a-1", "");
        Files.CreateDirectory(In("z/y/x"));
        Files.CreateDirectory(In("d"));
        Assert.Equal(["B", "a-1", "b"], Files.ListFiles(folder));
        Assert.Equal(["d", "z"], Files.ListDirectories(folder));
        Assert.Equal(["x"], Files.ListDirectories(In("z/y")));
    }

    [Fact]
    public void A_directory_can_be_made_twice_and_synced()
    {
        Files.CreateDirectory(In("z/y"));
        Files.CreateDirectory(In("z/y"));
        Put("z/y/a", "text");
        Files.SyncDirectory(In("z/y"));
        Assert.Equal("text", Get("z/y/a"));
    }

    [Fact]
    public void Free_bytes_are_told_in_a_directory() => Assert.True(Files.FreeBytes(folder) > 0);

    [Fact]
    public void A_lock_on_a_directory_has_one_holder_and_can_be_taken_again_when_given_back()
    {
        var locks = Assert.IsAssignableFrom<IFileLocks>(Files);
        var held = locks.LockDirectory(folder);
        var refused = Assert.Throws<DirectoryInUseException>(() => locks.LockDirectory(folder));
        Assert.Equal(folder, refused.Directory);
        Assert.Equal(Environment.ProcessId, refused.HolderProcessId);
        Assert.Contains(folder, refused.Message, StringComparison.Ordinal);
        held.Dispose();
        locks.LockDirectory(folder).Dispose();
    }

    private string In(string name) => Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));

    private void Put(string name, string text)
    {
        using var file = Files.Create(In(name));
        file.Write(System.Text.Encoding.UTF8.GetBytes(text), 0);
        file.Sync();
    }

    private string Get(string name)
    {
        using var file = Files.Open(In(name), FileAccess.Read);
        var buffer = new byte[file.Length];
        Assert.Equal(buffer.Length, file.Read(buffer, 0));
        return System.Text.Encoding.UTF8.GetString(buffer);
    }
}
