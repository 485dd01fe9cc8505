using Frontline.Core.State;

namespace Frontline.Testing.State;

/// <summary>
/// Keyed states in memory that survive a crash of the one who opened them, and that a test can lose, damage or set back, as a disk would.
/// A folder without a state in memory is read from the snapshot file in it.
/// </summary>
public sealed class MemoryKeyedStateEngine : IKeyedStateEngine
{
    private readonly Dictionary<string, MemoryKeyedState> states = [];
    private readonly HashSet<string> damaged = [];

    public IKeyedState Open(string directory)
    {
        if (damaged.Contains(directory))
        {
            throw new KeyedStateDamagedException($"The keyed state in {directory} was damaged by the test");
        }

        var snapshot = Path.Combine(directory, MemoryKeyedState.FileName);
        var state = states.TryGetValue(directory, out var left) ? new MemoryKeyedState(left.Copy())
            : File.Exists(snapshot) ? new MemoryKeyedState(MemoryKeyedState.Read(snapshot))
            : new MemoryKeyedState();
        states[directory] = state;
        return state;
    }

    public void Delete(string directory)
    {
        states.Remove(directory);
        damaged.Remove(directory);
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>The next open fails.</summary>
    public void Damage(string directory) => damaged.Add(directory);

    /// <summary>A copy of what a folder holds now, for <see cref="SetBack"/>; null when it holds nothing.</summary>
    public MemoryKeyedState? Remember(string directory) => states.TryGetValue(directory, out var state) ? new MemoryKeyedState(state.Copy()) : null;

    /// <summary>Puts an earlier copy in a folder's place.</summary>
    public void SetBack(string directory, MemoryKeyedState earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        states[directory] = new MemoryKeyedState(earlier.Copy());
    }
}
