using Frontline.Core.Storage;

namespace Frontline.Testing.Files;

/// <summary>A file (an inode) and what of it is not durable: the durable content of every sector written since the last sync.</summary>
internal sealed class ForgetfulNode(long id, string path, long length)
{
    public const int SectorBytes = 512;
    private readonly SortedDictionary<long, Sector> dirty = [];

    public long Id { get; } = id;

    /// <summary>A name it has or had; names a file in messages, and seeds what becomes of it.</summary>
    public string Path { get; set; } = path;

    /// <summary>A second name outside the tree, so that a file can come back whose last name was deleted.</summary>
    public string? Anchor { get; set; }

    /// <summary>How many names it has now.</summary>
    public int Links { get; set; } = 1;

    public long DurableLength { get; private set; } = length;

    public bool IsDirty(long length) => dirty.Count > 0 || length != DurableLength;

    /// <summary>Remembers the durable content of what is about to be overwritten or cut off.</summary>
    public void BeforeChange(IFile file, long offset, long end)
    {
        var first = offset / SectorBytes;
        var last = (end + SectorBytes - 1) / SectorBytes;
        byte[]? before = null;
        for (var sector = first; sector < last; sector++)
        {
            if (dirty.TryGetValue(sector, out var known))
            {
                known.IsLost = false;
                continue;
            }

            var start = sector * SectorBytes;
            if (start >= DurableLength)
            {
                dirty.Add(sector, new Sector(default));
                continue;
            }

            if (before is null)
            {
                before = new byte[(int)(Math.Min(end + SectorBytes, DurableLength) - (first * SectorBytes))];
                ReadFully(file, before, first * SectorBytes);
            }

            var from = (int)((sector - first) * SectorBytes);
            dirty.Add(sector, new Sector(before.AsMemory(from, Math.Min(SectorBytes, before.Length - from))));
        }
    }

    public void Synced(long length)
    {
        foreach (var sector in dirty.Where(entry => !entry.Value.IsLost).Select(entry => entry.Key).ToList())
        {
            dirty.Remove(sector);
        }

        DurableLength = length;
    }

    /// <summary>After a failed sync the operating system takes the bytes for written: a later sync that succeeds does not write them.</summary>
    public void SyncFailed()
    {
        foreach (var sector in dirty.Values)
        {
            sector.IsLost = true;
        }
    }

    /// <summary>Gives the file a content that a power cut may leave.</summary>
    public void Forget(IFile file, Random random)
    {
        var length = file.Length;
        var mode = (CrashMode)random.Next(4);
        var final = FinalLength(length, mode, random);
        var reached = dirty.Count == 0 ? 0 : random.Next(dirty.Count + 1);
        if (final != length)
            file.SetLength(final);
        var index = 0;
        foreach (var (sector, content) in dirty)
        {
            var arrived = mode switch
            {
                CrashMode.NothingArrives => false,
                CrashMode.EverythingArrives => true,
                CrashMode.BeginningArrives => index < reached,
                _ => random.Next(2) == 0,
            };
            index++;
            var start = sector * SectorBytes;
            if (start >= final || (arrived && start < length))
                continue;
            var old = new byte[(int)Math.Min(SectorBytes, final - start)];
            if (content.Durable.Length > 0)
                content.Durable.Span[..Math.Min(old.Length, content.Durable.Length)].CopyTo(old);
            else if (random.Next(2) == 0)
                random.NextBytes(old);
            file.Write(old, start);
        }
    }

    private long FinalLength(long length, CrashMode mode, Random random) => mode switch
    {
        CrashMode.NothingArrives => DurableLength,
        CrashMode.EverythingArrives => length,
        _ => random.Next(3) switch
        {
            0 => DurableLength,
            1 => length,
            _ => Math.Min(length, DurableLength) + (Math.Abs(length - DurableLength) / SectorBytes / 2 * SectorBytes),
        },
    };

    private static void ReadFully(IFile file, byte[] buffer, long offset)
    {
        var length = 0;
        int read;
        while (length < buffer.Length && (read = file.Read(buffer.AsSpan(length), offset + length)) > 0)
        {
            length += read;
        }
    }

    private enum CrashMode
    {
        NothingArrives,
        EverythingArrives,
        BeginningArrives,
        AnyMixtureArrives,
    }

    private sealed class Sector(ReadOnlyMemory<byte> durable)
    {
        /// <summary>Empty for a sector that lies beyond the durable length.</summary>
        public ReadOnlyMemory<byte> Durable { get; } = durable;

        public bool IsLost { get; set; }
    }
}
