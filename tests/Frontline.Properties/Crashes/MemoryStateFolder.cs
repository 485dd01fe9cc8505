using Frontline.Core.State;
using Frontline.Testing.State;

namespace Frontline.Properties.Crashes;

internal sealed class MemoryStateFolder(string directory) : IStateFolder
{
    private readonly MemoryKeyedStateEngine engine = new();
    private MemoryKeyedState? earlier;

    public IKeyedStateEngine Engine => engine;

    public string Directory => directory;

    public void Crash(Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                engine.Delete(directory);
                break;
            case 1:
                engine.Damage(directory);
                break;
            case 2 or 3 when earlier is not null:
                engine.SetBack(directory, earlier);
                break;
        }

        earlier = random.Next(3) == 0 ? engine.Remember(directory) : earlier;
    }
}
