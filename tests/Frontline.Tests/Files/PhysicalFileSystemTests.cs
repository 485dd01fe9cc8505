using Frontline.Core.Storage;
using Frontline.Embedded.Files;
using Frontline.Testing;
using Frontline.Testing.Files;
using Xunit;

namespace Frontline.Tests.Files;

public sealed class PhysicalFileSystemTests : FileSystemContract
{
    protected override IFileSystem CreateFileSystem(string directory) => new PhysicalFileSystem();

    [Fact]
    public void A_full_disk_is_told_from_other_errors()
    {
        TestEnvironment.RequireLinux("needs /dev/full.");
        using var file = new PhysicalFileSystem().Open("/dev/full", FileAccess.Write);
        Assert.Throws<DiskFullException>(() => file.Write("x"u8, 0));
    }

    [Fact]
    public void Syncing_what_cannot_be_synced_is_an_error()
    {
        TestEnvironment.RequireLinux("needs /dev/full, which fdatasync refuses.");
        using var file = new PhysicalFileSystem().Open("/dev/full", FileAccess.Write);
        Assert.ThrowsAny<IOException>(file.Sync);
        Assert.Throws<FileNotFoundException>(() => new PhysicalFileSystem().SyncDirectory("/no/such/directory"));
    }
}
