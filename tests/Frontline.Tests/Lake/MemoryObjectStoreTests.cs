using Frontline.Core.Storage;
using Frontline.Testing.Objects;

namespace Frontline.Tests.Lake;

public sealed class MemoryObjectStoreTests : ObjectStoreContract
{
    protected override ValueTask<IObjectStore> CreateStoreAsync() => ValueTask.FromResult<IObjectStore>(new MemoryObjectStore());
}
