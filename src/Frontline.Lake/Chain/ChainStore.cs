using Frontline.Core;
using Frontline.Core.Storage;

namespace Frontline.Lake.Chain;

/// <summary>Single reads and listings of a chain's objects, shared by readers and the writer.</summary>
internal sealed class ChainStore(IObjectStore store, ChainId chain, bool strict)
{
    /// <summary>An entry or a checkpoint beyond this is not one of ours; reading it must not take the memory of the machine.</summary>
    private const int TextBytesMax = 1 << 30;

    private const int CreateAttempts = 3;

    private readonly ChainJson json = strict ? ChainJson.Strict : ChainJson.Default;

    public IObjectStore Store { get; } = store;

    public ChainId Chain { get; } = chain;

    public async ValueTask<ChainEntry?> EntryAsync(long number, CancellationToken cancellation)
    {
        var name = LakeNames.Entry(Chain, number);
        if (await BytesAsync(name, cancellation).ConfigureAwait(false) is not { } text)
            return null;

        var entry = ChainText.Read(text, json.ChainEntry, name, out var sha256) with { Sha256 = sha256 };
        return entry.Number == number ? entry : throw new DataDamagedException($"{name} holds entry {entry.Number}.", name);
    }

    /// <summary>True when the object exists with exactly this text: created now, or by an earlier attempt of ours that seemed to fail.</summary>
    public async ValueTask<bool> CreateAsync(string name, byte[] text)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await Store.CreateIfAbsentAsync(name, text, CancellationToken.None).ConfigureAwait(false))
                    return true;

                // What is created here holds its writer's id, drawn for this takeover, or would be the same from everyone: equal bytes are our own.
                return await BytesAsync(name, CancellationToken.None).ConfigureAwait(false) is { } found && found.AsSpan().SequenceEqual(text);
            }
            catch (IOException) when (attempt < CreateAttempts)
            {
            }
        }
    }

    public async ValueTask<bool> HasEntryAsync(long number, CancellationToken cancellation)
    {
        var stream = await Store.OpenAsync(LakeNames.Entry(Chain, number), cancellation).ConfigureAwait(false);
        if (stream is null)
            return false;

        await stream.DisposeAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>The number of the newest checkpoint, or 0.</summary>
    public async ValueTask<long> NewestCheckpointNumberAsync(CancellationToken cancellation)
    {
        var newest = 0L;
        await foreach (var item in Store.ListAsync(LakeNames.Checkpoints(Chain), cancellation).ConfigureAwait(false))
        {
            if (LakeNames.TryCheckpointNumber(Chain, item.Name, out var number))
                newest = Math.Max(newest, number);
        }

        return newest;
    }

    public async ValueTask<Checkpoint?> CheckpointAsync(long number, CancellationToken cancellation)
    {
        var name = LakeNames.Checkpoint(Chain, number);
        if (await BytesAsync(name, cancellation).ConfigureAwait(false) is not { } packed)
            return null;

        var checkpoint = ChainText.Read(Gzip.Unpack(packed, name, TextBytesMax), json.Checkpoint, name, out _);
        return checkpoint.Number == number ? checkpoint : throw new DataDamagedException($"{name} holds checkpoint {checkpoint.Number}.", name);
    }

    public async ValueTask<Checkpoint?> NewestCheckpointAsync(CancellationToken cancellation)
    {
        while (await NewestCheckpointNumberAsync(cancellation).ConfigureAwait(false) is var number and > 0)
        {
            // Gone between the listing and the reading: a newer one has taken its place.
            if (await CheckpointAsync(number, cancellation).ConfigureAwait(false) is { } checkpoint)
                return checkpoint;
        }

        return null;
    }

    public ValueTask<byte[]?> BytesAsync(string name, CancellationToken cancellation) => BytesAsync(Store, name, cancellation);

    /// <summary>A small object's content, or null when there is none.</summary>
    public static async ValueTask<byte[]?> BytesAsync(IObjectStore store, string name, CancellationToken cancellation)
    {
        var stream = await store.OpenAsync(name, cancellation).ConfigureAwait(false);
        if (stream is null)
            return null;

        await using (stream.ConfigureAwait(false))
        {
            if (stream.Length > TextBytesMax)
                throw new DataDamagedException($"{name} has {stream.Length} bytes; no writer makes one this long.", name);

            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
            return bytes;
        }
    }
}
