using System.Buffers.Binary;
using System.Text;
using Frontline.Core;
using Frontline.Core.Storage;

namespace Frontline.Embedded.Log;

/// <summary>A segment file in use, as its first block describes it. docs/specs/log.md, "Segments".</summary>
/// <param name="Path">The file.</param>
/// <param name="Sequence">1, 2, 3 … along the log, never used twice.</param>
/// <param name="FirstPosition">The number of its first record.</param>
/// <param name="Salt">Begins each of its frames.</param>
/// <param name="Bytes">The file's size.</param>
internal sealed record Segment(string Path, long Sequence, long FirstPosition, ulong Salt, long Bytes)
{
    private const int FieldBytes = 64;
    private const int ChecksumOffset = FieldBytes - sizeof(uint);

    private static ReadOnlySpan<byte> Magic => "FRLOGSEG"u8;

    /// <summary>Writes the first block. Not durable before the file is synced.</summary>
    public void WriteHeader(IFile file, string logId)
    {
        Span<byte> block = stackalloc byte[LogFormat.BlockBytes];
        block.Clear();
        Magic.CopyTo(block);
        BinaryPrimitives.WriteUInt32LittleEndian(block[8..], LogFormat.Version);
        BinaryPrimitives.WriteInt64LittleEndian(block[16..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(block[24..], FirstPosition);
        BinaryPrimitives.WriteUInt64LittleEndian(block[32..], Salt);
        BinaryPrimitives.WriteInt64LittleEndian(block[40..], Bytes);
        Encoding.ASCII.GetBytes(logId, block[48..]);
        BinaryPrimitives.WriteUInt32LittleEndian(block[ChecksumOffset..], LogFormat.Checksum(block[..ChecksumOffset]));
        file.Write(block, 0);
    }

    /// <summary>Reads and checks the first block of a file that has a segment's name.</summary>
    /// <exception cref="DataDamagedException">It is not what the name says. A name is given only after the block is durable, so a crash cannot have done this.</exception>
    public static Segment Read(IFileSystem files, string path, long sequence, string logId)
    {
        Span<byte> fields = stackalloc byte[FieldBytes];
        using var file = files.Open(path, FileAccess.Read);
        if (file.Read(fields, 0) < FieldBytes || !fields[..8].SequenceEqual(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(fields[ChecksumOffset..]) != LogFormat.Checksum(fields[..ChecksumOffset]))
            throw new DataDamagedException($"The first block of the log segment '{path}' is damaged.", path);
        var version = BinaryPrimitives.ReadUInt32LittleEndian(fields[8..]);
        if (version > LogFormat.Version)
            throw new DataDamagedException($"The log segment '{path}' has format {version}, which is newer than this program reads ({LogFormat.Version}). Use the newer program.", path);
        var segment = new Segment(
            path,
            BinaryPrimitives.ReadInt64LittleEndian(fields[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(fields[24..]),
            BinaryPrimitives.ReadUInt64LittleEndian(fields[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(fields[40..]));
        var ofLog = Encoding.ASCII.GetString(fields[48..ChecksumOffset]);
        if (ofLog != logId)
            throw new DataDamagedException($"The log segment '{path}' belongs to log {ofLog}, and the directory to log {logId}.", path);
        if (segment.Sequence != sequence)
            throw new DataDamagedException($"The log segment '{path}' says it is number {segment.Sequence}.", path);
        if (file.Length != segment.Bytes)
            throw new DataDamagedException($"The log segment '{path}' should have {segment.Bytes} bytes and has {file.Length}.", path);
        return segment;
    }
}
