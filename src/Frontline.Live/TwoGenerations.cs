using System.Diagnostics.CodeAnalysis;

namespace Frontline.Live;

/// <summary>
/// A bounded cache: what was not asked for since the last two turns is forgotten. Nothing is forgotten between turns, so that what was changed
/// since the last one can be found without asking the store.
/// </summary>
internal sealed class TwoGenerations<TKey, TValue>(int capacity)
    where TKey : notnull
    where TValue : class
{
    private Dictionary<TKey, TValue> young = [];
    private Dictionary<TKey, TValue> old = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (young.TryGetValue(key, out value))
        {
            return true;
        }

        if (old.Remove(key, out value))
        {
            young.Add(key, value);
            return true;
        }

        return false;
    }

    public void Add(TKey key, TValue value) => young.Add(key, value);

    /// <summary>Forgets the old generation once the young one has its half of the capacity.</summary>
    public void Turn(Action<TValue>? forgotten = null)
    {
        if (young.Count < Math.Max(1, capacity / 2))
        {
            return;
        }

        if (forgotten is not null)
        {
            foreach (var value in old.Values)
            {
                forgotten(value);
            }
        }

        (young, old) = (old, young);
        young.Clear();
    }

    /// <summary>Forgets everything.</summary>
    public void Clear(Action<TValue> forgotten)
    {
        foreach (var value in young.Values.Concat(old.Values))
        {
            forgotten(value);
        }

        young.Clear();
        old.Clear();
    }
}
