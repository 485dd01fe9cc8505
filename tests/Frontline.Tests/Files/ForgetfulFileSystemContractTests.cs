using Frontline.Core.Storage;
using Frontline.Embedded.Files;
using Frontline.Testing.Files;

namespace Frontline.Tests.Files;

public sealed class ForgetfulFileSystemContractTests : FileSystemContract
{
    protected override IFileSystem CreateFileSystem(string directory) => new ForgetfulFileSystem(new PhysicalFileSystem(), directory);
}
