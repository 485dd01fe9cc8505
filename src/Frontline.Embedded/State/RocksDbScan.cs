using System.Collections;
using Frontline.Core.State;
using RocksDbSharp;

namespace Frontline.Embedded.State;

/// <summary>The keys with a prefix, in order, as of the creation of the iterator. To be enumerated once, as every foreach does: it holds the database open until its enumeration ends.</summary>
internal sealed class RocksDbScan(Iterator iterator, byte[] prefix, Action leave, Func<RocksDbException, KeyedStateDamagedException> damaged)
    : IEnumerable<KeyValuePair<byte[], byte[]>>, IEnumerator<KeyValuePair<byte[], byte[]>>
{
    private bool started;
    private bool ended;

    public KeyValuePair<byte[], byte[]> Current { get; private set; }

    object IEnumerator.Current => Current;

    public IEnumerator<KeyValuePair<byte[], byte[]>> GetEnumerator() => started ? throw new InvalidOperationException("A scan can be enumerated once") : this;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool MoveNext()
    {
        ObjectDisposedException.ThrowIf(ended, this);
        try
        {
            if (started)
            {
                iterator.Next();
            }
            else
            {
                started = true;
                iterator.Seek(prefix);
            }

            if (!iterator.Valid() || !iterator.GetKeySpan().StartsWith(prefix))
            {
                return false;
            }

            Current = new KeyValuePair<byte[], byte[]>(iterator.Key(), iterator.Value());
            return true;
        }
        catch (RocksDbException fault)
        {
            throw damaged(fault);
        }
    }

    public void Reset() => throw new NotSupportedException();

    public void Dispose()
    {
        if (!ended)
        {
            ended = true;
            iterator.Dispose();
            leave();
        }
    }
}
