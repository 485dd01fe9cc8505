using Frontline.Core.Live;
using Frontline.Live;
using Frontline.Testing.Live;

namespace Frontline.Tests.Live;

public sealed class MemoryLiveStoreTests : LiveStoreContract
{
    protected override ILiveStore Create() => new MemoryLiveStore();
}
