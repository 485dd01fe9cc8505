using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Frontline.Core.Compression;

namespace Frontline.Importing;

/// <summary>A file to import, unpacked where it is gzip (told by its first bytes, not its name), and the hash by which its content is known for ever.</summary>
internal sealed class ImportContent
{
    private const int BufferBytes = 256 * 1024;

    private readonly long length;
    private readonly DateTime writtenAt;

    private ImportContent(string path, string hash, ContentForm form, FileInfo info)
    {
        Path = path;
        Hash = hash;
        Form = form;
        length = info.Length;
        writtenAt = info.LastWriteTimeUtc;
    }

    public string Path { get; }

    /// <summary>SHA-256 of the unpacked content, lower-case hex.</summary>
    public string Hash { get; }

    public ContentForm Form { get; }

    /// <summary>Bytes of the file as it lies on disk.</summary>
    public long Length => length;

    /// <summary>Reads the whole file once, before anything is sent: a half-written archive, or text in another encoding, is found here.</summary>
    /// <param name="path">The file.</param>
    /// <param name="requireUtf8">Whether all of it must be UTF-8, where it is text other than NDJSON, of which each line is looked at for itself.</param>
    /// <param name="progress">Takes a share from 0 to 1.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="ImportFileException">It cannot be read to its end.</exception>
    public static async Task<ImportContent> InspectAsync(string path, bool requireUtf8, Action<double> progress, CancellationToken cancellation)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
        {
            throw new ImportFileException($"There is no file {path}.");
        }

        try
        {
            var form = ContentForm.Text;
            var isFirst = true;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var utf8 = new Utf8Check();
            var (stream, file, packed) = OpenPacked(path);
            await using (stream.ConfigureAwait(false))
            {
                var buffer = new byte[BufferBytes];
                int read;
                while ((read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false)) > 0)
                {
                    form = isFirst ? ContentStart.Of(buffer.AsSpan(0, read)) : form;
                    isFirst = false;
                    hash.AppendData(buffer, 0, read);
                    if (requireUtf8 && form == ContentForm.Text && utf8.FaultIn(buffer.AsSpan(0, read)) is { } offset)
                    {
                        throw new ImportFileException($"{path} is not UTF-8 at byte {offset} of its content. Say in the mapping how it is written: `encoding: latin1` or `encoding: utf-16`.");
                    }

                    progress(file.Length == 0 ? 1 : (double)file.Position / file.Length);
                }

                if (packed is { IsCut: true })
                {
                    throw new ImportFileException($"{path} is a gzip file that is not written to its end. Nothing of it was imported.");
                }

                if (packed is { IsUsedUp: false })
                {
                    throw new ImportFileException($"{path} is a gzip file that was not written to its end, or that has something else behind it. Nothing of it was imported.");
                }
            }

            if (form == ContentForm.Parquet)
            {
                RequireWholeParquet(path, packed is not null);
            }

            return new ImportContent(path, Convert.ToHexStringLower(hash.GetHashAndReset()), form, info);
        }
        catch (InvalidDataException exception)
        {
            throw new ImportFileException($"{path} is a gzip file that is damaged or not written to its end ({exception.Message}) Nothing of it was imported.", exception);
        }
    }

    /// <summary>The unpacked content, and the file below it for the progress.</summary>
    /// <exception cref="ImportFileException">The file is not the one that was inspected.</exception>
    public (Stream Content, FileStream File) Open()
    {
        RequireUnchanged();
        var (content, file, _) = OpenPacked(Path);
        return (content, file);
    }

    /// <exception cref="ImportFileException">The file was written to since it was inspected.</exception>
    public void RequireUnchanged()
    {
        var now = new FileInfo(Path);
        if (!now.Exists || now.Length != length || now.LastWriteTimeUtc != writtenAt)
        {
            throw new ImportFileException($"{Path} was changed while it was imported. Import it again when nobody writes to it.");
        }
    }

    // The last thing that is written to a Parquet file is the magic at its end.
    private static void RequireWholeParquet(string path, bool isPacked)
    {
        if (isPacked)
        {
            throw new ImportFileException($"{path} is a Parquet file inside gzip. Unpack it first: Parquet is read from its end, and packed within. Nothing of it was imported.");
        }

        using var file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[4];
        file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (magic.SequenceEqual(ContentStart.EncryptedParquetMagic))
        {
            throw new ImportFileException($"{path} is an encrypted Parquet file, which cannot be read here. Nothing of it was imported.");
        }

        file.Position = Math.Max(0, file.Length - magic.Length);
        if (file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.SequenceEqual(ContentStart.ParquetMagic) || file.Length < 12)
        {
            throw new ImportFileException($"{path} is a Parquet file that is not written to its end. Nothing of it was imported.");
        }
    }

    private static (Stream Content, FileStream File, GzipSourceStream? Packed) OpenPacked(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan | FileOptions.Asynchronous);
        Span<byte> magic = stackalloc byte[2];
        var isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
        file.Position = 0;
        if (!isGzip)
        {
            return (file, file, null);
        }

        var packed = new GzipSourceStream(file, file.Length);
        return (new GZipStream(packed, CompressionMode.Decompress), file, packed);
    }

    /// <summary>Checks UTF-8 across the borders of buffers.</summary>
    private sealed class Utf8Check
    {
        private readonly Decoder decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        private readonly char[] scratch = new char[BufferBytes + 4];
        private long checkedBytes;

        public long? FaultIn(ReadOnlySpan<byte> bytes)
        {
            try
            {
                decoder.Convert(bytes, scratch, flush: false, out _, out _, out _);
                checkedBytes += bytes.Length;
                return null;
            }
            catch (DecoderFallbackException exception)
            {
                return checkedBytes + Math.Max(0, exception.Index);
            }
        }
    }
}
