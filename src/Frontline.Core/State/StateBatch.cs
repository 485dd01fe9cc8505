namespace Frontline.Core.State;

/// <summary>Changes to a <see cref="IKeyedState"/>, applied in order and all at once. Reusable after <see cref="Clear"/>; not thread-safe.</summary>
public sealed class StateBatch
{
    private readonly List<StateChange> changes = [];

    public IReadOnlyList<StateChange> Changes => changes;

    public void Put(byte[] key, byte[] value) => changes.Add(new StateChange(StateChangeKind.Put, key, value));

    public void Delete(byte[] key) => changes.Add(new StateChange(StateChangeKind.Delete, key, []));

    /// <summary>Deletes every key in [from, end).</summary>
    public void DeleteRange(byte[] from, byte[] end) => changes.Add(new StateChange(StateChangeKind.DeleteRange, from, end));

    public void Clear() => changes.Clear();
}
