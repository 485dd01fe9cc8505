using Frontline.Core.State;
using Frontline.Testing.State;

namespace Frontline.Tests.Pipeline;

public sealed class MemoryKeyedStateTests : KeyedStateContract
{
    protected override IKeyedStateEngine Engine { get; } = new MemoryKeyedStateEngine();
}
