using Frontline.Core.State;

namespace Frontline.Properties.Crashes;

/// <summary>The keyed state's folder, which belongs to a native engine: what a crash makes of it is arranged here.</summary>
internal interface IStateFolder
{
    IKeyedStateEngine Engine { get; }

    string Directory { get; }

    /// <summary>Leaves it, or makes it an earlier copy of itself, a damaged one, or nothing. No state is open.</summary>
    void Crash(Random random);
}
