using System.IO.Hashing;
using System.Text;

namespace Frontline.Enrichment.Plans;

/// <summary>Finds what belongs to a name by the name's UTF-8, without making a string of it. Immutable once filled.</summary>
internal sealed class NameTable<T>
    where T : class
{
    private readonly Dictionary<ulong, List<(byte[] Name, T Value)>> byHash = [];

    public int Count { get; private set; }

    public IEnumerable<(string Name, T Value)> All => byHash.Values.SelectMany(bucket => bucket).Select(entry => (Encoding.UTF8.GetString(entry.Name), entry.Value));

    /// <summary>Adds a name, or gives it another value.</summary>
    public void Set(string name, T value)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        var hash = XxHash3.HashToUInt64(utf8);
        if (!byHash.TryGetValue(hash, out var bucket)) byHash.Add(hash, bucket = new List<(byte[], T)>(1));
        Count += bucket.RemoveAll(entry => entry.Name.AsSpan().SequenceEqual(utf8)) == 0 ? 1 : 0;
        bucket.Add((utf8, value));
    }

    public T? Find(ReadOnlySpan<byte> name)
    {
        if (!byHash.TryGetValue(XxHash3.HashToUInt64(name), out var bucket)) return null;
        foreach (var (known, value) in bucket)
        {
            if (name.SequenceEqual(known)) return value;
        }

        return null;
    }
}
