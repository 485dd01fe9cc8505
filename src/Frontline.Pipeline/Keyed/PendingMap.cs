using System.Diagnostics.CodeAnalysis;

namespace Frontline.Pipeline.Keyed;

/// <summary>What entries that are not yet committed have put under a key. A value stays until the last entry that put one is committed.</summary>
internal sealed class PendingMap<TKey, TValue>
    where TKey : notnull
{
    private readonly Dictionary<TKey, (TValue Value, long Cut)> values = [];

    public int Count => values.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (values.TryGetValue(key, out var found))
        {
            value = found.Value;
            return true;
        }

        value = default;
        return false;
    }

    public bool Contains(TKey key) => values.ContainsKey(key);

    public void Put(TKey key, TValue value, long cut) => values[key] = (value, cut);

    public void Release(TKey key, long cut)
    {
        if (values.TryGetValue(key, out var found) && found.Cut == cut)
        {
            values.Remove(key);
        }
    }
}
