namespace Frontline.Core.State;

/// <summary>Opens keyed states in local folders. The Recorder owns the folder: it throws a state away and puts a snapshot's files there before opening it.</summary>
public interface IKeyedStateEngine
{
    /// <summary>Opens the state in a folder, or makes an empty one where there is none. At most one is open per folder.</summary>
    /// <returns>A state that may implement <see cref="IStateSnapshots"/> besides.</returns>
    /// <exception cref="KeyedStateDamagedException">What is there cannot be used; <see cref="Delete"/> it and open again.</exception>
    IKeyedState Open(string directory);

    /// <summary>Deletes the state in a folder with everything in it; does nothing when there is none. It must not be open.</summary>
    void Delete(string directory);
}
